package io.schedprobe.metrics;

import java.util.List;
import java.util.Objects;

/**
 * A quantity that is exported.
 *
 * @param name as Prometheus has it, unit included, without the {@code _total} of a counter
 * @param atlasName as Atlas has it
 * @param labels names of its labels, in the order of {@link Point#labels()}
 * @param help one sentence with the unit
 */
public record Meter(Kind kind, String name, String atlasName, List<String> labels, String help) {

  /** How its values are to be understood. */
  public enum Kind {
    /** Only grows. */
    COUNTER,
    /** As it is now. */
    GAUGE,
    /** Always 1: its labels are what it says. */
    INFO,
    /** Only grows, by bucket. */
    HISTOGRAM
  }

  /** Meters are told apart by their names. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Meter same && name.equals(same.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }
}
