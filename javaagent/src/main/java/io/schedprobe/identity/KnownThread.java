package io.schedprobe.identity;

import java.lang.ref.WeakReference;

/**
 * A Java thread and the span of time for which its tid is proved to have been its own. Reading the
 * tid and later finding the same handle proves all the time between.
 */
final class KnownThread {

  private static final String CARRIER_CLASS = "jdk.internal.misc.CarrierThread";

  final int tid;
  final long handle;
  final WeakReference<Thread> thread;
  final boolean carrier;

  /** Its Java name when last seen, for the time after its end. */
  String name;

  /** Bounds of the proved span, {@link System#nanoTime()}. */
  long from;

  long until;

  /** Before this the tid was another's. */
  final long notBefore;

  /** Whether {@code from} has been moved back to the thread's birth as far as that can be known. */
  boolean birthSought;

  /** The refresh that saw it last. */
  int refresh;

  /**
   * @param seen a moment after the start of {@code thread}
   * @param before the thread last known to have had the tid; may be null
   */
  KnownThread(int tid, long handle, Thread thread, long seen, KnownThread before) {
    this.tid = tid;
    this.handle = handle;
    this.thread = new WeakReference<>(thread);
    this.carrier = isCarrier(thread);
    this.name = thread.getName();
    this.from = seen;
    this.until = seen;
    this.notBefore = before == null ? Long.MIN_VALUE : before.until;
  }

  /** Moves the beginning of the proved span back to the thread's birth. */
  void bornAt(long born) {
    long start = notBefore == Long.MIN_VALUE || born - notBefore > 0 ? born : notBefore;
    if (start - from < 0) {
      from = start;
    }
  }

  ThreadIdentity identity(Thread alive) {
    return new ThreadIdentity(
        tid,
        alive,
        carrier ? name + " (carrier)" : name,
        carrier ? ThreadIdentity.Category.CARRIER : ThreadIdentity.Category.JAVA);
  }

  /** Carriers of the JDK's virtual threads have a class of their own since JDK 19. */
  private static boolean isCarrier(Thread thread) {
    Class<?> type = thread.getClass();
    return type.getClassLoader() == null && type.getName().equals(CARRIER_CLASS);
  }
}
