package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.feed.FileFeed;
import io.schedprobe.analysis.feed.Progress;
import io.schedprobe.analysis.total.AnalysisBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.Severity;

/** What the rules say without JMC. */
class FindingsTest {
  @TempDir private Path directory;

  private List<Found> find(String name) throws Exception {
    Path file = directory.resolve(name + ".jfr.gz");
    try (InputStream packed =
        FindingsTest.class.getResourceAsStream("/recordings/" + name + ".jfr.gz")) {
      Files.write(file, packed.readAllBytes());
    }
    AnalysisBuilder builder = new AnalysisBuilder();
    return Findings.of(builder.build(FileFeed.read(file, builder, Progress.NONE)));
  }

  @Test
  void everyRuleThatJmcFindsSpeaks() throws Exception {
    assertEquals(
        ServiceLoader.load(IRule.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(WaitRule.class::isInstance)
            .map(IRule::getId)
            .collect(Collectors.toSet()),
        find("healthy-17").stream().map(Found::rule).collect(Collectors.toSet()));
  }

  @Test
  void theGravestComesFirstAndSaysWhatToDo() throws Exception {
    List<Found> found = find("neighbor-17");

    assertEquals("schedprobe.NEIGHBORS", found.get(0).rule());
    assertEquals(Severity.WARNING, found.get(0).severity());
    assertTrue(found.get(0).summary().startsWith("sha256sum (container 4d2f7c1b9e8a of pod "));
    assertTrue(found.get(0).solution().contains("CPU request"));
    found.forEach(
        one -> {
          if (one.isProblem()) {
            assertNotNull(one.solution());
          } else {
            assertNull(one.solution(), one::rule);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbor-17", "quota-17", "own-25", "healthy-17", "proc-17"})
  void noTextKeepsTheNameOfAResult(String name) throws Exception {
    find(name).forEach(one -> assertFalse(one.summary().contains("{"), one::summary));
  }

  @Test
  void aNameThatLooksLikeThatOfAResultStaysAsItIs() {
    Finding finding =
        Finding.of(30, "FOUND")
            .with(ExternalNeighborsRule.CULPRIT, "{threads}$1\\")
            .with(ExternalNeighborsRule.THREADS, Numbers.count(12_345));

    assertEquals("{threads}$1\\ hit 12,345 {none}", finding.fill("{culprit} hit {threads} {none}"));
  }

  @Test
  void numbersAreTheSameInEveryLanguageOfTheMachine() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      Finding finding =
          Finding.of(30, "FOUND")
              .with(ExternalNeighborsRule.OUTSIDE, Numbers.time(1_234_000_000))
              .with(ExternalNeighborsRule.PART, Numbers.percent(1, 8));
      assertEquals("1.23 s, 12.5 %", finding.fill("{outsideTime}, {partOfRecording}"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aRecordingWithoutEventsOfOursIsNotJudged() {
    assertEquals(List.of(), Findings.of(new AnalysisBuilder().build()));
  }
}
