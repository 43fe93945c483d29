package io.schedprobe.summary;

import java.util.HashMap;
import java.util.Map;

/** An event with numbers of the test's choice. */
final class HandMade implements Fact {
  private final String type;
  private final Map<String, Object> fields = new HashMap<>();

  HandMade(String type) {
    this.type = type;
  }

  HandMade with(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  HandMade by(long javaId, String name, long tid) {
    return with("thread", new JavaThread(javaId, name))
        .with("osThreadId", tid)
        .with("osName", name);
  }

  /** A wait of so many milliseconds, all of it behind neighbors. */
  static HandMade waited(long millis) {
    return new HandMade("schedprobe.RunQueueLatency")
        .with("waited", millis * 1_000_000)
        .with("external", millis * 1_000_000)
        .with("onset", "wakeup")
        .by(1, "worker-1", 101);
  }

  static HandMade run(String kind, String process, long pid, String cgroup, long millis) {
    return new HandMade("schedprobe.NeighborRun")
        .with("kind", kind)
        .with("process", process)
        .with("threadName", process + "-thread")
        .with("pid", pid)
        .with("cgroup", cgroup)
        .with("cpuTime", millis * 1_000_000)
        .by(1, "worker-1", 101);
  }

  static HandMade period(long waits, long totalMillis) {
    return new HandMade("schedprobe.ThreadRunQueue")
        .with("waits", waits)
        .with("total", totalMillis * 1_000_000)
        .with("external", totalMillis * 1_000_000)
        .with("max", -1L)
        .with("p99", -1L)
        .by(1, "worker-1", 101);
  }

  /** Throttled in so many of 50 periods of 100 ms. */
  static HandMade quota(String cgroup, boolean own, long quotaMillis, long throttled) {
    return new HandMade("schedprobe.CpuQuota")
        .with("cgroup", cgroup)
        .with("own", own)
        .with("quota", quotaMillis < 0 ? -1 : quotaMillis * 1_000_000)
        .with("quotaPeriod", quotaMillis < 0 ? -1 : 100_000_000L)
        .with("periods", 50L)
        .with("throttledPeriods", throttled)
        .with("throttledTime", throttled * 10_000_000);
  }

  static HandMade source(String name, String reason) {
    return new HandMade("schedprobe.TracerState")
        .with("source", name)
        .with("reason", reason)
        .with("threshold", 1_000_000L);
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public long typeId() {
    return type.hashCode();
  }

  @Override
  public long startNanos() {
    return (long) fields.getOrDefault("startNanos", 1_700_000_000_000_000_000L);
  }

  @Override
  public long endNanos() {
    return startNanos() + 2_000_000_000L;
  }

  @Override
  public long number(String field) {
    return fields.get(field) instanceof Number number ? number.longValue() : UNKNOWN;
  }

  @Override
  public String text(String field) {
    return fields.get(field) instanceof String text ? text : null;
  }

  @Override
  public boolean flag(String field) {
    return fields.get(field) instanceof Boolean flag && flag;
  }

  @Override
  public JavaThread thread(String field) {
    return fields.get(field) instanceof JavaThread thread ? thread : null;
  }

  static Summary summary(Fact... facts) {
    SummaryBuilder builder = new SummaryBuilder();
    for (Fact fact : facts) {
      builder.accept(fact);
    }
    return builder.build();
  }
}
