package io.schedprobe.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording that asked for our events before there were any. */
@Timeout(180)
class AttachWhileRecordingIT {
  private static final String ANNOUNCED = "-XX:+EnableDynamicAgentLoading";
  private static final int ROUNDS = 20;

  @TempDir private Path directory;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  @Test
  void hasTheEventsOfEachTimeThatTheAgentIsThere() throws Exception {
    Path file = directory.resolve("attached.jfr");
    try (ServiceProcess service = ServiceProcess.start(ANNOUNCED)) {
      service.tell("start all", ServiceProcess.onlyWaitsOver("0ns"), "TracerState#enabled=true");
      service.tell("stand 2 without-");
      service.tell("nudge", Integer.toString(ROUNDS));
      for (String time : List.of("first", "second", "third")) {
        service.command("attach", "quiet=true");
        KernelObjects attached = KernelObjects.awaitAttached(service.pid());
        service.tell("stand 2", time + "-");
        service.tell("nudge", Integer.toString(ROUNDS));
        awaitWaitOf(service, time);
        service.command("detach");
        assertTrue(KernelObjects.heldBy(service.pid()).isEmpty());
        attached.awaitGone();
        service.awaitAnswer("threads", "");
        service.tell("stand 2 without-");
        service.tell("nudge", Integer.toString(ROUNDS));
      }
      service.tell("stop all", file.toString());
      service.end();
      assertEquals(List.of(), service.err());
    }
    Recorded recorded = Recorded.read(file);
    for (String time : List.of("first", "second", "third")) {
      assertTrue(hasWaitOf(recorded, time), time);
    }
    assertFalse(hasWaitOf(recorded, "without"));
  }

  private void awaitWaitOf(ServiceProcess service, String time) throws Exception {
    Path file = directory.resolve("look.jfr");
    for (int i = 0; i < 300; i++) {
      service.tell("dump all", file.toString());
      if (hasWaitOf(Recorded.read(file), time)) {
        return;
      }
      service.tell("nudge", Integer.toString(ROUNDS));
      Thread.sleep(50);
    }
    throw new AssertionError("no wait after it was attached the " + time + " time");
  }

  private static boolean hasWaitOf(Recorded recorded, String time) {
    return recorded.of("RunQueueLatency").stream()
        .anyMatch(event -> event.getString("osName").startsWith(time + "-"));
  }
}
