package io.schedprobe.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.Throttling;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import javax.management.ObjectName;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingStream;
import jdk.management.jfr.FlightRecorderMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120) // against hanging: each wait is for something that must come
class JfrDemandTest {
  private final BlockingQueue<Demand> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ready = new LinkedBlockingQueue<>();
  private JfrDemand demand;

  @BeforeEach
  void watch() {
    demand =
        new JfrDemand(
            new JfrDemand.Listener() {
              @Override
              public void ready() {
                ready.add("ready");
              }

              @Override
              public void restored(List<String> settings) {
                throw new AssertionError(settings);
              }

              @Override
              public void changed(Demand now) {
                told.add(now);
              }

              @Override
              public void failed(Throwable e) {
                throw new AssertionError(e);
              }
            });
    demand.start();
  }

  @AfterEach
  void stop() {
    demand.close();
  }

  @Test
  void tellsWhenARecordingStartsAndStops() throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable(RunQueueLatency.class).withThreshold(Duration.ofMillis(3));
      recording.disable(NeighborRun.class);
      recording.disable(Preemption.class);
      recording.disable(Throttling.class);
      recording.start();
      Demand now = next(d -> d.thresholdNanos() == 3_000_000);
      assertTrue(now.waits());
      assertFalse(now.preemptions());
      assertTrue(
          now.threads() && now.neighbors() && now.tracer() && now.quota() && now.needsSource());
    }
    assertEquals(Demand.NONE, next(d -> !d.needsSource()));
    assertEquals("ready", ready.take());
    assertTrue(ready.isEmpty());
  }

  @Test
  void takesTheDefaultsWhereARecordingSaysNothing() throws Exception {
    try (Recording recording = new Recording(Configuration.getConfiguration("default"))) {
      recording.start();
      Demand now = next(Demand::needsSource);
      assertEquals(new Demand(true, true, true, true, true, true, 1_000_000), now);
    }
  }

  @Test
  void takesTheSmallestThresholdOfSeveralRecordings() throws Exception {
    try (Recording one = new Recording();
        Recording two = new Recording()) {
      one.enable(RunQueueLatency.class).withThreshold(Duration.ofMillis(3));
      one.start();
      next(Demand::needsSource);
      two.enable("schedprobe.Preemption").withThreshold(Duration.ofNanos(200_000));
      two.start();
      next(d -> d.thresholdNanos() == 200_000);
      two.stop();
      next(d -> d.thresholdNanos() == 1_000_000); // NeighborRun's and Preemption's default
    }
  }

  @Test
  void seesSettingsOfARunningRecordingChange() throws Exception {
    try (Recording recording = new Recording()) {
      recording.start();
      next(d -> d.thresholdNanos() == 1_000_000);
      recording.enable(NeighborRun.class).withThreshold(Duration.ofNanos(50_000));
      next(d -> d.thresholdNanos() == 50_000);
      recording.setSettings(allDisabled());
      next(d -> d.equals(Demand.NONE));
    }
  }

  @Test
  void asksForNothingWhenTheEventsAreSwitchedOff() throws Exception {
    try (Recording off = new Recording();
        Recording on = new Recording()) {
      off.setSettings(allDisabled());
      off.start();
      on.setSettings(allDisabled());
      on.enable("schedprobe.ThreadRunQueue");
      on.start();
      assertEquals(
          new Demand(false, false, true, false, false, false, Long.MAX_VALUE),
          next(Demand::needsSource));
      on.stop();
      assertEquals(Demand.NONE, next(d -> !d.needsSource()));
    }
  }

  @Test
  void waitsForADelayedRecordingToStart() throws Exception {
    try (Recording recording = new Recording()) {
      recording.setMaxAge(Duration.ofHours(1));
      recording.enable(RunQueueLatency.class).withThreshold(Duration.ofNanos(70_000));
      recording.scheduleStart(Duration.ofSeconds(1));
      next(d -> d.thresholdNanos() == 70_000);
    }
  }

  @Test
  void followsARecordingStream() throws Exception {
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable("schedprobe.RunQueueLatency").withThreshold(Duration.ofNanos(80_000));
      stream.startAsync();
      next(d -> d.thresholdNanos() == 80_000);
    }
    next(d -> !d.needsSource());
  }

  @Test
  void followsRecordingsStartedOverJmx() throws Exception {
    FlightRecorderMXBean bean = ManagementFactory.getPlatformMXBean(FlightRecorderMXBean.class);
    long id = bean.newRecording();
    bean.setRecordingSettings(
        id,
        Map.of(
            "schedprobe.RunQueueLatency#enabled", "true",
            "schedprobe.RunQueueLatency#threshold", "90 us"));
    bean.startRecording(id);
    next(d -> d.thresholdNanos() == 90_000);
    assertTrue(
        bean.getEventTypes().stream().anyMatch(e -> e.getName().equals("schedprobe.Neighbor")));
    bean.closeRecording(id);
    next(d -> !d.needsSource());
  }

  @Test
  void followsJcmdAndSettingsFiles(@TempDir Path directory) throws Exception {
    Path settings = directory.resolve("stalls.jfc");
    Files.writeString(
        settings,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <configuration version="2.0">
          <event name="schedprobe.RunQueueLatency">
            <setting name="enabled">true</setting>
            <setting name="threshold">60 us</setting>
          </event>
        </configuration>
        """);
    jcmd("jfrStart", "name=file settings=" + settings);
    next(d -> d.thresholdNanos() == 60_000);
    jcmd(
        "jfrStart",
        "name=line settings=default +schedprobe.Preemption#enabled=true"
            + " +schedprobe.Preemption#threshold=30us");
    next(d -> d.thresholdNanos() == 30_000);
    jcmd("jfrStop", "name=line");
    jcmd("jfrStop", "name=file");
    next(d -> !d.needsSource());
  }

  @Test
  void takesTheEventTypesAwayWhenClosed() throws Exception {
    try (Recording recording = new Recording()) {
      recording.start();
      next(Demand::needsSource);
      assertTrue(isRegistered());
      demand.close();
      assertFalse(isRegistered());
    }
  }

  private static boolean isRegistered() {
    return FlightRecorder.getFlightRecorder().getEventTypes().stream()
        .anyMatch(e -> e.getName().equals("schedprobe.RunQueueLatency"));
  }

  private static Map<String, String> allDisabled() {
    return Map.of(
        "schedprobe.RunQueueLatency#enabled", "false",
        "schedprobe.NeighborRun#enabled", "false",
        "schedprobe.Preemption#enabled", "false",
        "schedprobe.Throttling#enabled", "false",
        "schedprobe.ThreadRunQueue#enabled", "false",
        "schedprobe.Neighbor#enabled", "false",
        "schedprobe.CpuQuota#enabled", "false",
        "schedprobe.TracerState#enabled", "false",
        "schedprobe.TracerStatistics#enabled", "false",
        "schedprobe.TracerProgram#enabled", "false");
  }

  private static void jcmd(String command, String arguments) throws Exception {
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"),
            command,
            new Object[] {arguments.split(" ")},
            new String[] {String[].class.getName()});
  }

  private Demand next(Predicate<Demand> wanted) throws InterruptedException {
    Demand demand = told.take();
    while (!wanted.test(demand)) {
      demand = told.take();
    }
    return demand;
  }
}
