package io.schedprobe.analysis.total;

import static io.schedprobe.analysis.Samples.MS;
import static io.schedprobe.analysis.Samples.REQUEST;
import static io.schedprobe.analysis.Samples.cgroup;
import static io.schedprobe.analysis.Samples.external;
import static io.schedprobe.analysis.Samples.run;
import static io.schedprobe.analysis.Samples.stall;
import static io.schedprobe.analysis.Samples.thread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Wait;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of more than is told apart. */
class CapsTest {
  private final AnalysisBuilder builder = new AnalysisBuilder();

  @Test
  void threadsBeyondTheCapAreAddedUpAndCounted() {
    for (int i = 0; i < ThreadBook.LIMIT + 3; i++) {
      builder.onWait(stall(i, thread("t" + i, i + 1, i + 1), i, Map.of(Share.IDLE, 1L), null));
    }

    Analysis analysis = builder.build();

    assertEquals(ThreadBook.LIMIT + 1, analysis.threads().size());
    assertEquals("(other threads)", analysis.threads().get(0).label());
    assertEquals(3, analysis.threads().get(0).waits());
    assertEquals(3, analysis.capped().threads());
    assertEquals(ThreadBook.LIMIT + 3, analysis.single().count());
  }

  @Test
  void culpritsBeyondTheCapAreAddedUpAndCounted() {
    Wait one = stall(1, REQUEST, 0, Map.of(Share.EXTERNAL, 100L), null);
    for (int i = 0; i < NeighborBook.LIMIT + 5; i++) {
      builder.onRun(run(one, external("p" + i, cgroup("/c")), i + 1, 1));
    }

    Analysis analysis = builder.build();

    assertEquals("(others)", analysis.processes().get(0).name());
    assertEquals(5 * MS, analysis.processes().get(0).cpuTime());
    assertEquals(5, analysis.capped().culprits());
    assertEquals((NeighborBook.LIMIT + 5) * MS, analysis.places().get(0).cpuTime());
    assertTrue(analysis.places().get(0).morePids());
  }

  @Test
  void worstWaitsCarryTheirCulpritsWhicheverEventComesFirst() {
    IntStream.rangeClosed(1, 2_000)
        .forEach(
            i -> {
              Wait wait = stall(i, REQUEST, i * 3_000L, Map.of(Share.EXTERNAL, (long) i), null);
              if (i % 2 == 0) {
                builder.onWait(wait);
              }
              builder.onRun(run(wait, external("a", cgroup("/c")), 1, i / 3));
              builder.onRun(run(wait, external("b", cgroup("/c")), 2, i / 2));
              if (i % 2 == 1) {
                builder.onWait(wait);
              }
            });

    List<WorstWait> worst = builder.build().worst();

    assertEquals(Analysis.WORST, worst.size());
    assertEquals(2_000 * MS, worst.get(0).what().waited());
    assertEquals((2_001 - Analysis.WORST) * MS, worst.get(Analysis.WORST - 1).what().waited());
    for (WorstWait one : worst) {
      assertEquals(List.of("b", "a"), one.runs().stream().map(r -> r.culprit().name()).toList());
    }
  }

  @Test
  void theSmallestCulpritsOfAWorstWaitAreCounted() {
    Wait wait = stall(1, REQUEST, 0, Map.of(Share.EXTERNAL, 900L), null);
    builder.onWait(wait);
    for (int i = 1; i <= WorstWait.RUNS + 4; i++) {
      builder.onRun(run(wait, external("p" + i, cgroup("/c")), i, i));
    }

    WorstWait worst = builder.build().worst().get(0);

    assertEquals(WorstWait.RUNS, worst.runs().size());
    assertEquals("p20", worst.runs().get(0).culprit().name());
    assertEquals(4, worst.moreRuns());
    assertEquals((1 + 2 + 3 + 4) * MS, worst.moreTime());
  }
}
