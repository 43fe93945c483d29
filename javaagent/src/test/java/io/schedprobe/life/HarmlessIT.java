package io.schedprobe.life;

import static io.schedprobe.testing.JavaProcess.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the host does not break the agent, and the host hears nothing of it. */
@Timeout(180)
class HarmlessIT {
  /** Bytes of a record of a wait without a culprit, or fewer. */
  private static final int LEAST_RECORD = 200;

  @TempDir private Path directory;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  @Test
  void anInterruptOfItsThreadsIsForgotten() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(agent(""))) {
      service.awaitAgent();
      service.awaitAnswer("threads", "schedprobe,schedprobe-control");
      service.tell("interrupt");
      service.awaitAnswer("interrupted", "false");
      service.tell("start all", "RunQueueLatency#enabled=true");
      service.tell("interrupt");
      KernelObjects.awaitAttached(service.pid());
      for (int i = 0; i < 10; i++) {
        service.tell("interrupt");
        Thread.sleep(20);
      }
      service.awaitAnswer("interrupted", "false");
      assertTraces(service);
      service.tell("interrupt");
      service.awaitAnswer("interrupted", "false");
      assertUnharmed(service);
    }
  }

  /** The agent's own threads meet the exhausted heap too. */
  @Test
  void anExhaustedHeapDoesNotEndTheAgent() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(agent(""), "-Xmx32m")) {
      service.awaitAgent();
      service.tell(
          "start all RunQueueLatency#enabled=true RunQueueLatency#threshold=0ns"
              + " NeighborRun#enabled=true NeighborRun#threshold=0ns"
              + " ThreadRunQueue#enabled=true ThreadRunQueue#period=20ms"
              + " Neighbor#enabled=true Neighbor#period=20ms"
              + " TracerStatistics#enabled=true TracerStatistics#period=20ms");
      KernelObjects.awaitAttached(service.pid());
      service.tell("work 4 300");
      assertTrue(Long.parseLong(service.ask("exhaust 10")) > 0);
      service.tell("rest");
      service.awaitAnswer("threads", "schedprobe,schedprobe-control");
      assertTraces(service);
      assertUnharmed(service);
    }
    assertEveryWaitIsToldOrCounted(Recorded.read(directory.resolve("first.jfr")));
  }

  /**
   * What the kernel handed over is in the recording, or among what was given up, as far as JFR
   * itself got to write tallies on the exhausted heap. A tally shrinks where that heap made the
   * agent open its source anew.
   */
  private static void assertEveryWaitIsToldOrCounted(Recorded recorded) {
    List<RecordedEvent> tallies = recorded.of("TracerStatistics");
    long emitted = 0;
    long lost = 0;
    for (int i = 0; i < tallies.size(); i++) {
      RecordedEvent tally = tallies.get(i);
      boolean last = i == tallies.size() - 1;
      if (last || tallies.get(i + 1).getLong("waits") < tally.getLong("waits")) {
        emitted += tally.getLong("emitted");
        lost += tally.getLong("unwritten") + tally.getLong("recordsRefused");
        // Not read yet, and lost where the source was closed then.
        lost += (tally.getLong("ringUsed") + LEAST_RECORD - 1) / LEAST_RECORD;
      }
    }
    long told = recorded.of("RunQueueLatency").size();
    assertTrue(
        emitted <= told + lost, "handed over " + emitted + ", told " + told + ", lost " + lost);
  }

  @Test
  void aSmallHostIsTracedAsAnyOther() throws Exception {
    try (ServiceProcess service =
        ServiceProcess.start(agent(""), "-Xmx32m", "-XX:+UseSerialGC", "-Xlog:disable")) {
      service.awaitAgent();
      service.tell("start all RunQueueLatency#enabled=true RunQueueLatency#threshold=200us");
      KernelObjects.awaitAttached(service.pid());
      assertTraces(service);
      assertUnharmed(service);
    }
  }

  /** Stops the recording called "all" and begins another, which must hold what its threads wait. */
  private void assertTraces(ServiceProcess service) throws Exception {
    service.tell("stop all", directory.resolve("first.jfr").toString());
    service.tell("start all RunQueueLatency#enabled=true RunQueueLatency#threshold=100us");
    service.tell("work 6 500");
    Path file = directory.resolve("second.jfr");
    for (int i = 0; i < 100; i++) {
      service.tell("dump all", file.toString());
      boolean traced =
          Recorded.read(file).of("RunQueueLatency").stream()
              .anyMatch(event -> event.getString("threadName").startsWith("worker-"));
      if (traced) {
        KernelObjects.awaitAttached(service.pid());
        service.tell("rest");
        service.tell("stop all", file.toString());
        KernelObjects.awaitNothingHeldBy(service.pid());
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nothing is traced; err: " + service.err());
  }

  private static void assertUnharmed(ServiceProcess service) throws Exception {
    service.end();
    // An exhausted heap ends threads of the JVM itself, which it says.
    assertEquals(
        List.of(), service.err().stream().filter(line -> line.contains("schedprobe")).toList());
    assertFalse(
        service.out().stream().anyMatch(line -> line.startsWith("UNCAUGHT on schedprobe")),
        service.out()::toString);
  }
}
