package io.schedprobe.analysis.text;

import static io.schedprobe.analysis.Samples.MS;
import static io.schedprobe.analysis.Samples.REQUEST;
import static io.schedprobe.analysis.Samples.START;
import static io.schedprobe.analysis.Samples.stall;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Statistics;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.total.AnalysisBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private final AnalysisBuilder builder = new AnalysisBuilder();

  SentencesTest() {
    builder.onTracerState(
        new TracerState(START, "ebpf", true, null, null, MS, null, true, true, 0));
    builder.onWait(stall(1, REQUEST, 0, Map.of(Share.SELF, 8L), null));
  }

  @Test
  void theHeadlineSaysOfWhichWaits() {
    assertEquals(
        "Other threads of this JVM had the CPU for 8.00 ms of the 8.00 ms that 1 thread waited in"
            + " waits over 1 ms.",
        Sentences.headline(builder.build()));
  }

  @Test
  void theHeadlineDoesNotTakeTheWaitsThatWereToldForAllOfThem() {
    builder.onStatistics(new Statistics(START, Map.of("waits", 1000L, "suppressed", 900L)));
    assertEquals(
        "Other threads of this JVM had the CPU for 8.00 ms of the 8.00 ms that 1 thread waited in"
            + " waits over 1 ms that were told.",
        Sentences.headline(builder.build()));
  }
}
