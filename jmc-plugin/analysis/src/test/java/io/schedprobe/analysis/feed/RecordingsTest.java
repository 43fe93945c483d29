package io.schedprobe.analysis.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.Recordings;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.overlap.Overlaps;
import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import io.schedprobe.analysis.total.Evidence;
import io.schedprobe.analysis.total.NeighborTotals;
import io.schedprobe.analysis.total.QuotaTotals;
import io.schedprobe.analysis.total.TimeLine;
import io.schedprobe.analysis.total.WorstWait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real recordings, whose numbers the JDK's own reader confirms. */
class RecordingsTest {
  private static final String RUN = "schedprobe.NeighborRun";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"neighbor-17", "neighbor-25", "own-25", "healthy-17", "proc-17", "quota-17"})
  void sumsAreThoseOfTheJdksReader(String name) throws Exception {
    Path file = Recordings.file(directory, name);

    Analysis analysis = analyse(file);

    List<RecordedEvent> waits = events(file, "schedprobe.RunQueueLatency");
    List<RecordedEvent> runs = events(file, RUN);
    List<RecordedEvent> periods = events(file, "schedprobe.ThreadRunQueue");
    assertTrue(analysis.tracer().reading().whole());
    assertEquals(waits.size(), analysis.single().count());
    assertEquals(sum(waits, e -> e.getLong("waited")), analysis.single().total());
    assertEquals(sum(periods, e -> e.getLong("total")), analysis.all().total());
    for (Share share : Share.values()) {
      String field = share.name().toLowerCase(Locale.ROOT);
      assertEquals(sum(waits, e -> e.getLong(field)), analysis.singleShares().get(share), field);
      assertEquals(
          sum(periods, e -> Math.max(0, e.getLong(field))), analysis.allShares().get(share), field);
    }
    assertEquals(
        sum(runs, e -> e.getLong("cpuTime")),
        analysis.processes().stream().mapToLong(NeighborTotals::cpuTime).sum());
    assertEquals(
        sum(waits, e -> 1),
        analysis.timeLine().buckets().stream().mapToLong(TimeLine.Bucket::waits).sum());
    assertEquals(
        waits.stream().mapToLong(e -> e.getLong("waited")).max().orElse(0),
        analysis.single().longest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbor-17", "quota-17", "own-25"})
  void worstWaitsHaveAllTheirRuns(String name) throws Exception {
    Path file = Recordings.file(directory, name);
    List<RecordedEvent> runs = events(file, RUN);

    for (WorstWait worst : analyse(file).worst()) {
      assertEquals(
          sum(
              runs.stream().filter(e -> e.getLong("waitId") == worst.what().id()).toList(),
              e -> e.getLong("cpuTime")),
          worst.runs().stream().mapToLong(run -> run.cpuTime()).sum() + worst.moreTime());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbor-17", "neighbor-25"})
  void aNeighborIsNamed(String name) throws Exception {
    Analysis analysis = analyse(Recordings.file(directory, name));

    assertEquals(Evidence.EACH_RUN, analysis.evidence());
    NeighborTotals first =
        analysis.processes().stream()
            .filter(one -> one.kind() == Share.EXTERNAL)
            .findFirst()
            .orElseThrow();
    assertEquals("sha256sum", first.name());
    Place place = first.place();
    assertEquals("4d2f7c1b9e8a", place.containerLabel());
    assertEquals("containerd", place.runtime());
    assertEquals("Burstable", place.qosClass());
    assertNotNull(place.podUid());
    assertEquals(1, analysis.pods().size());
    assertTrue(
        Sentences.headline(analysis).startsWith("sha256sum (container 4d2f7c1b9e8a of pod "),
        Sentences.headline(analysis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbor-17", "neighbor-25"})
  void requestsAreToldWhatTheyWaited(String name) throws Exception {
    Overlaps overlaps = analyse(Recordings.file(directory, name)).overlaps();

    Overlaps.Sum reads = overlaps.works().get(Work.Kind.SOCKET_READ);
    assertTrue(reads.hit() > 0 && reads.hit() <= reads.count());
    assertTrue(reads.waited() > 0 && reads.waited() <= reads.length());
    overlaps.worstWorks().forEach(work -> assertTrue(work.waited() <= work.work().length()));
    assertTrue(
        Sentences.of(overlaps.worstWorks().get(0)).startsWith("This socket read ("),
        () -> Sentences.of(overlaps.worstWorks().get(0)));
  }

  @Test
  void aQuotaIsTheCause() throws Exception {
    Analysis analysis = analyse(Recordings.file(directory, "quota-17"));

    QuotaTotals quota = analysis.quotas().get(0);
    assertEquals(0.2, quota.cpus());
    assertTrue(quota.own() && quota.throttledPeriods() > 0);
    assertEquals(Share.THROTTLED, analysis.singleShares().largest());
    assertTrue(
        Sentences.headline(analysis)
            .startsWith(
                "This JVM's cgroup had used up its CPU quota of 0.2 CPUs (20 ms each 100 ms) for "),
        Sentences.headline(analysis));
  }

  @Test
  void ownThreadsAreTheCause() throws Exception {
    Analysis analysis = analyse(Recordings.file(directory, "own-25"));

    assertEquals(Share.SELF, analysis.singleShares().largest());
    assertTrue(analysis.own().runners().get(0).name().startsWith("worker-"));
    assertTrue(
        Sentences.headline(analysis).startsWith("Other threads of this JVM had the CPU for "));
  }

  @Test
  void theSourceProcKnowsSumsAlone() throws Exception {
    Analysis analysis = analyse(Recordings.file(directory, "proc-17"));

    assertEquals("proc", analysis.tracer().source());
    assertEquals(0, analysis.single().count());
    assertTrue(analysis.all().total() > 0);
    assertTrue(Sentences.headline(analysis).endsWith(" for a CPU; who had it is not known."));
  }

  @Test
  void aCompressedFileIsReadAsItIs() throws Exception {
    Path packed = directory.resolve("recording.jfr.gz");
    try (var resource = getClass().getResourceAsStream("/recordings/healthy-17.jfr.gz")) {
      Files.write(packed, resource.readAllBytes());
    }

    assertEquals(
        analyse(Recordings.file(directory, "healthy-17")).single(), analyse(packed).single());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"neighbor-17", "neighbor-25", "own-25", "healthy-17", "proc-17", "quota-17"})
  void recordingsTellNoDirectoryOfTheMachineTheyWereMadeOn(String name) throws Exception {
    String bytes = new String(Recordings.bytes(name), StandardCharsets.ISO_8859_1);

    assertEquals(
        List.of(),
        Pattern.compile("/(tmp|home|root|var)/[ -~]*")
            .matcher(bytes)
            .results()
            .map(MatchResult::group)
            .toList());
  }

  @Test
  void progressEndsWithTheWholeFile() throws Exception {
    Path file =
        Files.write(
            directory.resolve("joined.jfr"), Recordings.joined("healthy-17", "neighbor-17"));
    long[] last = new long[3];

    FileFeed.read(
        file,
        new AnalysisBuilder(),
        (done, whole) -> {
          assertTrue(done >= last[0]);
          last[0] = done;
          last[1] = whole;
          last[2]++;
        });

    assertEquals(Files.size(file), last[0]);
    assertEquals(last[0], last[1]);
    assertTrue(last[2] >= 2);
  }

  @Test
  void aChunkThatIsThereTwiceCountsOnce() throws Exception {
    Path once = Recordings.file(directory, "quota-17");
    Path twice =
        Files.write(directory.resolve("twice.jfr"), Recordings.joined("quota-17", "quota-17"));

    Analysis analysis = analyse(twice);

    assertEquals(analyse(once).single(), analysis.single());
    assertTrue(analysis.tracer().reading().duplicates() > 0);
  }

  @Test
  void whatTheSinkThrowsIsNotTakenForDamage() throws Exception {
    Path file = Recordings.file(directory, "quota-17");
    EventSink failing =
        (EventSink)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EventSink.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("mine");
                });

    assertThrows(IllegalStateException.class, () -> FileFeed.read(file, failing, Progress.NONE));
  }

  static Analysis analyse(Path file) throws UnreadableRecordingException {
    AnalysisBuilder builder = new AnalysisBuilder();
    FeedReport report = FileFeed.read(file, builder, Progress.NONE);
    return builder.build(report);
  }

  static List<RecordedEvent> events(Path file, String type) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .toList();
  }

  private static long sum(List<RecordedEvent> events, ToLongFunction<RecordedEvent> number) {
    return events.stream().mapToLong(number).sum();
  }
}
