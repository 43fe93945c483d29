package io.schedprobe.life;

import static io.schedprobe.testing.JavaProcess.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.schedprobe.testing.RequireBpf;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a traced JVM ends, nothing of ours stays in the kernel. */
@Timeout(120)
class DeathIT {
  private static final int KILLED = 128 + 9;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  @Test
  void nothingStaysWhenTheJvmIsKilled() throws Exception {
    try (ServiceProcess service = traced()) {
      service.tell("work 4 500");
      KernelObjects held = held(service);
      ProcessHandle.of(service.pid()).orElseThrow().destroyForcibly();
      assertEquals(KILLED, service.exitStatus());
      held.awaitGone();
    }
  }

  @ParameterizedTest
  @CsvSource({"return, 0", "exit 3, 3", "halt 4, 4"})
  void nothingStaysWhenTheJvmEndsWhileARecordingRuns(String how, int status) throws Exception {
    try (ServiceProcess service = traced()) {
      service.tell("work 4 500");
      KernelObjects held = held(service);
      service.say(how);
      assertEquals(status, service.exitStatus());
      held.awaitGone();
      assertEquals(List.of(), service.err());
    }
  }

  private static ServiceProcess traced() throws Exception {
    return ServiceProcess.start(
        agent(""), "-XX:StartFlightRecording:dumponexit=false", "-Xlog:jfr*=off");
  }

  /** What it holds, all of which must exist as long as it lives: else nothing would be shown. */
  private static KernelObjects held(ServiceProcess service) throws Exception {
    KernelObjects held = KernelObjects.awaitAttached(service.pid());
    assertFalse(held.programs().isEmpty() || held.maps().isEmpty(), held::toString);
    Set<String> existing = held.existing();
    int all = held.programs().size() + held.maps().size() + held.links().size();
    assertEquals(all, existing.size(), existing::toString);
    return held;
  }
}
