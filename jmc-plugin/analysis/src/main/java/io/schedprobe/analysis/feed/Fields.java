package io.schedprobe.analysis.feed;

import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.Unknown;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;

/**
 * The fields of one event in JMC's types. A field that is missing, or of another type than
 * expected, is unknown: a damaged recording may declare anything.
 */
final class Fields {
  /** Names that are held once, of bounded number: most events tell of the same few. */
  private static final int NAMES = 4_096;

  private final Function<String, Object> values;
  private final Map<String, String> names = new HashMap<>();

  /**
   * Over a function from the name of a field to its value.
   *
   * @param values null for fields that the event does not have
   */
  Fields(Function<String, Object> values) {
    this.values = values;
  }

  /**
   * A number; lengths in nanoseconds, points in time in nanoseconds since the epoch, sizes in
   * bytes. Negative ones are unknown, as the agent has no others.
   */
  long number(String field) {
    Object value = values.apply(field);
    long number = Unknown.NUMBER;
    // Quantities first: JMC's are numbers too, in a unit of their own.
    if (value instanceof IQuantity quantity) {
      number = number(quantity);
    } else if (value instanceof Number plain) {
      number = plain.longValue();
    }
    return number < 0 ? Unknown.NUMBER : number;
  }

  private static long number(IQuantity quantity) {
    if (quantity.getType() == UnitLookup.TIMESPAN) {
      return quantity.clampedLongValueIn(UnitLookup.NANOSECOND);
    }
    if (quantity.getType() == UnitLookup.TIMESTAMP) {
      return quantity.clampedLongValueIn(UnitLookup.EPOCH_NS);
    }
    return quantity.getType() == UnitLookup.MEMORY
        ? quantity.clampedLongValueIn(UnitLookup.BYTE)
        : quantity.longValue();
  }

  /** Null if unknown or empty. */
  String text(String field) {
    if (!(values.apply(field) instanceof String text) || text.isEmpty()) {
      return null;
    }
    if (names.size() >= NAMES) {
      names.clear();
    }
    String known = names.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  boolean flag(String field) {
    return Boolean.TRUE.equals(values.apply(field));
  }

  /** Full name of a class; null if unknown. */
  String type(String field) {
    return values.apply(field) instanceof IMCType type ? type.getFullName() : null;
  }

  /** A thread as JFR knows it; null if unknown. */
  StalledThread javaThread(String field) {
    return values.apply(field) instanceof IMCThread thread
        ? new StalledThread(
            thread.getThreadName(), Unknown.NUMBER, thread.getThreadName(), javaId(thread))
        : null;
  }

  /**
   * The thread that the agent tells of.
   *
   * @param nameField holds the name that it gave itself
   */
  StalledThread stalled(String nameField) {
    IMCThread java = javaThread();
    String name = text(nameField);
    return new StalledThread(
        name == null && java != null ? java.getThreadName() : name,
        number("osThreadId"),
        text("osName"),
        java == null ? Unknown.NUMBER : javaId(java));
  }

  /** The parser extension of this plug-in puts the stalled thread in the place of the event's. */
  private IMCThread javaThread() {
    if (values.apply("thread") instanceof IMCThread thread) {
      return thread;
    }
    return values.apply(MAPPED) instanceof IMCThread thread ? thread : null;
  }

  /** What {@code values} is asked for the event's thread where the type has no field thread. */
  static final String MAPPED = "thread, mapped";

  private static long javaId(IMCThread thread) {
    Long id = thread.getThreadId();
    return id == null || id <= 0 ? Unknown.NUMBER : id;
  }
}
