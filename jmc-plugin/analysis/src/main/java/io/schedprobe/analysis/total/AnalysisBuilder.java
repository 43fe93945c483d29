package io.schedprobe.analysis.total;

import io.schedprobe.analysis.feed.EventSink;
import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.model.NeighborPeriod;
import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Quota;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Statistics;
import io.schedprobe.analysis.model.ThreadKind;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.Throttled;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Unknown;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.overlap.OverlapBuilder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up events, of any kind and in any order, in bounded memory. Not safe for several threads.
 */
public final class AnalysisBuilder implements EventSink {
  /** Waits that are held to be laid beside other events, where no more is asked for. */
  public static final int OVERLAP_WAITS = 100_000;

  private final ThreadBook threads = new ThreadBook();
  private final TimeGrid grid = new TimeGrid(TimeLine.BUCKETS);
  private final TimeLineBuilder timeLine = new TimeLineBuilder(grid);
  private final NeighborBook runs = new NeighborBook(grid);
  private final NeighborBook largest = new NeighborBook(grid);
  private final NeighborBook cgroups = new NeighborBook(grid);
  private final QuotaTally quotas = new QuotaTally();
  private final TracerTally tracer = new TracerTally();
  private final WorstWaits worst = new WorstWaits(Analysis.WORST);
  private final OverlapBuilder overlaps;
  private final Histogram histogram = new Histogram();
  private final SharesTally singleShares = new SharesTally();
  private final SharesTally allShares = new SharesTally();
  private final Map<Onset, Long> onsets = new EnumMap<>(Onset.class);
  private final Map<ThreadKind, Long> selfByRunner = new EnumMap<>(ThreadKind.class);
  private final Map<ThreadKind, Long> selfByStalled = new EnumMap<>(ThreadKind.class);
  private Tally single = Tally.NONE;
  private Tally all = Tally.NONE;
  private long events;
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;

  public AnalysisBuilder() {
    this(OVERLAP_WAITS);
  }

  /**
   * With more or less room for overlaps. Where events are fed chunk by chunk, those of three chunks
   * should find room; else all of the recording's. Of more, the shortest are left out and counted.
   *
   * @param overlapWaits waits that are held, and pauses and JFR's own events as many each
   */
  public AnalysisBuilder(int overlapWaits) {
    overlaps = new OverlapBuilder(overlapWaits);
  }

  @Override
  public void onWait(Wait wait) {
    seen(wait.start(), wait.end());
    ThreadTally thread = threads.of(wait.thread(), wait.start());
    thread.add(wait);
    single = single.plus(wait.waited());
    singleShares.add(wait.shares());
    onsets.merge(wait.onset(), 1L, Long::sum);
    histogram.add(wait.waited());
    timeLine.add(wait);
    worst.add(wait);
    overlaps.add(wait);
    long self = wait.shares().get(Share.SELF);
    if (self > 0) {
      selfByStalled.merge(wait.thread().kind(), self, Long::sum);
    }
    if (wait.neighbor() != null) {
      largest.add(
          wait.neighbor(),
          new NeighborTally.Use(
              thread.index(),
              wait.id(),
              wait.start(),
              wait.waited(),
              wait.neighborPid(),
              wait.neighborTime()));
    }
  }

  @Override
  public void onRun(Run run) {
    seen(run.start(), run.start() + run.waited());
    runs.add(
        run.culprit(),
        new NeighborTally.Use(
            threads.of(run.thread(), run.start()).index(),
            run.waitId(),
            run.start(),
            run.waited(),
            run.pid(),
            run.cpuTime()));
    worst.add(run);
    if (run.culprit().kind() == Share.SELF) {
      selfByRunner.merge(ThreadKind.of(run.culprit().name()), run.cpuTime(), Long::sum);
    }
  }

  @Override
  public void onThreadPeriod(ThreadPeriod period) {
    seen(period.end() - Math.max(0, period.period()), period.end());
    threads.of(period.thread(), period.end()).add(period);
    all = all.plus(period.waits(), period.total(), period.max());
    allShares.add(period.shares());
  }

