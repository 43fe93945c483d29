package io.schedprobe.jmc.page.waits;

import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;

/**
 * Reads the fields of one type of event by their names. A field that the type does not have is
 * unknown: null, or -1.
 */
public final class EventFields {
  private static final long UNKNOWN = -1;

  private final IType<IItem> type;

  EventFields(IType<IItem> type) {
    this.type = type;
  }

  /** Fields of the type of an event. */
  public static EventFields of(IItem item) {
    return new EventFields(ItemToolkit.getItemType(item));
  }

  /** One field. */
  public interface Field {
    Object of(IItem item);

    default String text(IItem item) {
      Object value = of(item);
      return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    /** Nanoseconds of a time span, or since the epoch, or the number; -1 if unknown. */
    default long number(IItem item) {
      Object value = of(item);
      if (value instanceof IQuantity quantity) {
        return Math.max(UNKNOWN, number(quantity));
      }
      return value instanceof Number number ? number.longValue() : UNKNOWN;
    }

    private static long number(IQuantity quantity) {
      if (quantity.getType() == UnitLookup.TIMESPAN) {
        return quantity.clampedLongValueIn(UnitLookup.NANOSECOND);
      }
      // JMC leaves a point in time in the unit in which the event has it.
      return quantity.getType() == UnitLookup.TIMESTAMP
          ? quantity.clampedLongValueIn(UnitLookup.EPOCH_NS)
          : quantity.clampedFloorIn(quantity.getUnit());
    }

    default IMCThread thread(IItem item) {
      return of(item) instanceof IMCThread thread ? thread : null;
    }
  }

  /** The first of these fields that the type has. */
  public Field field(String... identifiers) {
    for (String identifier : identifiers) {
      for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
        if (key.getIdentifier().equals(identifier)) {
          IMemberAccessor<?, IItem> accessor = type.getAccessor(key);
          return accessor::getMember;
        }
      }
    }
    return item -> null;
  }

  /** When the event began, in nanoseconds since the epoch. */
  Field start() {
    IMemberAccessor<IQuantity, IItem> accessor = JfrAttributes.START_TIME.getAccessor(type);
    return item -> accessor.getMember(item).clampedLongValueIn(UnitLookup.EPOCH_NS);
  }
}
