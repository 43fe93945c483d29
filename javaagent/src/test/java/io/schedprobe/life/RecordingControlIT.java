package io.schedprobe.life;

import static io.schedprobe.life.ServiceProcess.onlyWaitsOver;
import static io.schedprobe.testing.JavaProcess.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.RequireBpf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way to start, change and stop a recording steers what is in the kernel. */
@Timeout(180)
class RecordingControlIT {
  private static final String ONE_CPU = "taskset";

  /** Many waits from 0.2 to 1 ms: more threads than one CPU serves, each wanting it shortly. */
  private static final String WORK = "work 6 300";

  /** As many events of waits as are looked for between the lower threshold and the default. */
  private static final int ENOUGH = 20;

  @TempDir private Path directory;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  private static ServiceProcess onOneCpu(String... jvmArguments) throws Exception {
    return ServiceProcess.start(
        List.of(ONE_CPU, "-c", "0"), Path.of("target", "test-classes"), jvmArguments);
  }

  @Test
  void nothingIsDoneWhileNobodyUsesFlightRecorder() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(agent(""))) {
      service.awaitAgent();
      service.awaitAnswer("threads", "schedprobe,schedprobe-control");
      assertTrue(KernelObjects.heldBy(service.pid()).isEmpty());
      assertEquals("false", service.ask("initialized"));
      service.end();
      assertEquals(List.of(), service.err());
    }
  }

  @Test
  void theCommandLineSteers() throws Exception {
    Path file = directory.resolve("line.jfr");
    String recording =
        "-XX:StartFlightRecording:filename="
            + file
            + ",+schedprobe.RunQueueLatency#enabled=true"
            + ",+schedprobe.RunQueueLatency#threshold=200us";
    try (ServiceProcess service = onOneCpu(agent(""), recording, "-Xlog:jfr*=off")) {
      KernelObjects.awaitAttached(service.pid());
      work(service);
      service.end();
      assertEquals(List.of(), service.err());
    }
    assertSteered(Recorded.read(file), 200_000);
  }

  /** JFR itself refuses these settings with a warning, for want of a plus. */
  @Test
  void theCommandLineSteersWithoutAPlusToo() throws Exception {
    Path file = directory.resolve("plain.jfr");
    try (ServiceProcess service =
        onOneCpu(
            agent(""),
            "-XX:StartFlightRecording=name=first",
            "-XX:StartFlightRecording=filename="
                + file
                + ",settings=profile,schedprobe.RunQueueLatency#threshold=200us")) {
      KernelObjects.awaitAttached(service.pid());
      awaitErr(service);
      work(service);
      service.end();
      assertTrue(
          service.out().stream()
              .anyMatch(line -> line.contains("'schedprobe.RunQueueLatency#threshold'")),
          () -> "JFR takes it by now: " + service.out());
      assertEquals(
          List.of(
              "schedprobe: -XX:StartFlightRecording: schedprobe.RunQueueLatency#threshold=200us"
                  + " applied all the same; with a + in front JFR does not warn"),
          service.err());
    }
    Recorded recorded = Recorded.read(file);
    List<Long> thresholds = recorded.thresholds();
    assertEquals(200_000, thresholds.get(thresholds.size() - 1));
    assertTrue(below(recorded, 1_000_000).count() >= ENOUGH);
    assertFalse(below(recorded, 200_000).findAny().isPresent());
  }

  private static void awaitErr(ServiceProcess service) throws Exception {
    for (int i = 0; i < 600 && service.err().isEmpty(); i++) {
      Thread.sleep(50);
    }
  }

  @Test
  void aSettingsFileSteers() throws Exception {
    Path settings = directory.resolve("stalls.jfc");
    Files.writeString(
        settings,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <configuration version="2.0">
          <event name="schedprobe.RunQueueLatency">
            <setting name="enabled">true</setting>
            <setting name="threshold">300 us</setting>
          </event>
        </configuration>
        """);
    Path file = directory.resolve("file.jfr");
    try (ServiceProcess service =
        onOneCpu(
            agent(""),
            "-XX:StartFlightRecording:filename=" + file + ",settings=" + settings,
            "-Xlog:jfr*=off")) {
      KernelObjects.awaitAttached(service.pid());
      work(service);
      service.end();
      assertEquals(List.of(), service.err());
    }
    assertSteered(Recorded.read(file), 300_000);
  }

  @Test
  void jcmdStartsAndStops() throws Exception {
    Path file = directory.resolve("jcmd.jfr");
    try (ServiceProcess service = onOneCpu(agent(""))) {
      service.awaitAgent();
      assertTrue(KernelObjects.heldBy(service.pid()).isEmpty());
      service.command(
          "jcmd",
          "JFR.start",
          "name=stalls",
          "+schedprobe.RunQueueLatency#enabled=true",
          "+schedprobe.RunQueueLatency#threshold=200us");
      KernelObjects attached = KernelObjects.awaitAttached(service.pid());
      work(service);
      service.command("jcmd", "JFR.stop", "name=stalls", "filename=" + file);
      KernelObjects.awaitNothingHeldBy(service.pid());
      attached.awaitGone();
      service.end();
      assertEquals(List.of(), service.err());
    }
    assertSteered(Recorded.read(file), 200_000);
  }

  @Test
  void theManagementBeanStartsAndStops() throws Exception {
    Path file = directory.resolve("bean.jfr");
    try (ServiceProcess service = onOneCpu(agent(""))) {
      service.awaitAgent();
      String id =
          service.ask(
              "jmx-start RunQueueLatency#enabled=true RunQueueLatency#threshold=250us"
                  + " TracerState#enabled=true");
      KernelObjects attached = KernelObjects.awaitAttached(service.pid());
      work(service);
      service.tell("jmx-stop", id, file.toString());
      KernelObjects.awaitNothingHeldBy(service.pid());
      attached.awaitGone();
      service.end();
      assertEquals(List.of(), service.err());
    }
    assertSteered(Recorded.read(file), 250_000);
  }

  /** The smallest threshold rules, as long as the recording that asks for it runs. */
  @Test
  void settingsOfSeveralRecordingsAreTakenTogetherAndFollowed() throws Exception {
    try (ServiceProcess service = onOneCpu(agent(""))) {
      service.awaitAgent();
      service.tell("start long", onlyWaitsOver("20ms"), "TracerState#enabled=true");
      KernelObjects attached = KernelObjects.awaitAttached(service.pid());
      service.tell("start short", onlyWaitsOver("400us"), "TracerState#enabled=true");
      awaitThreshold(service, 400_000);
      service.tell("set short", onlyWaitsOver("5ms"), "TracerState#enabled=true");
      awaitThreshold(service, 5_000_000);
      service.tell("set short", onlyWaitsOver("300us"), "TracerState#enabled=true");
      awaitThreshold(service, 300_000);
      work(service);
      Path shortFile = directory.resolve("short.jfr");
      service.tell("stop short", shortFile.toString());
      awaitThreshold(service, 20_000_000);
      assertEquals(
          attached, KernelObjects.heldBy(service.pid()), "other programs serve another threshold");
      Path longFile = directory.resolve("long.jfr");
      service.tell("stop long", longFile.toString());
      KernelObjects.awaitNothingHeldBy(service.pid());
      attached.awaitGone();
      service.end();
      assertEquals(List.of(), service.err());
      assertEquals(
          List.of(20_000_000L, 400_000L, 5_000_000L, 300_000L),
          Recorded.read(longFile).thresholds());
      // It began while the other's threshold was still in force, and may tell of that too.
      List<Long> ofShort = Recorded.read(shortFile).thresholds();
      assertEquals(
          List.of(400_000L, 5_000_000L, 300_000L),
          ofShort.subList(Math.max(0, ofShort.size() - 3), ofShort.size()));
      long[] below = below(Recorded.read(shortFile), 1_000_000).toArray();
      assertTrue(below.length >= ENOUGH, "waits below 1 ms: " + below.length);
    }
  }

  @Test
  void aRecordingThatWantsNoneOfOursAttachesNothing() throws Exception {
    String others =
        List.of(
                "RunQueueLatency",
                "NeighborRun",
                "Preemption",
                "Throttling",
                "ThreadRunQueue",
                "Neighbor")
            .stream()
            .map(event -> event + "#enabled=false")
            .reduce((a, b) -> a + " " + b)
            .orElseThrow();
    Path file = directory.resolve("none.jfr");
    try (ServiceProcess service = ServiceProcess.start(agent(""))) {
      service.awaitAgent();
      service.tell("start own", others, "TracerState#enabled=true");
      // Another that does want something shows that the first has been looked at.
      service.tell("start all", onlyWaitsOver("1ms"));
      KernelObjects.awaitAttached(service.pid());
      service.tell("stop all", directory.resolve("all.jfr").toString());
      KernelObjects.awaitNothingHeldBy(service.pid());
      service.tell("stop own", file.toString());
      service.end();
      assertEquals(List.of(), service.err());
    }
    Recorded recorded = Recorded.read(file);
    assertEquals("none", recorded.last("TracerState").getString("source"));
    assertEquals(List.of(), recorded.of("ThreadRunQueue"));
  }

  private void awaitThreshold(ServiceProcess service, long nanos) throws Exception {
    for (int i = 0; i < 100; i++) {
      Path file = directory.resolve("look-" + System.nanoTime() + ".jfr");
      service.tell("dump long", file.toString());
      if (Recorded.read(file).last("TracerState").getLong("threshold") == nanos) {
        return;
      }
      Thread.sleep(200);
    }
    throw new AssertionError("the threshold never is " + nanos);
  }

  private static void work(ServiceProcess service) throws Exception {
    service.tell(WORK);
    Thread.sleep(1500);
    service.tell("rest");
  }

  private static void assertSteered(Recorded recorded, long threshold) {
    assertEquals(List.of(threshold), recorded.thresholds());
    long[] below = below(recorded, 1_000_000).toArray();
    assertTrue(below.length >= ENOUGH, "waits below 1 ms: " + below.length);
    assertFalse(below(recorded, threshold).findAny().isPresent());
  }

  private static LongStream below(Recorded recorded, long nanos) {
    return recorded.of("RunQueueLatency").stream()
        .mapToLong(event -> event.getLong("waited"))
        .filter(waited -> waited < nanos);
  }
}
