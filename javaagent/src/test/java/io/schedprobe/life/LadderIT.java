package io.schedprobe.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded where the kernel does not let the tracer in, and what is said of it. */
@Timeout(120)
class LadderIT {
  private static final List<String> ORDINARY_USER =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  private static final List<String> NO_CAPABILITIES =
      List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");
  private static final List<String> NO_BTF =
      List.of(
          "unshare",
          "--mount",
          "sh",
          "-ec",
          "mount -t tmpfs none /sys/kernel/btf; exec \"$@\"",
          "sh");

  /** Where any user may read and write. */
  @TempDir private Path directory;

  private Path classes;
  private Path jar;
  private ServiceProcess service;

  @BeforeEach
  void openToEverybody() throws Exception {
    // Being root, and being able to trace, is what the restrictions are measured against.
    RequireBpf.orAbort();
    ServiceFiles files = ServiceFiles.in(directory);
    jar = files.jar();
    classes = files.classes();
  }

  @AfterEach
  void close() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void anOrdinaryUserGetsTotalsAndHearsWhichCapabilitiesAreMissing() throws Exception {
    Recorded recorded = record(ORDINARY_USER, "");
    assertFallenBack(recorded, "CAP_BPF and CAP_PERFMON", "--cap-add");
  }

  @Test
  void rootWithoutCapabilitiesGetsTotalsAndHearsWhichCapabilitiesAreMissing() throws Exception {
    Recorded recorded = record(NO_CAPABILITIES, "");
    assertFallenBack(recorded, "CAP_BPF and CAP_PERFMON", "--cap-add");
  }

  @Test
  void withoutBtfThereAreTotalsAndOneHearsWhereItIsMissed() throws Exception {
    Recorded recorded = record(NO_BTF, "");
    assertFallenBack(recorded, "/sys/kernel/btf/vmlinux", "CONFIG_DEBUG_INFO_BTF");
  }

  @Test
  void whoWantsTheTracerOnlyGetsNothingInstead() throws Exception {
    Recorded recorded = record(ORDINARY_USER, "=source=ebpf");
    RecordedEvent state = refusedState(recorded);
    assertEquals("none", state.getString("source"));
    assertTrue(state.getString("reason").contains("CAP_BPF"), state::toString);
    assertEquals(List.of(), recorded.of("ThreadRunQueue"));
    assertOneLine("CAP_BPF");
  }

  @Test
  void quietIsSilentButTheRecordingTells() throws Exception {
    Recorded recorded = record(ORDINARY_USER, "=quiet=true");
    assertTrue(refusedState(recorded).getString("reason").contains("CAP_BPF"));
    assertEquals(List.of(), service.err());
  }

  @Test
  void whoAsksForTheLesserSourceGetsIt() throws Exception {
    Recorded recorded = record(List.of(), "=source=proc");
    assertFallenBack(recorded, "source=proc", "source=proc");
  }

  /** Without any restriction the same recording has it all: else the others would show nothing. */
  @Test
  void theTracerServesWhereItMay() throws Exception {
    Recorded recorded = record(List.of(), "");
    Set<String> sources =
        recorded.of("TracerState").stream()
            .map(state -> state.getString("source"))
            .collect(Collectors.toSet());
    assertTrue(sources.contains("ebpf"), sources::toString);
    assertFalse(sources.contains("proc"), sources::toString);
    assertEquals(List.of(), service.err());
  }

  private Recorded record(List<String> behind, String options) throws Exception {
    Path file = directory.resolve("recording.jfr");
    service = ServiceProcess.start(behind, classes, "-javaagent:" + jar + options);
    service.awaitAgent();
    service.tell("work 4 500");
    service.tell("start all ThreadRunQueue#enabled=true ThreadRunQueue#period=500ms");
    awaitSource();
    Thread.sleep(2000);
    // the workers live until the last event is written: an ended thread has no Thread in it
    service.tell("stop all", file.toString());
    service.tell("rest");
    service.end();
    return Recorded.read(file);
  }

  /** Until the agent has found out what it can have: as long as that takes. */
  private void awaitSource() throws Exception {
    for (int i = 0; i < 200; i++) {
      Path look = directory.resolve("look.jfr");
      service.tell("dump all", look.toString());
      boolean known =
          Recorded.read(look).of("TracerState").stream()
              .anyMatch(
                  state ->
                      !state.getString("source").equals("none")
                          || state.getString("remedy") != null);
      if (known) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no source is told of; err: " + service.err());
  }

  private void assertFallenBack(Recorded recorded, String reason, String remedy)
      throws IOException {
    RecordedEvent state = refusedState(recorded);
    assertEquals("proc", state.getString("source"));
    assertFalse(state.getBoolean("whole"));
    assertTrue(state.getString("reason").contains(reason), state::toString);
    assertTrue(state.getString("remedy").contains(remedy), state::toString);
    assertEquals(Long.MIN_VALUE, state.getLong("threshold"), "not known");

    List<RecordedEvent> worker =
        recorded.of("ThreadRunQueue").stream()
            .filter(event -> event.getString("threadName").startsWith("worker-"))
            .toList();
    Set<String> names =
        worker.stream().map(event -> event.getString("threadName")).collect(Collectors.toSet());
    assertEquals(Set.of("worker-0", "worker-1", "worker-2", "worker-3"), names);
    for (RecordedEvent event : worker) {
      assertNotNull(event.getThread("thread"), event::toString);
      assertTrue(event.getLong("waits") > 0, event::toString);
      assertTrue(event.getLong("total") > 0, event::toString);
      assertEquals(event.getLong("total"), event.getLong("unattributed"), "who had the CPU");
    }
    assertEquals(List.of(), recorded.of("RunQueueLatency"));
    assertOneLine(reason);
  }

  private static RecordedEvent refusedState(Recorded recorded) {
    return recorded.of("TracerState").stream()
        .filter(state -> state.getString("remedy") != null)
        .findFirst()
        .orElseThrow();
  }

  private void assertOneLine(String reason) {
    assertEquals(1, service.err().size(), service.err()::toString);
    String line = service.err().get(0);
    assertTrue(line.startsWith("schedprobe: ") && line.contains(reason), line);
  }
}
