package io.schedprobe.analysis.total;

import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.model.TracerState;
import java.util.List;
import java.util.Map;

/**
 * Where the numbers come from and what is missing from them.
 *
 * @param best the best source that served; null if the recording does not tell
 * @param sources every source that served in some part, in order: ebpf, proc, none
 * @param lost what the tracer says it lost, by the name of the field, without zeros; times are
 *     nanoseconds
 * @param statistics whether the recording tells of losses at all
 * @param last the last number of each field of TracerStatistics
 * @param jfrLost bytes of events that JFR itself had no room for
 * @param unread bytes of waits that the agent had not read when the recording ended; 0 if they are
 *     no more than what ends while the last ones are being read
 * @param reading how the file was read
 */
public record TracerHealth(
    TracerState best,
    List<String> sources,
    Map<String, Long> lost,
    boolean statistics,
    Map<String, Long> last,
    long jfrLost,
    long unread,
    FeedReport reading) {
  public TracerHealth {
    sources = List.copyOf(sources);
  }

  /** "ebpf", "proc", "none", or "unknown" where the recording does not tell. */
  public String source() {
    return best == null ? "unknown" : best.source();
  }

  /** Whether the kernel tracer served, but for a part {@code /proc}, which knows sums alone. */
  public boolean partlyByProc() {
    return source().equals("ebpf") && sources.contains("proc");
  }

  /** A loss by the name of its field; 0 if there is none. */
  public long lost(String field) {
    return lost.getOrDefault(field, 0L);
  }

  /** Waits that are missing one by one: held back, dropped or not written. */
  public long waitsMissing() {
    return lost("suppressed") + lost("dropped") + lost("unwritten") + lost("recordsRefused");
  }
}
