package io.schedprobe.analysis.total;

import io.schedprobe.analysis.feed.EventSink;
import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.model.NeighborPeriod;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Quota;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.Statistics;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.Throttled;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.overlap.Overlaps;
import java.util.List;
import java.util.Map;

/**
 * Adds up events, of any kind and in any order, in bounded memory. Not safe for several threads.
 */
public final class AnalysisBuilder implements EventSink {
  @Override
  public void onWait(Wait wait) {}

  @Override
  public void onRun(Run run) {}

  @Override
  public void onThreadPeriod(ThreadPeriod period) {}

  @Override
  public void onNeighborPeriod(NeighborPeriod period) {}

  @Override
  public void onThrottled(Throttled throttled) {}

  @Override
  public void onQuota(Quota quota) {}

  @Override
  public void onTracerState(TracerState state) {}

  @Override
  public void onStatistics(Statistics statistics) {}

  @Override
  public void onPause(Pause pause) {}

  @Override
  public void onWork(Work work) {}

  @Override
  public void onJfrLoss(long bytes) {}

  @Override
  public void onChunk(long start, long end) {}

  /** Everything added so far. */
  public Analysis build() {
    return build(FeedReport.WHOLE);
  }

  /** Everything added so far, with how the file was read. */
  public Analysis build(FeedReport reading) {
    return new Analysis(
        0,
        -1,
        -1,
        -1,
        Tally.NONE,
        Shares.NONE,
        Map.of(),
        Tally.NONE,
        Shares.NONE,
        new Histogram(),
        Evidence.NONE,
        List.of(),
        List.of(),
        List.of(),
        0,
        List.of(),
        TimeLine.EMPTY,
        List.of(),
        new OwnContention(0, Map.of(), Map.of(), 0, List.of()),
        List.of(),
        Overlaps.NONE,
        new TracerHealth(null, List.of(), Map.of(), false, Map.of(), 0, 0, reading),
        new Capped(0, 0, 0, 0));
  }
}
