package io.schedprobe.report.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.analysis.feed.Damage;
import io.schedprobe.analysis.feed.FeedReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamageWordsTest {
  private static final String CUT = "it is cut off";

  private static FeedReport reading(int chunks, long bytes, Damage damage) {
    return new FeedReport(chunks, 0, 0, bytes, List.of(damage), 0);
  }

  private static String said(int chunks, long bytes, Damage damage) {
    return DamageWords.of(damage, reading(chunks, bytes, damage), 1_234);
  }

  @Test
  void theOnlyChunkIsIncomplete() {
    assertEquals(
        "The recording is incomplete: it is cut off after 5,000 bytes, in its only chunk. Read was"
            + " what is in front of the cut, 1,234 events of schedprobe. Not read is what came"
            + " behind it, and names that were new in the last second before it may be missing.",
        said(0, 5_000, new Damage(0, 5_000, CUT, true)));
  }

  @Test
  void theLastChunkIsIncomplete() {
    assertEquals(
        "The recording is incomplete: it is cut off after 5,000 bytes, in its last chunk, which"
            + " begins at byte 3,000. Nothing of that chunk was read; what is in front of it was.",
        said(2, 5_000, new Damage(3_000, 2_000, CUT, false)));
  }

  @Test
  void aChunkThatOthersFollowIsNotTheEnd() {
    assertEquals(
        "The file is damaged at byte 0: it is cut off; this concerns 2,000 bytes, of which a part"
            + " was read.",
        said(1, 5_000, new Damage(0, 2_000, CUT, true)));
  }

  @Test
  void inAFewWords() {
    Damage cut = new Damage(0, 5_000, CUT, true);
    assertEquals(
        "it is cut off after 5,000 bytes, in its only chunk",
        DamageWords.first(reading(0, 5_000, cut)));
    Damage other = new Damage(3_000, 100, "a chunk is damaged", false);
    assertEquals("a chunk is damaged at byte 3,000", DamageWords.first(reading(2, 5_000, other)));
    assertEquals(
        "1 implausible event", DamageWords.first(new FeedReport(1, 0, 1, 9, List.of(), 0)));
  }
}
