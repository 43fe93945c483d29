package io.schedprobe.analysis.total;

import static io.schedprobe.analysis.Samples.cgroup;
import static io.schedprobe.analysis.Samples.external;
import static io.schedprobe.analysis.Samples.stall;
import static io.schedprobe.analysis.Samples.thread;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which events are of one thread: the kernel gives an id again, and not every event knows all. */
class ThreadBookTest {
  private static final int TID = 7;
  private static final Culprit NGINX = external("nginx", cgroup("/noisy"));

  private final List<Wait> waits = new ArrayList<>();

  private void wait(StalledThread thread, long atMs, long ms) {
    waits.add(stall(waits.size() + 1, thread, atMs, Map.of(Share.EXTERNAL, ms), NGINX));
  }

  /** Each thread with its waits and their longest, the longest sum first; in whatever order. */
  private void are(String... expected) {
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      AnalysisBuilder builder = new AnalysisBuilder();
      waits.forEach(builder::onWait);
      Analysis analysis = builder.build();
      assertEquals(
          List.of(expected),
          analysis.threads().stream()
              .map(of -> of.label() + " " + of.waits() + " " + of.longest() / 1_000_000)
              .toList());
      assertEquals(expected.length, analysis.processes().get(0).threadsHit());
      Collections.shuffle(waits, random);
    }
  }

  @Test
  void javaThreadsOfOneIdAreTwo() {
    wait(thread("first", TID, 1), 0, 1);
    wait(thread("second", TID, 2), 60_000, 5);
    wait(thread("first", TID, 1), 5, 2);
    wait(thread("second", TID, 2), 60_010, 9);

    are("second 2 9", "first 2 2");
  }

  @Test
  void aJavaThreadThatGetsTheIdOfACollectorsThreadIsAnother() {
    wait(thread("GC Thread#3", TID, -1), 0, 4);
    wait(thread("request", TID, 12), 60_000, 1);

    are("GC Thread#3 1 4", "request 1 1");
  }

  @Test
  void threadsThatJavaDoesNotKnowAreToldApartByName() {
    wait(thread("GC Thread#3", TID, -1), 0, 4);
    wait(thread("C2 CompilerThre", TID, -1), 60_000, 1);
    wait(thread("GC Thread#3", TID, -1), 10, 2);

    are("GC Thread#3 2 4", "C2 CompilerThre 1 1");
  }

  @Test
  void aThreadWaitsUnderItsParentsNameFirst() {
    wait(thread("java", TID, -1), 0, 2);
    wait(thread("request", TID, 12), 30, 7);
    wait(thread("other", TID, 13), 60_000, 1);

    are("request 2 7", "other 1 1");
  }

  @Test
  void aThreadOfTheJvmThatTakesItsNameLaterIsOne() {
    wait(thread("java", TID, -1), 0, 2);
    wait(thread("GC Thread#1", TID, -1), 20, 1);
    wait(thread("GC Thread#1", TID, -1), 60_000, 3);

    are("GC Thread#1 3 3");
  }

  @Test
  void whatIsToldOfAnEndedThreadIsItsOwnByTheNameTheKernelCut() {
    wait(new StalledThread("http-nio-8080-exec-1", TID, "http-nio-8080-e", 12), 0, 2);
    wait(new StalledThread("http-nio-8080-e", TID, "http-nio-8080-e", -1), 30_000, 3);
    wait(thread("other", TID, 13), 30_500, 1);

    are("http-nio-8080-exec-1 2 3", "other 1 1");
  }

  @Test
  void oneJavaThreadUnderTwoNamesIsOne() {
    wait(thread("idle", TID, 12), 0, 3);
    wait(thread("GET /", TID, 12), 60_000, 3);

    AnalysisBuilder builder = new AnalysisBuilder();
    waits.forEach(builder::onWait);
    assertEquals(1, builder.build().threads().size());
  }

  @Test
  void theThreadsWithoutAPlaceInTheKernelAreOne() {
    wait(new StalledThread("(others)", 0, null, -1), 0, 2);
    wait(new StalledThread(null, 0, "", -1), 60_000, 3);

    are("(threads without a place in the kernel) 2 3");
  }
}
