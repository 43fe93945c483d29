package io.schedprobe.analysis.text;

import io.schedprobe.analysis.overlap.PauseOverlap;
import io.schedprobe.analysis.overlap.WorkOverlap;
import io.schedprobe.analysis.total.Analysis;

/** What an analysis says, in sentences. Names are as the recording holds them. */
public final class Sentences {
  private Sentences() {}

  /** Who had the CPU while threads waited, such as "container web had the CPU for 8.31 s of …". */
  public static String headline(Analysis analysis) {
    return analysis.isEmpty() ? "The recording has no event of schedprobe." : "";
  }

  /** "This request waited 12 ms of its 40 ms for the CPU, 11 ms of them for container X.". */
  public static String of(WorkOverlap overlap) {
    return overlap.work().kind().event();
  }

  /** The same of a pause. */
  public static String of(PauseOverlap overlap) {
    return overlap.pause().name();
  }
}
