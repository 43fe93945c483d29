package io.schedprobe.detect;

/** Where an alert can go. */
public enum Channel {
  /** The event {@code schedprobe.NoisyNeighborAlert}. */
  JFR,
  /** A line through {@link System.Logger}. */
  LOG,
  /** Prometheus Alertmanager. */
  ALERTMANAGER,
  /** A JSON document sent by HTTP. */
  WEBHOOK
}
