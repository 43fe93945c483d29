package io.schedprobe.analysis.feed;

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

/**
 * Takes what a recording says, in no particular order; a feed calls it from one thread at a time.
 */
public interface EventSink {
  void onWait(Wait wait);

  void onRun(Run run);

  void onThreadPeriod(ThreadPeriod period);

  void onNeighborPeriod(NeighborPeriod period);

  void onThrottled(Throttled throttled);

  void onQuota(Quota quota);

  void onTracerState(TracerState state);

  void onStatistics(Statistics statistics);

  void onPause(Pause pause);

  void onWork(Work work);

  /**
   * JFR itself had no room for events ({@code jdk.DataLoss}).
   *
   * @param bytes that were lost
   */
  void onJfrLoss(long bytes);

  /**
   * All events of a stretch of the recording were told; later ones may still lie in it, as events
   * are written after they happened.
   *
   * @param start of the chunk
   * @param end of the chunk; unknown if it was never finished
   */
  void onChunk(long start, long end);
}
