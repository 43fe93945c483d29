package io.schedprobe.report.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import io.schedprobe.report.Hostile;
import io.schedprobe.report.Sample;
import io.schedprobe.report.view.Findings;
import org.junit.jupiter.api.Test;

class FindingsPartTest {
  private static Analysis measuredBy(String source) {
    AnalysisBuilder builder = new AnalysisBuilder();
    builder.onTracerState(
        new TracerState(0, source, true, "no rights.", "run as root", -1, null, true, true, 0));
    if (source.equals("ebpf")) {
      builder.onThreadPeriod(
          new ThreadPeriod(
              new StalledThread("worker", 7, "worker", 3),
              0,
              10_000_000_000L,
              false,
              100,
              0,
              1_000_000,
              20_000,
              10_000,
              10_000,
              20_000,
              20_000,
              Shares.of(Share.KERNEL, 1_000_000)));
    }
    return builder.build();
  }

  @Test
  void theGravestFindingComesFirstWithWhatToDo() {
    Findings findings = FindingsPart.of(new Sample(Sample.PLAIN).analysis());

    Findings.Finding first = findings.said().get(0);
    assertEquals("Warning", first.severity());
    assertFalse(first.solution().isEmpty());
    assertTrue(findings.lead().endsWith("rules found something, the gravest first."));
    assertEquals(5, findings.said().size() + findings.fine().size());
  }

  @Test
  void saysThatNothingIsFound() {
    Findings findings = FindingsPart.of(measuredBy("ebpf"));

    assertEquals("Nothing found: 5 rules looked for it.", findings.lead());
    assertTrue(findings.said().isEmpty());
    assertEquals(5, findings.fine().size());
  }

  @Test
  void saysWhatTheRecordingCannotTell() {
    Findings findings = FindingsPart.of(measuredBy("proc"));

    assertEquals(
        "1 of 5 rules found something, the gravest first."
            + " This recording can't tell for 3 rules.",
        findings.lead());
    assertEquals("Information", findings.said().get(0).severity());
    assertTrue(findings.said().get(0).summary().contains("no rights. Remedy: run as root"));
    assertEquals("Can't tell", findings.said().get(1).severity());
    assertEquals("", findings.said().get(1).solution());
  }

  @Test
  void makesNamesVisible() {
    String words = FindingsPart.of(new Sample(Hostile.NAMES).analysis()).said().toString();

    assertFalse(words.contains("\u202e"), words);
    assertTrue(words.contains("\\u202e"), words);
  }

  @Test
  void isNotThereWithoutEventsOfOurs() {
    assertNull(FindingsPart.of(new AnalysisBuilder().build()));
  }
}
