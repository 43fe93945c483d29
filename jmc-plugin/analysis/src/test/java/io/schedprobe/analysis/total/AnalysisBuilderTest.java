package io.schedprobe.analysis.total;

import static io.schedprobe.analysis.Samples.MS;
import static io.schedprobe.analysis.Samples.OTHER;
import static io.schedprobe.analysis.Samples.REQUEST;
import static io.schedprobe.analysis.Samples.START;
import static io.schedprobe.analysis.Samples.cgroup;
import static io.schedprobe.analysis.Samples.container;
import static io.schedprobe.analysis.Samples.external;
import static io.schedprobe.analysis.Samples.run;
import static io.schedprobe.analysis.Samples.stall;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Quota;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.Statistics;
import io.schedprobe.analysis.model.ThreadKind;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.Throttled;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Wait;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sums, and what stands for them. */
class AnalysisBuilderTest {
  private final AnalysisBuilder builder = new AnalysisBuilder();
  private final Place web = container("aaaa", "web", "shop/web-1");
  private final Place side = container("bbbb", "side", "shop/web-1");

  @Test
  void addsUpWaitsSharesAndOnsets() {
    builder.onWait(stall(1, REQUEST, 0, Map.of(Share.EXTERNAL, 8L, Share.SELF, 2L), null));
    builder.onWait(stall(2, OTHER, 20, Map.of(Share.IDLE, 5L), null));

    Analysis analysis = builder.build();

    assertEquals(new Tally(2, 15 * MS, 10 * MS), analysis.single());
    assertEquals(8 * MS, analysis.singleShares().get(Share.EXTERNAL));
    assertEquals(5 * MS, analysis.singleShares().get(Share.IDLE));
    assertEquals(Map.of(Onset.WAKEUP, 2L), analysis.onsets());
    assertEquals(START, analysis.start());
    assertEquals(START + 25 * MS, analysis.end());
    assertEquals(Evidence.NONE, analysis.evidence());
    assertEquals(10 * MS, analysis.unnamed());
  }

  @Test
  void totalsByProcessContainerAndPod() {
    Wait one = stall(1, REQUEST, 0, Map.of(Share.EXTERNAL, 10L), null);
    Wait two = stall(2, OTHER, 5, Map.of(Share.EXTERNAL, 4L), null);
    builder.onWait(one);
    builder.onWait(two);
    // Two processes of one name in one wait are one wait of that name.
    builder.onRun(run(one, external("nginx", web), 11, 3));
    builder.onRun(run(one, external("nginx", web), 12, 4));
    builder.onRun(run(one, external("envoy", side), 13, 3));
    builder.onRun(run(two, external("nginx", web), 11, 4));

    Analysis analysis = builder.build();

    assertEquals(Evidence.EACH_RUN, analysis.evidence());
    NeighborTotals nginx = analysis.processes().get(0);
    assertEquals("nginx", nginx.name());
    assertEquals(11 * MS, nginx.cpuTime());
    assertEquals(2, nginx.waits());
    assertEquals(2, nginx.threadsHit());
    assertEquals(10 * MS, nginx.worst());
    assertEquals(7 * MS, nginx.worstTime());
    assertEquals(List.of(11L, 12L), nginx.pids());
    assertFalse(nginx.morePids());
    assertEquals(
        List.of("shop/web-1 · web", "shop/web-1 · side"),
        analysis.places().stream().map(NeighborTotals::name).toList());
    assertEquals(1, analysis.pods().size());
    assertEquals("shop/web-1", analysis.pods().get(0).name());
    assertEquals(14 * MS, analysis.pods().get(0).cpuTime());
    assertEquals(2, analysis.pods().get(0).waits());
    assertEquals(0, analysis.unnamed());
    assertEquals(0, analysis.timeLine().ranks().get(0).rank());
    assertEquals("shop/web-1 · web", analysis.timeLine().ranks().get(0).name());
  }

  @Test
  void fallsBackToTheLargestNeighborOfEachWait() {
    builder.onWait(
        stall(1, REQUEST, 0, Map.of(Share.EXTERNAL, 6L), external("nginx", cgroup("/noisy"))));

    Analysis analysis = builder.build();

    assertEquals(Evidence.LARGEST_ONLY, analysis.evidence());
    assertEquals("nginx", analysis.processes().get(0).name());
    assertEquals("/noisy", analysis.places().get(0).name());
    assertEquals(List.of(4711L), analysis.processes().get(0).pids());
  }

  @Test
  void aNameThatBecomesKnownLaterStandsForTheWholePlace() {
    Wait one = stall(1, REQUEST, 0, Map.of(Share.EXTERNAL, 2L), null);
    builder.onRun(run(one, external("nginx", container("aaaa", null, null)), 1, 1));
    builder.onRun(run(one, external("nginx", web), 1, 1));

    Analysis analysis = builder.build();

    assertEquals(1, analysis.places().size());
    assertEquals("shop/web-1 · web", analysis.places().get(0).name());
  }

