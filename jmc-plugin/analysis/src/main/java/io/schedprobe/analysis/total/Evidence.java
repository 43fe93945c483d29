package io.schedprobe.analysis.total;

/** What the totals by neighbor are added up from. */
public enum Evidence {
  /** Each task that ran during a wait ({@code schedprobe.NeighborRun}). */
  EACH_RUN,
  /** The largest neighbor of each wait alone ({@code schedprobe.RunQueueLatency}). */
  LARGEST_ONLY,
  /** Sums by cgroup alone ({@code schedprobe.Neighbor}). */
  CGROUPS,
  /** Nobody is named. */
  NONE
}
