package io.schedprobe.report.cli;

import io.schedprobe.analysis.feed.EventSink;
import io.schedprobe.analysis.model.NeighborPeriod;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Quota;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Statistics;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.Throttled;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.model.Work;

/** Hands every event on to two sinks, so that a file is read once. */
record BothSinks(EventSink first, EventSink second) implements EventSink {
  @Override
  public void onWait(Wait wait) {
    first.onWait(wait);
    second.onWait(wait);
  }

  @Override
  public void onRun(Run run) {
    first.onRun(run);
    second.onRun(run);
  }

  @Override
  public void onThreadPeriod(ThreadPeriod period) {
    first.onThreadPeriod(period);
    second.onThreadPeriod(period);
  }

  @Override
  public void onNeighborPeriod(NeighborPeriod period) {
    first.onNeighborPeriod(period);
    second.onNeighborPeriod(period);
  }

  @Override
  public void onThrottled(Throttled throttled) {
    first.onThrottled(throttled);
    second.onThrottled(throttled);
  }

  @Override
  public void onQuota(Quota quota) {
    first.onQuota(quota);
    second.onQuota(quota);
  }

  @Override
  public void onTracerState(TracerState state) {
    first.onTracerState(state);
    second.onTracerState(state);
  }

  @Override
  public void onStatistics(Statistics statistics) {
    first.onStatistics(statistics);
    second.onStatistics(statistics);
  }

  @Override
  public void onPause(Pause pause) {
    first.onPause(pause);
    second.onPause(pause);
  }

  @Override
  public void onWork(Work work) {
    first.onWork(work);
    second.onWork(work);
  }

  @Override
  public void onJfrLoss(long bytes) {
    first.onJfrLoss(bytes);
    second.onJfrLoss(bytes);
  }

  @Override
  public void onChunk(long start, long end) {
    first.onChunk(start, end);
    second.onChunk(start, end);
  }
}
