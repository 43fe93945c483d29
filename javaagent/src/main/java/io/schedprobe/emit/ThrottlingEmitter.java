package io.schedprobe.emit;

import io.schedprobe.events.Throttling;
import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Share;
import io.schedprobe.model.Wait;
import java.util.function.UnaryOperator;

/** Writes the throttled part of a wait. For the tracer's thread. */
final class ThrottlingEmitter {
  private final UsedUpQuota quota;
  private final UnaryOperator<String> printable;
  private final EventTimes times = EventTimes.of(Throttling.class);
  private final Throttling event = new Throttling();

  ThrottlingEmitter(QuotaReader quotas, UnaryOperator<String> printable) {
    this.quota = new UsedUpQuota(quotas, System::nanoTime);
    this.printable = printable;
  }

  void prepare() {
    if (event.isEnabled()) {
      quota.prepare();
    }
  }

  /** Whether it wants to hear of waits like this. */
  boolean isEnabled(Wait wait) {
    return wait.share(Share.THROTTLED) > 0 && event.isEnabled();
  }

  /**
   * Sets the time of the event and asks JFR whether it wants it.
   *
   * @param length of the throttled part, in ticks
   */
  boolean isDue(Wait wait, boolean backdate, long start, long length) {
    return wait.share(Share.THROTTLED) > 0
        && WaitEmitter.isDue(event, times, backdate, start, length);
  }

  void write(Wait wait, Thread thread, String threadName, String comm) {
    Throttling e = event;
    e.waitId = wait.id();
    e.thread = thread;
    e.threadName = threadName;
    e.osThreadId = wait.nsTid();
    e.osName = comm;
    e.throttled = wait.share(Share.THROTTLED);
    QuotaLevel level = quota.find(wait.startNanos(), wait.startNanos() + wait.durationNanos());
    e.cgroup = level == null ? null : printable.apply(level.cgroup());
    e.quota = level == null ? EventNames.UNKNOWN_SPAN : EventNames.span(level.quotaNanos());
    e.quotaPeriod = level == null ? EventNames.UNKNOWN_SPAN : EventNames.span(level.periodNanos());
    e.commit();
  }

  /** Keeps no thread alive. */
  void forget() {
    event.thread = null;
  }
}
