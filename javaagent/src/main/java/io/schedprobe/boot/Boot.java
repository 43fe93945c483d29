package io.schedprobe.boot;

import java.lang.instrument.Instrumentation;

/** What the boot thread does: starts the agent, or stops it when the options say {@code detach}. */
final class Boot implements Runnable {
  /** A start that takes longer has met with something else. */
  private static final long EARLIER_MILLIS = 10_000;

  private final String options;
  private final Instrumentation instrumentation;
  private final HostStart hostStart;
  private final Thread starter;
  private final Thread earlier;

  /**
   * The agent of the command line. Of plain fields, for a lambda costs the JVM's start tens of
   * milliseconds.
   *
   * @param starter the thread that starts the host
   * @param earlier the thread that starts the agent named before it there; null if there is none
   */
  static Boot ofCommandLine(
      String options,
      Instrumentation instrumentation,
      HostStart hostStart,
      Thread starter,
      Thread earlier) {
    return new Boot(options, instrumentation, hostStart, starter, earlier);
  }

  /**
   * An agent that is attached.
   *
   * @param earlier the thread that starts the agent of the command line; null if there is none
   */
  static Boot attached(
      String options, Instrumentation instrumentation, HostStart hostStart, Thread earlier) {
    return new Boot(options, instrumentation, hostStart, null, earlier);
  }

  private Boot(
      String options,
      Instrumentation instrumentation,
      HostStart hostStart,
      Thread starter,
      Thread earlier) {
    this.options = options == null ? "" : options;
    this.instrumentation = instrumentation;
    this.hostStart = hostStart;
    this.starter = starter;
    this.earlier = earlier;
  }

  /** Whether its options ask to print nothing. */
  boolean isQuiet() {
    return asksToBeQuiet(options);
  }

  @Override
  public void run() {
    try {
      awaitTurn();
    } catch (InterruptedException e) {
      // Nobody has a right to; then it begins now.
    }
    try {
      if (asksToDetach(options)) {
        Lifecycle.stop(isQuiet());
      } else {
        Lifecycle.start(options, instrumentation, isQuiet());
      }
    } finally {
      // An ended thread that is remembered must not keep the agent's classes.
      Thread.currentThread().setContextClassLoader(null);
    }
  }

  private void awaitTurn() throws InterruptedException {
    if (starter != null) {
      hostStart.await(starter);
    } else if (earlier != null) {
      // Who attaches now means the agent that is about to start, to detach it or to start it.
      hostStart.hurry();
    }
    if (earlier != null) {
      earlier.join(EARLIER_MILLIS); // of two agents the first one counts
    }
  }

  /** Answered here because the options' own parser belongs to a layer that may not exist yet. */
  static boolean asksToDetach(String options) {
    return isOn(options, "detach");
  }

  /** Likewise, for what is printed here. */
  static boolean asksToBeQuiet(String options) {
    return isOn(options, "quiet");
  }

  /** As the options' own parser has it: the last valid value counts, and none means true. */
  private static boolean isOn(String options, String key) {
    boolean on = false;
    for (String option : options.split(",", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      String value = equals < 0 ? "true" : option.substring(equals + 1).strip();
      if (name.strip().equals(key) && (value.equals("true") || value.equals("false"))) {
        on = value.equals("true");
      }
    }
    return on;
  }
}
