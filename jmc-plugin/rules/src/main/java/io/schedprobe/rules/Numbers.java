package io.schedprobe.rules;

import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;

/** Numbers in JMC's quantities. */
final class Numbers {
  private Numbers() {}

  static IQuantity time(long nanos) {
    return UnitLookup.NANOSECOND.quantity(nanos);
  }

  static IQuantity percent(long part, long whole) {
    return UnitLookup.PERCENT.quantity(whole > 0 ? 100.0 * part / whole : 0);
  }

  static IQuantity count(long number) {
    return UnitLookup.NUMBER_UNITY.quantity(number);
  }
}
