package io.schedprobe.boot;

import java.lang.instrument.Instrumentation;

/** What the boot thread does: starts the agent, or stops it when the options say {@code detach}. */
final class Boot implements Runnable {
  private final String options;
  private final Instrumentation instrumentation;
  private final Thread starter;

  /**
   * @param starter the thread that starts the host; null if the host runs already
   */
  Boot(String options, Instrumentation instrumentation, Thread starter) {
    this.options = options == null ? "" : options;
    this.instrumentation = instrumentation;
    this.starter = starter;
  }

  @Override
  public void run() {
    if (starter != null) {
      try {
        HostStart.await(starter);
      } catch (InterruptedException e) {
        // Nobody has a right to; then it begins now.
      }
    }
    if (asksToDetach(options)) {
      Lifecycle.stop();
    } else {
      Lifecycle.start(options, instrumentation);
    }
  }

  /** Answered here because the options' own parser belongs to a layer that may not exist yet. */
  static boolean asksToDetach(String options) {
    for (String option : options.split(",", -1)) {
      String trimmed = option.trim();
      if (trimmed.equals("detach") || trimmed.equals("detach=true")) {
        return true;
      }
    }
    return false;
  }
}
