package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.Throttling;
import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The throttled part of a wait, as an event of its own. */
class ThrottlingEventTest {
  private static final long MILLI = 1_000_000;

  @RegisterExtension final Emitting emitting = new Emitting();
  private final Recording recording = emitting.recording;
  private final WaitEmitter emitter = emitting.emitter;

  @Test
  void writesTheThrottledPartUnderItsOwnThreshold() throws Exception {
    QuotaLevel level =
        new QuotaLevel("/own\n", true, 60 * MILLI, 100 * MILLI, 0, 9, 3, 5 * MILLI, -1, -1);
    emitting.quota = new Quotas(List.of(level), true);
    recording.enable(Throttling.class).withThreshold(Duration.ofMillis(3));
    recording.start();
    long start = System.nanoTime() - 20 * MILLI;
    emitter.onWait(Waits.throttled(1, start, 9 * MILLI, 2 * MILLI));
    emitter.onWait(Waits.throttled(2, start, 9 * MILLI, 4 * MILLI));
    emitter.onWait(Waits.woken(3, start, 9 * MILLI, 3));
    RecordedEvent e = emitting.only("schedprobe.Throttling");
    assertEquals(2, e.getLong("waitId"));
    assertEquals(Waits.STALLED.getName(), e.getThread("thread").getJavaName());
    assertEquals("http-1", e.getString("threadName"));
    assertEquals(Waits.STALLED_TID, e.getInt("osThreadId"));
    assertEquals(Duration.ofMillis(4), e.getDuration("throttled"));
    assertEquals("/own\\n", e.getString("cgroup"));
    assertEquals(Duration.ofMillis(60), e.getDuration("quota"));
    assertEquals(Duration.ofMillis(100), e.getDuration("quotaPeriod"));
    RecordedEvent wait =
        Recorded.events(recording, "schedprobe.RunQueueLatency").stream()
            .filter(w -> w.getLong("waitId") == 2)
            .findFirst()
            .orElseThrow();
    assertEquals("throttled", wait.getString("onset"));
    assertEquals(wait.getStartTime(), e.getStartTime());
    assertTrue(e.getDuration().compareTo(wait.getDuration()) < 0);
    assertEquals(4, Math.round(e.getDuration().toNanos() / 1e6)); // JFR's clock has its own rate
    assertEquals(0, Recorded.events(recording, "schedprobe.Preemption").size());
  }

  @Test
  void writesTheThrottledPartWhenNothingElseIsRecordedAndNoQuotaIsKnown() throws Exception {
    recording.disable(RunQueueLatency.class);
    recording.disable(NeighborRun.class);
    recording.disable(Preemption.class);
    recording.start();
    emitter.onWait(Waits.throttled(2, System.nanoTime() - 20 * MILLI, 9 * MILLI, 4 * MILLI));
    RecordedEvent e = emitting.only("schedprobe.Throttling");
    assertNull(e.getString("cgroup"));
    assertEquals(Long.MIN_VALUE, e.getLong("quota"));
    assertEquals(Long.MIN_VALUE, e.getLong("quotaPeriod"));
    assertEquals(4, Math.round(e.getDuration().toNanos() / 1e6));
  }
}
