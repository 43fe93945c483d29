package io.schedprobe.jmc.page.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.waits.Waits;
import io.schedprobe.jmc.testing.ColorVision;
import io.schedprobe.jmc.testing.KnownRecording;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

class CausesTest {
  private static final long LENGTH = 10_000_000;

  @TempDir private Path directory;

  @Test
  void coloursAreToldApartWithColourBlindnessToo() {
    Map<String, Integer> colors = new TreeMap<>();
    for (Share share : Share.values()) {
      colors.put(share.name(), rgb(Causes.color(share)));
    }
    List<Color> neighbors = Causes.neighborColors();
    for (int i = 0; i < neighbors.size(); i++) {
      colors.put("neighbor " + i, rgb(neighbors.get(i)));
    }
    assertEquals(Share.values().length + 8, colors.size());
    assertEquals(List.of(), ColorVision.near(colors, 16));
  }

  @Test
  void coloursAreSeenOnWhiteAndWithTheLegendsText() {
    for (Share share : Share.values()) {
      assertEquals(
          List.of(),
          ColorVision.near(Map.of("white", 0xffffff, share.name(), rgb(Causes.color(share))), 9));
    }
  }

  private static int rgb(Color color) {
    return color.getRGB() & 0xffffff;
  }

  @Test
  void whoTookNextToNothingIsOneOfTheOthers() throws Exception {
    KnownRecording recording = new KnownRecording();
    for (int i = 0; i < 20; i++) {
      add(recording, i, "noisy", LENGTH);
    }
    add(recording, 20, "sleep", LENGTH / 10);
    Path file = recording.write(directory.resolve("trivial.jfr"));

    Causes causes = new Causes(Waits.of(JfrLoaderToolkit.loadEvents(file.toFile())));

    assertEquals(
        List.of("noisy (/noisy)", Messages.Cause_OTHERS),
        causes.present().stream().map(Cause::name).toList());
  }

  private static void add(KnownRecording recording, int id, String process, long length) {
    RunQueueLatency wait = new RunQueueLatency();
    wait.waitId = id;
    wait.threadName = "worker";
    wait.osThreadId = 7;
    wait.waited = length;
    wait.external = length;
    NeighborRun run = new NeighborRun();
    run.waitId = id;
    run.osThreadId = 7;
    run.stalledName = "worker";
    run.kind = "external";
    run.process = process;
    run.cgroup = "/" + process;
    run.cpuTime = length;
    recording.add(wait, 20L * id, length / 1_000).add(run, 20L * id, length / 1_000);
  }

  @Test
  void namelessNeighborsAreNotThoseOfTheOwnCgroup() throws Exception {
    KnownRecording recording = new KnownRecording();
    Map<Share, BiConsumer<RunQueueLatency, Long>> shares =
        Map.of(
            Share.EXTERNAL, (wait, time) -> wait.external = time,
            Share.SIBLING, (wait, time) -> wait.sibling = time,
            Share.SELF, (wait, time) -> wait.self = time,
            Share.THROTTLED, (wait, time) -> wait.throttled = time,
            Share.KERNEL, (wait, time) -> wait.kernel = time,
            Share.IDLE, (wait, time) -> wait.idle = time,
            Share.UNATTRIBUTED, (wait, time) -> wait.unattributed = time);
    shares.forEach(
        (share, set) -> {
          RunQueueLatency wait = new RunQueueLatency();
          wait.waitId = share.ordinal();
          wait.threadName = "worker";
          wait.waited = LENGTH;
          set.accept(wait, LENGTH);
          recording.add(wait, 50 + 20L * share.ordinal(), LENGTH / 1_000);
        });
    Path file = recording.write(directory.resolve("nameless.jfr"));

    Causes causes = new Causes(Waits.of(JfrLoaderToolkit.loadEvents(file.toFile())));

    assertEquals(
        List.of("others", "sibling", "throttled", "self", "kernel", "idle", "unattributed"),
        causes.present().stream().map(Cause::id).toList());
    assertEquals(7, causes.present().stream().map(Cause::color).distinct().count());
    assertEquals(7, causes.present().stream().map(Cause::name).distinct().count());
  }
}