  @Test
  void periodsTellOfAllWaits() {
    Shares shares = Shares.of(Share.SELF, 30 * MS);
    builder.onThreadPeriod(period(100, 30 * MS, 5 * MS, shares));
    builder.onThreadPeriod(period(50, 30 * MS, -1, shares));

    Analysis analysis = builder.build();

    assertEquals(new Tally(150, 60 * MS, 5 * MS), analysis.all());
    assertEquals(60 * MS, analysis.shares().get(Share.SELF));
    assertEquals(2 * MS, analysis.threads().get(0).periodP99());
    assertFalse(analysis.knowsSingle());
  }

  private static ThreadPeriod period(long waits, long total, long max, Shares shares) {
    return new ThreadPeriod(
        REQUEST, START, 10_000 * MS, false, waits, 0, total, max, MS, MS, 2 * MS, 3 * MS, shares);
  }

  @Test
  void quotasAreAddedUpAndTheTightestIsFirst() {
    builder.onQuota(quota("/above", false, 90 * MS, 10, 0, 0));
    builder.onQuota(quota("/own", true, 20 * MS, 10, 4, 100 * MS));
    builder.onQuota(quota("/own", true, 20 * MS, 10, 6, 50 * MS));
    builder.onThrottled(new Throttled(1, REQUEST, START, 30 * MS, "/own", 20 * MS, 100 * MS));
    builder.onThrottled(new Throttled(2, REQUEST, START, 30 * MS, null, -1, -1));

    List<QuotaTotals> quotas = builder.build().quotas();

    assertEquals(List.of("/own", "/above"), quotas.stream().map(QuotaTotals::cgroup).toList());
    assertEquals(20, quotas.get(0).periods());
    assertEquals(10, quotas.get(0).throttledPeriods());
    assertEquals(150 * MS, quotas.get(0).throttledTime());
    assertEquals(30 * MS, quotas.get(0).stalled());
    assertEquals(0.2, quotas.get(0).cpus());
    assertFalse(quotas.get(0).changed());
  }

  private static Quota quota(
      String cgroup, boolean own, long quota, long periods, long throttled, long time) {
    return new Quota(
        cgroup,
        START,
        1_000 * MS,
        own,
        quota,
        100 * MS,
        -1,
        periods,
        throttled,
        time,
        -1,
        -1,
        true);
  }

  @Test
  void ownContentionIsToldByWhatThreadsWorkAt() {
    Wait one = stall(1, REQUEST, 0, Map.of(Share.SELF, 10L), null);
    builder.onWait(one);
    builder.onRun(run(one, new Culprit(Share.SELF, "GC Thread#1", Place.UNKNOWN), 1, 6));
    builder.onRun(run(one, new Culprit(Share.SELF, "C2 CompilerThre", Place.UNKNOWN), 1, 3));

    OwnContention own = builder.build().own();

    assertEquals(10 * MS, own.total());
    assertEquals(Map.of(ThreadKind.GC, 6 * MS, ThreadKind.JIT, 3 * MS), own.byRunner());
    assertEquals(Map.of(ThreadKind.APPLICATION, 10 * MS), own.byStalled());
    assertEquals(MS, own.unnamed());
    assertEquals("GC Thread#1", own.runners().get(0).name());
  }

  @Test
  void lossesOfTwoTracersAreAddedUpInWhateverOrderTheyCome() {
    builder.onStatistics(statistics(30, 5, 1));
    builder.onStatistics(statistics(10, 100, 4));
    builder.onStatistics(statistics(20, 200, 7));
    builder.onStatistics(statistics(40, 9, 2));
    builder.onJfrLoss(77);

    TracerHealth tracer = builder.build().tracer();

    assertEquals(7 + 2, tracer.lost("dropped"));
    assertEquals(9, tracer.waitsMissing());
    assertEquals(77, tracer.jfrLost());
    assertTrue(tracer.statistics());
  }

  private static Statistics statistics(long atMs, long waits, long dropped) {
    return new Statistics(START + atMs * MS, Map.of("waits", waits, "dropped", dropped));
  }

  @Test
  void theBestSourceCounts() {
    builder.onTracerState(state(10, "ebpf", MS));
    builder.onTracerState(state(0, "none", -1));
    builder.onTracerState(state(20, "proc", -1));

    Analysis analysis = builder.build();

    assertEquals("ebpf", analysis.tracer().source());
    assertEquals(List.of("ebpf", "proc", "none"), analysis.tracer().sources());
    assertEquals(MS, analysis.threshold());
  }

  private static TracerState state(long atMs, String source, long threshold) {
    return new TracerState(
        START + atMs * MS, source, false, null, null, threshold, null, true, true, 0);
  }

  @Test
  void nothingIsKnownOfNothing() {
    Analysis analysis = builder.build();

    assertTrue(analysis.isEmpty());
    assertEquals(0, analysis.length());
    assertEquals("unknown", analysis.tracer().source());
    assertNull(analysis.tracer().best());
    assertEquals(TimeLine.EMPTY, analysis.timeLine());
  }
}
