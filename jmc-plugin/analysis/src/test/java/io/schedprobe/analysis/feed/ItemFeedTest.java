package io.schedprobe.analysis.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.overlap.Overlaps;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import io.schedprobe.events.RunQueueLatency;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

class ItemFeedTest {
  private static final int MORE = 20_000;
  private static final long MS = 1_000_000;

  @TempDir private Path directory;

  @Test
  void moreWaitsThanFindRoomAtATimeAreCountedAndTheLongestLaidBesideOthers() throws Exception {
    Path file = directory.resolve("many.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(RunQueueLatency.class).withoutThreshold();
      recording.enable("jdk.ThreadSleep").withoutThreshold();
      recording.start();
      long began = System.currentTimeMillis();
      Thread.sleep(60);
      commit(20 * MS, began + 20);
      for (int i = 0; i < AnalysisBuilder.OVERLAP_WAITS + MORE; i++) {
        commit(1, began);
      }
      recording.stop();
      recording.dump(file);
    }
    AnalysisBuilder builder = new AnalysisBuilder();

    ItemFeed.read(JfrLoaderToolkit.loadEvents(file.toFile()), builder);

    Analysis analysis = builder.build();
    assertEquals(AnalysisBuilder.OVERLAP_WAITS + MORE + 1, analysis.single().count());
    assertTrue(analysis.capped().overlaps() > MORE);
    Overlaps.Sum sleeps = analysis.overlaps().works().get(Work.Kind.SLEEP);
    assertEquals(20 * MS, sleeps.waited());
    assertEquals(analysis.overlaps().works(), RecordingsTest.analyse(file).overlaps().works());
  }

  private static void commit(long waited, long start) {
    RunQueueLatency wait = new RunQueueLatency();
    wait.begin();
    wait.end();
    wait.thread = Thread.currentThread();
    wait.threadName = "test";
    wait.osThreadId = 1;
    wait.waited = waited;
    wait.waitStart = start;
    wait.external = waited;
    wait.onset = "wakeup";
    wait.commit();
  }
}
