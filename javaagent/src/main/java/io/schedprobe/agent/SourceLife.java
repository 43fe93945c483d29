package io.schedprobe.agent;

import io.schedprobe.observe.SourceReport;
import io.schedprobe.source.SureClosing;

/**
 * When the source is opened, tried again and closed, whatever comes in between: refusals, failures,
 * interrupts and a heap without room. Of the tracer's thread.
 */
final class SourceLife {
  /** As often as an interrupt of this thread may disturb the opening of a source. */
  private static final int INTERRUPTS = 10;

  private static final long SHORT_RETRY_NANOS = 1_000_000_000L;

  /**
   * After a refusal, the next try: privileges and kernel settings can change under a running JVM.
   */
  private static final long RETRY_NANOS = 60_000_000_000L;

  private final OpenSource source;
  private final Notice notice;
  private boolean tried;
  private long nextTry;
  private long failures;

  SourceLife(OpenSource source, Notice notice) {
    this.source = source;
    this.notice = notice;
  }

  /**
   * Opens the best source there is, unless the last try was too short a time ago.
   *
   * @param anew whoever wants it does so only now: then there is no pause after the last try
   * @return whether it was tried; the source's report says what came of it
   */
  boolean open(long thresholdNanos, boolean anew) {
    if (tried && !anew && System.nanoTime() - nextTry < 0) {
      return false;
    }
    tried = true;
    source.open(thresholdNanos);
    // An interrupt closes files under their reader: then the refusal is none of the kernel's.
    for (int i = 0; i < INTERRUPTS && Thread.interrupted() && !source.source().whole(); i++) {
      source.close();
      source.open(thresholdNanos);
    }
    nextTry = System.nanoTime() + RETRY_NANOS;
    return true;
  }

  /** Says in one line why the source is not the best one, if so. */
  void tell() {
    SourceReport report = source.source();
    if (!report.whole() && report.reason() != null) {
      String instead =
          report.source().equals("none")
              ? "recording nothing"
              : "recording run queue latency per thread from /proc, without single waits and names";
      notice.say(instead + ": " + report.reason() + " (" + report.remedy() + ")");
    }
  }

  /** Nanoseconds until it may be tried again; positive. */
  long untilNextTry() {
    return Math.max(1, nextTry - System.nanoTime());
  }

  /** Nobody wants a source: the next who does gets one at once. */
  void unwanted() {
    tried = false;
  }

  /** Nanoseconds that the tracer's thread is to rest after {@code e}. */
  long pauseAfter(Throwable e) {
    return e instanceof OutOfMemoryError || failures == 0 ? SHORT_RETRY_NANOS : RETRY_NANOS;
  }

  /**
   * Something broke that nobody foresaw, and the source was given up: tried anew a minute later. Or
   * the host has used up its memory: then a second later, and that needs no line of ours.
   */
  void failed(Throwable e) {
    boolean exhausted = e instanceof OutOfMemoryError;
    // First: what follows may need memory that is not there.
    nextTry = System.nanoTime() + (exhausted ? SHORT_RETRY_NANOS : RETRY_NANOS);
    if (!exhausted) {
      failures++;
      notice.say("the tracer stumbled and will be restarted in a minute: " + e);
    }
    source.failed(e, exhausted);
  }

  /** Leaves nothing in the kernel. */
  void close() {
    SureClosing.close(source);
  }
}
