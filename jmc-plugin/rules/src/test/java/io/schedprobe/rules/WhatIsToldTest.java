package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.total.AnalysisBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmc.flightrecorder.rules.Severity;

/** What the rules say where the recording tells only a part, or nothing, of who ran. */
class WhatIsToldTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final List<String> ABOUT_WHO_RAN =
      List.of("schedprobe.NEIGHBORS", "schedprobe.OWN", "schedprobe.IDLE");

  private final AnalysisBuilder builder = new AnalysisBuilder();

  private void served(long at, String source) {
    builder.onTracerState(
        new TracerState(
            START + at, source, false, "no rights", "give it some", 1, null, true, true, 0));
  }

  private void waited() {
    builder.onWait(
        new Wait(
            1,
            new StalledThread("worker", 7, "worker", 3),
            START,
            2_000_000,
            1,
            Onset.WAKEUP,
            0,
            Shares.of(Share.KERNEL, 2_000_000),
            0,
            null,
            -1,
            -1));
  }

  private Map<String, Found> found() {
    return Findings.of(builder.build()).stream().collect(Collectors.toMap(Found::rule, f -> f));
  }

  @Test
  void aPartThatProcServedIsAmongWhatIsLost() {
    served(0, "proc");
    served(1_000, "ebpf");
    waited();

    Found tracer = found().get("schedprobe.TRACER");

    assertEquals(Severity.INFO, tracer.severity());
    assertFalse(tracer.summary().contains("nothing"), tracer::summary);
    assertTrue(
        tracer.summary().endsWith("Lost: single waits and names of the part that /proc served."),
        tracer::summary);
  }

  @Test
  void aSourceThatWasNotThereYetIsNoPartThatIsLost() {
    served(0, "none");
    served(1_000, "ebpf");
    waited();

    assertEquals(Severity.OK, found().get("schedprobe.TRACER").severity());
  }

  @ParameterizedTest
  @CsvSource({"none, Nothing was measured", "proc, only the kernel tracer", "ebpf, No wait is in"})
  void withoutAWaitOfTheKernelTracerNobodyIsJudged(String source, String why) {
    served(0, source);

    Map<String, Found> found = found();

    for (String id : ABOUT_WHO_RAN) {
      assertEquals(Severity.NA, found.get(id).severity(), id);
      assertTrue(found.get(id).summary().contains(why), found.get(id)::summary);
    }
  }

  @Test
  void oneWaitOfTheKernelTracerIsEnough() {
    served(0, "ebpf");
    waited();

    Map<String, Found> found = found();

    ABOUT_WHO_RAN.forEach(id -> assertEquals(Severity.OK, found.get(id).severity(), id));
  }
}
