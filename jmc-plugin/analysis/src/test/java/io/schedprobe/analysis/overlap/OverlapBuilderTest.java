package io.schedprobe.analysis.overlap;

import static io.schedprobe.analysis.Samples.GC;
import static io.schedprobe.analysis.Samples.MS;
import static io.schedprobe.analysis.Samples.OTHER;
import static io.schedprobe.analysis.Samples.REQUEST;
import static io.schedprobe.analysis.Samples.START;
import static io.schedprobe.analysis.Samples.cgroup;
import static io.schedprobe.analysis.Samples.external;
import static io.schedprobe.analysis.Samples.stall;
import static io.schedprobe.analysis.Samples.thread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.text.Sentences;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlapBuilderTest {
  private static final Culprit NGINX = external("nginx", cgroup("/noisy"));

  private final OverlapBuilder builder = new OverlapBuilder(1_000);

  @Test
  void aRequestIsToldWhatItWaitedAndForWhom() {
    builder.add(stall(1, REQUEST, 10, Map.of(Share.EXTERNAL, 8L, Share.IDLE, 1L), NGINX));
    builder.add(stall(2, REQUEST, 30, Map.of(Share.EXTERNAL, 3L), NGINX));
    builder.add(stall(3, OTHER, 20, Map.of(Share.EXTERNAL, 9L), NGINX));
    builder.add(work(0, 40));

    Overlaps overlaps = builder.build();

    WorkOverlap worst = overlaps.worstWorks().get(0);
    assertEquals(2, worst.waits());
    assertEquals(12 * MS, worst.waited());
    assertEquals(11 * MS, worst.culpritTime());
    assertEquals(
        "This socket read (db:5432) of thread request waited 12.0 ms of its 40.0 ms for the CPU,"
            + " 11.0 ms of it for nginx in cgroup /noisy.",
        Sentences.of(worst));
    Overlaps.Sum sum = overlaps.works().get(Work.Kind.SOCKET_READ);
    assertEquals(1, sum.count());
    assertEquals(1, sum.hit());
    assertEquals(40 * MS, sum.length());
    assertEquals(12 * MS, sum.waited());
  }

  @Test
  void aWaitThatLiesPartlyWithinCountsInProportion() {
    builder.add(stall(1, REQUEST, 0, Map.of(Share.EXTERNAL, 8L, Share.SELF, 2L), NGINX));
    builder.add(work(5, 40));

    WorkOverlap worst = builder.build().worstWorks().get(0);

    assertEquals(5 * MS, worst.waited());
    assertEquals(4 * MS, worst.shares().get(Share.EXTERNAL));
    assertEquals(MS, worst.shares().get(Share.SELF));
    assertEquals(4 * MS, worst.culpritTime());
  }

  @Test
  void workWithoutAWaitIsCounted() {
    builder.add(stall(1, REQUEST, 50, Map.of(Share.IDLE, 8L), null));
    builder.add(work(0, 40));

    Overlaps overlaps = builder.build();

    assertTrue(overlaps.worstWorks().isEmpty());
    assertEquals(0, overlaps.works().get(Work.Kind.SOCKET_READ).hit());
    assertEquals(1, overlaps.works().get(Work.Kind.SOCKET_READ).count());
  }

  @Test
  void aWaitInTheChunkBeforeOrAfterTheWorkIsFound() {
    builder.add(stall(1, REQUEST, 10, Map.of(Share.IDLE, 1L), null));
    builder.endChunk();
    builder.add(work(0, 40));
    builder.endChunk();
    builder.add(stall(2, REQUEST, 39, Map.of(Share.IDLE, 1L), null));
    builder.endChunk();
    builder.endChunk();

    Overlaps overlaps = builder.build();

    assertEquals(2, overlaps.worstWorks().get(0).waits());
    assertEquals(1, overlaps.works().get(Work.Kind.SOCKET_READ).count());
  }

  @Test
  void aPauseIsLengthenedByTheJvmsOwnThreadsOnly() {
    builder.add(stall(1, GC, 12, Map.of(Share.EXTERNAL, 5L), NGINX));
    builder.add(stall(2, REQUEST, 12, Map.of(Share.EXTERNAL, 7L), NGINX));
    builder.add(new Pause(Pause.Kind.GC, "GC Pause", START + 10 * MS, START + 20 * MS));

    PauseOverlap worst = builder.build().worstPauses().get(0);

    assertEquals(5 * MS, worst.longest());
    assertEquals(GC, worst.thread());
    assertEquals(
        "In this pause (GC Pause, 10.0 ms) thread GC Thread#0 waited 5.00 ms for the CPU,"
            + " 5.00 ms of it for nginx in cgroup /noisy.",
        Sentences.of(worst));
  }

  @Test
  void everyThreadCanDelayASafepoint() {
    builder.add(stall(1, REQUEST, 12, Map.of(Share.THROTTLED, 7L), null));
    builder.add(stall(2, OTHER, 13, Map.of(Share.THROTTLED, 3L), null));
    builder.add(
        new Pause(Pause.Kind.TO_SAFEPOINT, "to safepoint", START + 10 * MS, START + 20 * MS));

    PauseOverlap worst = builder.build().worstPauses().get(0);

    assertEquals(10 * MS, worst.waited());
    assertEquals(7 * MS, worst.longest());
    assertTrue(Sentences.of(worst).contains("10.0 ms of it since the CPU quota was used up"));
  }

  @Test
  void overlappingWaitsAreFoundHoweverLongBefore() {
    builder.add(stall(1, OTHER, 0, Map.of(Share.IDLE, 1_000L), null));
    for (int i = 0; i < 100; i++) {
      builder.add(stall(2 + i, thread("t" + i, i + 1, i + 1), i, Map.of(Share.IDLE, 1L), null));
    }
    builder.add(
        new Pause(Pause.Kind.TO_SAFEPOINT, "to safepoint", START + 500 * MS, START + 510 * MS));

    assertEquals(10 * MS, builder.build().worstPauses().get(0).longest());
  }

  @Test
  void theShortestOfTooManyWaitsAreLeftOutAndCounted() {
    builder.add(stall(1, REQUEST, 0, Map.of(Share.IDLE, 30L), null));
    for (int i = 0; i < 5_000; i++) {
      builder.add(stall(2 + i, OTHER, i, Map.of(Share.IDLE, 1L + i % 3), null));
    }
    builder.add(stall(9_999, REQUEST, 50, Map.of(Share.IDLE, 20L), null));
    builder.add(work(10, 60));

    Overlaps overlaps = builder.build();

    assertEquals(30 * MS, overlaps.worstWorks().get(0).waited());
    assertTrue(builder.beyond() >= 5_002 - 1_000 && builder.beyond() < 5_000);
  }

  @Test
  void theShortestOfTooManyWorksAndPausesAreInTheSumsAllTheSame() {
    builder.add(stall(1, REQUEST, 0, Map.of(Share.IDLE, 10_000L), null));
    for (int i = 0; i < 3_000; i++) {
      builder.add(work(i, i + 1 + i % 3));
      builder.add(
          new Pause(
              Pause.Kind.TO_SAFEPOINT,
              "to safepoint",
              START + i * MS,
              START + (i + 1 + i % 3) * MS));
    }

    Overlaps overlaps = builder.build();

    Overlaps.Sum works = overlaps.works().get(Work.Kind.SOCKET_READ);
    Overlaps.Sum pauses = overlaps.pauses().get(Pause.Kind.TO_SAFEPOINT);
    assertEquals(3_000, works.count());
    assertEquals(6_000 * MS, works.length());
    assertEquals(works, pauses);
    assertEquals(6_000, works.hit() + pauses.hit() + builder.beyond());
    assertTrue(works.hit() > 700 && works.hit() <= 1_000);
    // The longest are looked at.
    assertEquals(3 * MS, overlaps.worstWorks().get(Overlaps.WORST - 1).waited());
  }

  private static Work work(long fromMs, long toMs) {
    return new Work(
        Work.Kind.SOCKET_READ, REQUEST, START + fromMs * MS, START + toMs * MS, "db:5432");
  }
}
