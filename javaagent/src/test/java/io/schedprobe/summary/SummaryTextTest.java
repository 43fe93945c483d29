package io.schedprobe.summary;

import static io.schedprobe.summary.HandMade.run;
import static io.schedprobe.summary.HandMade.source;
import static io.schedprobe.summary.HandMade.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
  private static final int HEIGHT = 24;

  @Test
  void fillsAScreenAndNotMoreHoweverMuchThereIsToTell() {
    SummaryBuilder builder = new SummaryBuilder();
    builder.accept(source("ebpf", null));
    String longName = "a-very-long-name-\u202e".repeat(20);
    for (int i = 0; i < 100; i++) {
      String name = longName + i;
      builder.accept(HandMade.waited(20).by(i, name, 1 + i));
      builder.accept(HandMade.period(1_000_000, 20_000).by(i, name, 1 + i));
      builder.accept(run("external", name, 100_000 + i, "/" + longName, 9).by(i, name, 1 + i));
    }
    List<String> lines = text(builder.build(), HEIGHT);
    assertEquals(HEIGHT, lines.size(), String.join("\n", lines));
    assertNarrow(lines);
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("(97 more threads)")), lines::toString);
    assertTrue(lines.stream().noneMatch(line -> line.contains("\u202e")));
  }

  @Test
  void takesMoreLinesOnlyUntilMostOfTheDelayIsTold() {
    int forFour = linesUnasked(4);
    assertTrue(forFour <= HEIGHT, forFour + " lines");
    int forTwelve = linesUnasked(12);
    assertTrue(forTwelve > HEIGHT && forTwelve < SummaryText.HIGHEST, forTwelve + " lines");
    assertEquals(SummaryText.HIGHEST, linesUnasked(100));
  }

  /** The lines for so many equal threads, each behind a neighbor of its own. */
  private static int linesUnasked(int threads) {
    SummaryBuilder builder = new SummaryBuilder();
    for (int i = 0; i < threads; i++) {
      builder.accept(HandMade.waited(20).by(i, "worker-" + i, 1 + i));
      builder.accept(run("external", "hog" + i, 1 + i, "/noisy", 20).by(i, "worker-" + i, 1 + i));
    }
    return new SummaryText(
            builder.build(), Path.of("x.jfr"), ZoneOffset.UTC, UnaryOperator.identity())
        .lines()
        .size();
  }

  @Test
  void showsEveryRowWhenThereIsRoom() {
    SummaryBuilder builder = new SummaryBuilder();
    for (int i = 0; i < 40; i++) {
      builder.accept(HandMade.waited(20).by(i, "worker-" + i, 1 + i));
      builder.accept(run("external", "hog" + i, 1 + i, "/noisy", 9).by(i, "worker-" + i, 1 + i));
    }
    String text = String.join("\n", text(builder.build(), 200));
    for (int i = 0; i < 40; i++) {
      assertTrue(text.contains("worker-" + i + " ") && text.contains("hog" + i + " "), text);
    }
  }

  @Test
  void tellsTheWholePicture() {
    List<String> lines =
        text(
            summary(
                source("ebpf", null),
                HandMade.waited(9).with("external", 8_000_000L).with("idle", 1_000_000L),
                HandMade.waited(1).with("onset", "preemption"),
                HandMade.period(100, 20).with("p99", 1_500_000L).with("max", 9_000_000L),
                run("external", "hog", 4711, "/noisy", 8),
                new HandMade("schedprobe.TracerStatistics")
                    .with("waits", 100L)
                    .with("suppressed", 3L)
                    .with("suppressedTime", 4_000_000L)
                    .with("torn", 2L)),
            HEIGHT);
    assertEquals(
        List.of(
            "hog (cgroup /noisy, pid 4711) had the CPU for 8.00 ms of the 10.0 ms that 1 thread"
                + " waited in waits",
            "over 1 ms that were told.",
            "All waits: 100, 20.0 ms in all, longest 9.00 ms.",
            "Waits over 1 ms that were told: 2, 10.0 ms in all, longest 9.00 ms; begun by wakeup 50.0 %,",
            "preemption 50.0 %.",
            "[" + "N".repeat(70) + "] of all waits",
            " N neighbors 100.0%",
            "",
            "Thread that waited                    waits     total         p99   longest   mostly"
                + " behind",
            "worker-1                                100   20.0 ms   >= 983 us   9.00 ms  "
                + " neighbors 100.0 %",
            "",
            "Who had the CPU meanwhile  kind      pid            where                      delay  "
                + " share threads",
            "hog                        neighbor  4711           /noisy                   8.00 ms "
                + " 80.0 %       1",
            "(unnamed)                                                                    1.00 ms "
                + " 10.0 %",
            "",
            "Source: ebpf (kernel tracer).",
            "Lost since the tracer was attached: suppressed 3 waits (4.00 ms), dropped 0, torn 2.",
            "Events of schedprobe: 6, over 2.00 s from 2023-11-14 22:13:20.",
            "More: jfr print --events schedprobe.RunQueueLatency,schedprobe.NeighborRun x.jfr"),
        lines);
  }

  @Test
  void saysWhatIsMissingAndHowToGetIt() {
    Summary summary =
        summary(
            source("proc", "no CAP_BPF").with("remedy", "run as root"),
            HandMade.period(100, 20).with("external", 0L));
    String text = String.join(" ", text(summary, HEIGHT));
    assertTrue(text.contains("why: no CAP_BPF; remedy: run as root."), text);
    assertTrue(text.contains("Lost: not told"), text);
    assertTrue(text.contains("jfr print --events schedprobe.ThreadRunQueue"), text);
  }

  @Test
  void claimsNothingOfSingleWaitsForASourceThatKnowsNone() {
    Summary summary =
        summary(
            source("proc", "no CAP_BPF"),
            new HandMade("schedprobe.TracerStatistics").with("suppressed", 0L),
            HandMade.period(100, 20).with("external", 0L));
    String text = String.join(" ", text(summary, HEIGHT));
    assertTrue(text.contains("Lost: nothing that this source knows"), text);
  }

  @Test
  void saysThatWaitsWereLeftUnread() {
    HandMade early = new HandMade("schedprobe.TracerStatistics").with("ringUsed", 900_000L);
    HandMade last = new HandMade("schedprobe.TracerStatistics").with("ringUsed", 500_000L);
    assertTrue(footer(early, last).contains("unread at the end 500,000 bytes of waits"));
    HandMade none = new HandMade("schedprobe.TracerStatistics").with("ringUsed", 344L);
    assertTrue(footer(early, none).contains("dropped 0."));
  }

  private static String footer(Fact... statistics) {
    SummaryBuilder builder = new SummaryBuilder();
    builder.accept(HandMade.waited(9));
    for (Fact fact : statistics) {
      builder.accept(fact);
    }
    return String.join(" ", text(builder.build(), HEIGHT));
  }

  @Test
  void saysThatTheRecordingIsDamaged() {
    SummaryBuilder builder = new SummaryBuilder();
    builder.accept(HandMade.waited(9));
    builder.damage("it is cut off");
    String text = String.join("\n", text(builder.build(), HEIGHT));
    assertTrue(text.contains("Damaged: it is cut off."), text);
  }

  @Test
  void staysWithinItsWidthHoweverManyWaysWaitsBegan() {
    Fact[] facts = {
      HandMade.waited(9000),
      HandMade.waited(9000).with("onset", "new"),
      HandMade.waited(9000).with("onset", "preemption"),
      HandMade.waited(9000).with("onset", "throttled")
    };
    List<String> lines = text(summary(facts), HEIGHT);
    assertTrue(lines.stream().anyMatch(line -> line.contains("creation 25.0 %")), lines::toString);
    assertTrue(
        lines.stream()
            .filter(line -> !line.startsWith("More: "))
            .allMatch(line -> line.length() <= SummaryText.WIDTH),
        () -> String.join("\n", lines));
  }

  @Test
  void quotesAPathForTheShell() {
    List<String> lines =
        new SummaryText(
                summary(HandMade.waited(9)),
                Path.of("it's my recording.jfr"),
                HEIGHT,
                ZoneOffset.UTC,
                UnaryOperator.identity())
            .lines();
    assertTrue(
        lines.get(lines.size() - 1).endsWith(" 'it'\\''s my recording.jfr'"), lines::toString);
  }

  private static List<String> text(Summary summary, int height) {
    return new SummaryText(
            summary, Path.of("x.jfr"), height, ZoneOffset.UTC, UnaryOperator.identity())
        .lines();
  }

  private static void assertNarrow(List<String> lines) {
    for (String line : lines) {
      assertTrue(line.length() <= SummaryText.WIDTH, line);
    }
  }
}
