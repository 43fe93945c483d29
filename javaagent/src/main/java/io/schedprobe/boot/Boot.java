package io.schedprobe.boot;

import java.lang.instrument.Instrumentation;

/** What the boot thread does: starts the agent, or stops it when the options say {@code detach}. */
final class Boot implements Runnable {
  private final String options;
  private final Instrumentation instrumentation;

  Boot(String options, Instrumentation instrumentation) {
    this.options = options == null ? "" : options;
    this.instrumentation = instrumentation;
  }

  @Override
  public void run() {
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
