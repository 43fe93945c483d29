package io.schedprobe.options;

import java.util.Locale;

/** Every option's key, in the order of the documentation. */
enum OptionKey {
  THRESHOLD,
  RATE,
  BUDGET,
  RING,
  SOURCE,
  QUIET,
  DETACH,
  PROMETHEUS,
  ATLAS,
  ATLAS_STEP,
  ATLAS_TAGS,
  METRICS_NEIGHBORS,
  DETECT,
  DETECT_LATENCY,
  DETECT_PREEMPTIONS,
  DETECT_THROTTLING,
  DETECT_CPU,
  DETECT_WEIGHTS,
  ALERT_SCORE,
  ALERT_CONFIDENCE,
  ALERT_DURATION,
  ALERT_COOLDOWN,
  ALERT_QUOTA,
  ALERT_LOG,
  ALERT_GENERATOR,
  ALERTMANAGER,
  WEBHOOK,
  ESCALATE;

  /** Whether it is about where meters go. */
  boolean isExport() {
    return ordinal() >= PROMETHEUS.ordinal() && ordinal() <= METRICS_NEIGHBORS.ordinal();
  }

  /** Whether the key alone means true. */
  boolean isFlag() {
    return this == QUIET || this == DETACH || this == DETECT;
  }

  /** As it is written by the user. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
