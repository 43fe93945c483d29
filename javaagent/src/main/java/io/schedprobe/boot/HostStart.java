package io.schedprobe.boot;

/**
 * Whether the host has got to its own {@code main}.
 *
 * <p>Until then the JVM starts on one thread, and whatever another thread does meanwhile (load
 * classes, touch new memory, use Flight Recorder, which {@code -XX:StartFlightRecording} starts
 * after premain) makes it wait. So the agent lets it go first.
 */
final class HostStart {
  /** A host without a {@code main}, one that embeds the JVM, is waited for no longer than this. */
  static final long PATIENCE_MILLIS = 2_000;

  /** A look is a handshake with the thread, up to JDK 17 a safepoint: well below a millisecond. */
  private static final long FIRST_LOOK_MILLIS = 40;

  /** A host that is long in starting is looked at less often. */
  private static final long LAST_LOOK_MILLIS = 160;

  private boolean hurried;

  /**
   * Returns once {@code starter} runs the host's {@code main} or has ended.
   *
   * @param starter the thread on which the JVM called premain
   */
  void await(Thread starter) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    long pause = FIRST_LOOK_MILLIS;
    do {
      if (pause(pause)) {
        return;
      }
      pause = Math.min(2 * pause, LAST_LOOK_MILLIS);
    } while (System.nanoTime() - end < 0 && starter.isAlive() && !isInMain(starter));
  }

  /** Ends every wait, for good: somebody attaches, so the host is up. */
  synchronized void hurry() {
    hurried = true;
    notifyAll();
  }

  /** Returns whether to hurry, at once if so. */
  private synchronized boolean pause(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (!hurried && left > 0) {
      wait(left);
      left = (end - System.nanoTime() + 999_999) / 1_000_000;
    }
    return hurried;
  }

  /**
   * In premain the outermost frame is the JVM's own, while a recording starts it is Flight
   * Recorder's, and there is none in between.
   */
  static boolean isInMain(Thread thread) {
    try {
      StackTraceElement[] frames = thread.getStackTrace();
      return frames.length > 0 && frames[frames.length - 1].getMethodName().equals("main");
    } catch (SecurityException e) {
      return true; // it is not for us to see; then there is nothing to wait for
    }
  }
}
