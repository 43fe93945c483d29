package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who took the CPU from whom, as an event. */
class PreemptionEventTest {
  private static final long MILLI = 1_000_000;

  @RegisterExtension final Emitting emitting = new Emitting();
  private final Recording recording = emitting.recording;
  private final WaitEmitter emitter = emitting.emitter;

  @Test
  void saysWhoTookTheCpuFromWhom() throws Exception {
    recording.start();
    emitter.onWait(Waits.preempted(7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    emitter.onWait(Waits.woken(8, System.nanoTime() - 9 * MILLI, 5 * MILLI, 3));
    RecordedEvent e = emitting.only("schedprobe.Preemption");
    assertEquals(7, e.getLong("waitId"));
    assertEquals("http-1", e.getString("threadName"));
    assertEquals("java", e.getString("process"));
    assertEquals(70, e.getInt("pid"));
    assertEquals("/own", e.getString("cgroup"));
    assertEquals("external", e.getString("preemptorKind"));
    assertEquals("hog", e.getString("preemptorProcess"));
    assertEquals("worker\\u001b[2J", e.getString("preemptorThreadName"));
    assertEquals(900, e.getInt("preemptorPid"));
    assertEquals(901, e.getInt("preemptorTid"));
    assertEquals("/docker/c0ffee\\n", e.getString("preemptorCgroup"));
    assertEquals("c0ffee", e.getString("preemptorContainer"));
    assertEquals("app\\u001b", e.getString("preemptorContainerName"));
    assertEquals("shop/web-1", e.getString("preemptorPod"));
  }

  @Test
  void saysWhatIsNotKnownOfWhoTookTheCpu() throws Exception {
    recording.start();
    Runner unnamed = new Runner(Share.UNATTRIBUTED, "", "", 901, 900, 0, 0);
    emitter.onWait(Waits.preemptedBy(unnamed, 7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    RecordedEvent e = emitting.only("schedprobe.Preemption");
    assertNull(e.getString("preemptorKind"));
    assertNull(e.getString("preemptorProcess"));
    assertNull(e.getString("preemptorThreadName"));
    assertNull(e.getString("preemptorCgroup"));
    assertEquals(900, e.getInt("preemptorPid"));
    assertEquals(901, e.getInt("preemptorTid"));
    assertEquals(nanos(600_000), e.getDuration("preemptorTime"), "its id is among the culprits");
  }

  @Test
  void tellsNoTimeOfAPreemptorWhoseRunsWereNotNamed() throws Exception {
    recording.start();
    Runner cut = new Runner(Share.EXTERNAL, "hog", "hog", 999, 998, 55, 0);
    emitter.onWait(Waits.preemptedBy(cut, 7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    RecordedEvent e = emitting.only("schedprobe.Preemption");
    assertEquals("external", e.getString("preemptorKind"));
    assertEquals(Long.MIN_VALUE, e.getLong("preemptorTime"));
  }

  @Test
  void namesTheCgroupThatThisJvmIsInNow() throws Exception {
    recording.start();
    emitter.self(new OwnProcess("java", 70, "/moved\n"));
    emitter.onWait(Waits.preempted(7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    assertEquals("/moved\\n", emitting.only("schedprobe.Preemption").getString("cgroup"));
  }

  private static Duration nanos(long nanos) {
    return Duration.ofNanos(nanos);
  }
}