  @Override
  public void onNeighborPeriod(NeighborPeriod period) {
    seen(period.end() - Math.max(0, period.period()), period.end());
    cgroups.add(period.place(), period.stalledTime());
  }

  @Override
  public void onThrottled(Throttled throttled) {
    seen(throttled.start(), throttled.start() + throttled.throttled());
    quotas.add(throttled);
  }

  @Override
  public void onQuota(Quota quota) {
    seen(quota.end() - Math.max(0, quota.period()), quota.end());
    quotas.add(quota);
  }

  @Override
  public void onTracerState(TracerState state) {
    seen(state.time(), state.time());
    tracer.add(state);
  }

  @Override
  public void onStatistics(Statistics statistics) {
    seen(statistics.time(), statistics.time());
    tracer.add(statistics);
  }

  @Override
  public void onPause(Pause pause) {
    overlaps.add(pause);
  }

  @Override
  public void onWork(Work work) {
    overlaps.add(work);
  }

  @Override
  public void onJfrLoss(long bytes) {
    tracer.addJfrLoss(bytes);
  }

  @Override
  public void onChunk(long chunkStart, long chunkEnd) {
    if (chunkStart >= 0) {
      span(chunkStart, Math.max(chunkStart, chunkEnd));
    }
    overlaps.endChunk();
  }

  private void seen(long from, long to) {
    events++;
    span(from, to);
  }

  private void span(long from, long to) {
    start = Math.min(start, from);
    end = Math.max(end, to);
  }

  /** Everything added so far. */
  public Analysis build() {
    return build(FeedReport.WHOLE);
  }

  /** Everything added so far, with how the file was read. Nothing may be added afterwards. */
  public Analysis build(FeedReport reading) {
    Evidence evidence = evidence();
    int[] whole = threads.whole();
    NeighborBook book =
        switch (evidence) {
          case EACH_RUN -> runs;
          case LARGEST_ONLY -> largest;
          case CGROUPS, NONE -> cgroups;
        };
    List<NeighborTally> ranks =
        evidence == Evidence.CGROUPS ? List.of() : book.ranked(TimeLine.RANKS);
    List<NeighborTally> followed =
        evidence == Evidence.CGROUPS ? List.of() : book.ranked(Integer.MAX_VALUE);
    List<NeighborTotals> processes = book.processes(whole);
    long named = evidence == Evidence.CGROUPS ? singleShares.get().ran() : book.cpuTime();
    return new Analysis(
        events,
        start == Long.MAX_VALUE ? Unknown.NUMBER : start,
        end == Long.MIN_VALUE ? Unknown.NUMBER : end,
        tracer.threshold(),
        single,
        singleShares.get(),
        onsets,
        all,
        allShares.get(),
        histogram,
        evidence,
        processes,
        book.places(ranks, whole),
        book.pods(whole),
        Math.max(0, singleShares.get().ran() - named),
        threads.totals(whole),
        timeLine.build(ranks, followed, whole),
        quotas.totals(),
        own(processes),
        worst.longest(),
        overlaps.build(),
        tracer.health(reading),
        new Capped(threads.beyond(), book.beyond(), quotas.beyond(), overlaps.beyond()));
  }

  private Evidence evidence() {
    if (!runs.isEmpty()) {
      return Evidence.EACH_RUN;
    }
    if (!largest.isEmpty()) {
      return Evidence.LARGEST_ONLY;
    }
    return cgroups.isEmpty() ? Evidence.NONE : Evidence.CGROUPS;
  }

  private OwnContention own(List<NeighborTotals> processes) {
    long total = singleShares.get().get(Share.SELF);
    long named = selfByRunner.values().stream().mapToLong(Long::longValue).sum();
    return new OwnContention(
        total,
        selfByRunner,
        selfByStalled,
        Math.max(0, total - named),
        processes.stream().filter(process -> process.kind() == Share.SELF).toList());
  }
}
