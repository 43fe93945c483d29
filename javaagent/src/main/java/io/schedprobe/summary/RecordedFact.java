package io.schedprobe.summary;

import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;

/** An event of a recording file. */
record RecordedFact(RecordedEvent event) implements Fact {
  @Override
  public String type() {
    return event.getEventType().getName();
  }

  @Override
  public long typeId() {
    return event.getEventType().getId();
  }

  @Override
  public long startNanos() {
    return nanos(event.getStartTime());
  }

  @Override
  public long endNanos() {
    return nanos(event.getEndTime());
  }

  @Override
  public long number(String field) {
    Object value = value(field);
    // JFR's own word for a time span that is not known
    return value instanceof Number number && number.longValue() != Long.MIN_VALUE
        ? number.longValue()
        : UNKNOWN;
  }

  @Override
  public String text(String field) {
    return value(field) instanceof String text ? text : null;
  }

  @Override
  public boolean flag(String field) {
    return value(field) instanceof Boolean flag && flag;
  }

  @Override
  public JavaThread thread(String field) {
    return value(field) instanceof RecordedThread thread
        ? new JavaThread(thread.getJavaThreadId(), thread.getJavaName())
        : null;
  }

  private Object value(String field) {
    return event.hasField(field) ? event.getValue(field) : null;
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
