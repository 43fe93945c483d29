package io.schedprobe.analysis.overlap;

import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.Work;
import java.util.List;
import java.util.Map;

/**
 * All overlaps of a recording.
 *
 * @param works totals by kind of JFR's event
 * @param pauses totals by kind of pause
 * @param worstWorks with the most waiting first, at most {@link #WORST}
 * @param worstPauses with the most waiting first, at most {@link #WORST}
 */
public record Overlaps(
    Map<Work.Kind, Sum> works,
    Map<Pause.Kind, Sum> pauses,
    List<WorkOverlap> worstWorks,
    List<PauseOverlap> worstPauses) {
  /** Overlaps that are kept one by one. */
  public static final int WORST = 100;

  public static final Overlaps NONE = new Overlaps(Map.of(), Map.of(), List.of(), List.of());

  /**
   * A sum over events or pauses of one kind.
   *
   * @param count events or pauses
   * @param hit those of them with a wait in them
   * @param length of all together, in nanoseconds
   * @param waited time within them that threads waited for the CPU
   * @param shares of that time
   */
  public record Sum(long count, long hit, long length, long waited, Shares shares) {
    public static final Sum NONE = new Sum(0, 0, 0, 0, Shares.NONE);
  }

  public Overlaps {
    works = Map.copyOf(works);
    pauses = Map.copyOf(pauses);
    worstWorks = List.copyOf(worstWorks);
    worstPauses = List.copyOf(worstPauses);
  }
}
