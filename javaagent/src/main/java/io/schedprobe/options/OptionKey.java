package io.schedprobe.options;

import java.util.Locale;

/** Every option's key, in the order of the documentation. */
enum OptionKey {
  THRESHOLD,
  RATE,
  RING,
  SOURCE,
  QUIET,
  DETACH;

  /** As it is written by the user. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
