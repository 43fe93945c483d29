package io.schedprobe.jmc.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.jmc.testing.KnownRecording;
import io.schedprobe.jmc.testing.KnownWaits;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.jar.Manifest;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.item.Aggregators;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.parser.ParserExtensionRegistry;

/** Reads a recording with JMC's parser, with the extension and without it. */
class VictimLanesTest {
  private static final IAttribute<IMCThread> WRITER =
      Attribute.attr(VictimLanes.WRITER, "", UnitLookup.THREAD);

  @TempDir static Path directory;
  private static IItemCollection with;
  private static IItemCollection without;

  @BeforeAll
  static void record() throws Exception {
    File file = KnownWaits.write(directory.resolve("known.jfr")).toFile();
    with = JfrLoaderToolkit.loadEvents(List.of(file), List.of(new VictimLanes()));
    without = JfrLoaderToolkit.loadEvents(List.of(file), List.of());
  }

  @Test
  void waitsAreOnTheLanesOfThoseWhoWaited() {
    assertEquals(
        Map.of("worker-1", 60L, "worker-2", 70L, "GC Thread#0", 20L),
        millisByThread(with, "schedprobe.RunQueueLatency"));
    assertEquals(
        Map.of("worker-1", 80L, "worker-2", 70L, "GC Thread#0", 20L),
        millisByThread(with, "schedprobe.NeighborRun"));
    assertEquals(Map.of("worker-2", 40L), millisByThread(with, "schedprobe.Throttling"));
    assertEquals(1, threads(with, "schedprobe.ThreadRunQueue", JfrAttributes.EVENT_THREAD).size());
  }

  @Test
  void withoutItTheyAreOnTheAgents() {
    assertEquals(Map.of("agent", 150L), millisByThread(without, "schedprobe.RunQueueLatency"));
  }

  @Test
  void theThreadThatWroteTheEventIsStillTold() {
    List<IMCThread> writers = threads(with, "schedprobe.RunQueueLatency", WRITER);
    assertEquals(5, writers.size());
    writers.forEach(writer -> assertEquals("agent", writer.getThreadName()));
  }

  @Test
  void threadsWithoutAJavaThreadAreOneEach() {
    List<IMCThread> collectors =
        threads(with, "schedprobe.NeighborRun", JfrAttributes.EVENT_THREAD).stream()
            .filter(thread -> thread.getThreadName().equals("GC Thread#0"))
            .toList();
    assertEquals(1, collectors.size());
    assertNull(collectors.get(0).getThreadId());
    assertNull(collectors.get(0).getThreadGroup());
    IMCThread ofTheWait =
        threads(with, "schedprobe.RunQueueLatency", JfrAttributes.EVENT_THREAD).stream()
            .filter(thread -> thread.getThreadName().equals("GC Thread#0"))
            .findFirst()
            .orElseThrow();
    assertEquals(ofTheWait, collectors.get(0));
  }

  @Test
  void aThreadThatEndedMeanwhileIsKnownByItsOtherWaits() {
    List<IMCThread> workers =
        threads(with, "schedprobe.RunQueueLatency", JfrAttributes.EVENT_THREAD).stream()
            .filter(thread -> thread.getThreadName().equals("worker-2"))
            .toList();
    assertEquals(2, workers.size());
    assertEquals(workers.get(0), workers.get(1));
    List<IMCThread> told =
        threads(
            without, "schedprobe.RunQueueLatency", Attribute.attr("thread", "", UnitLookup.THREAD));
    assertEquals(2, told.stream().filter(Objects::isNull).count());
  }

  @Test
  void typesAndTotalsStayAsTheyAre() {
    assertEquals(countByType(without), countByType(with));
    assertEquals(5L, countByType(with).get("schedprobe.RunQueueLatency"));
    assertEquals(sum(without, "waited"), sum(with, "waited"));
    assertEquals(sum(without, "cpuTime"), sum(with, "cpuTime"));
    assertEquals(150, sum(with, "waited"));
    assertEquals(100, sum(with, "cpuTime"));
  }

  @Test
  void noneOfManyCulpritsOfOneWaitIsLostOrCountedTwice() throws Exception {
    Random random = new Random(7);
    KnownRecording storm = new KnownRecording();
    long start = 0;
    for (int wait = 0; wait < 200; wait++) {
      start += random.nextInt(3);
      long micros = 1_000L * (1 + random.nextInt(8));
      for (int culprit = random.nextInt(40); culprit >= 0; culprit--) {
        NeighborRun run = new NeighborRun();
        run.waitId = wait;
        run.cpuTime = 1_000_000L * (1 + random.nextInt(5));
        storm.add(run, start, micros);
      }
    }
    Path file = storm.write(directory.resolve("storm.jfr"));
    List<RecordedEvent> truth =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("schedprobe.NeighborRun"))
            .toList();
    IItemCollection items =
        JfrLoaderToolkit.loadEvents(List.of(file.toFile()), List.of(new VictimLanes()));
    assertEquals((long) truth.size(), countByType(items).get("schedprobe.NeighborRun"));
    assertEquals(
        truth.stream().mapToLong(event -> event.getDuration("cpuTime").toMillis()).sum(),
        sum(items, "cpuTime"));
  }

  @Test
  void eventsOfOthersAreLeftAlone() {
    for (IItemIterable iterable : with) {
      String type = iterable.getType().getIdentifier();
      if (!type.startsWith("schedprobe.")) {
        assertNull(WRITER.getAccessor(iterable.getType()), type);
      }
    }
  }

  @Test
  void fieldsHaveTheirTextsFromTheBundle() {
    ResourceBundle texts = ResourceBundle.getBundle("io.schedprobe.jmc.parser.messages");
    assertEquals(texts.getString("WRITER"), label("schedprobe.RunQueueLatency", "writingThread"));
    assertEquals(texts.getString("WAIT_LENGTH"), label("schedprobe.NeighborRun", "waitDuration"));
    assertEquals("!none!", Messages.get("none"));
  }

  private static String label(String type, String field) {
    for (IItemIterable iterable : with.apply(ItemFilters.type(type))) {
      for (var key : iterable.getType().getAccessorKeys().entrySet()) {
        if (key.getKey().getIdentifier().equals(field)) {
          return key.getValue().getName();
        }
      }
    }
    return null;
  }

  @Test
  void theBundleIsNamedByItsTexts() throws Exception {
    Properties texts = new Properties();
    try (var in = VictimLanes.class.getResourceAsStream("bundle.properties")) {
      texts.load(in);
    }
    try (var in = Files.newInputStream(Path.of("target/classes/META-INF/MANIFEST.MF"))) {
      var attributes = new Manifest(in).getMainAttributes();
      assertEquals("io/schedprobe/jmc/parser/bundle", attributes.getValue("Bundle-Localization"));
      for (String header : List.of("Bundle-Name", "Bundle-Vendor")) {
        assertEquals("%" + header, attributes.getValue(header));
        assertTrue(texts.containsKey(header), header);
      }
    }
  }

  @Test
  void theParserFindsItAmongItsServices() {
    assertTrue(
        ParserExtensionRegistry.getParserExtensions().stream()
            .anyMatch(VictimLanes.class::isInstance));
  }

  /** Milliseconds of all events that have the attribute. */
  private static long sum(IItemCollection items, String attribute) {
    return Math.round(
        items
            .getAggregate(Aggregators.sum(Attribute.attr(attribute, "", UnitLookup.TIMESPAN)))
            .doubleValueIn(UnitLookup.MILLISECOND));
  }

  private static Map<String, Long> millisByThread(IItemCollection items, String type) {
    Map<String, Long> millis = new TreeMap<>();
    for (IItemIterable iterable : items.apply(ItemFilters.type(type))) {
      var thread = JfrAttributes.EVENT_THREAD.getAccessor(iterable.getType());
      var length =
          Attribute.attr(VictimLanes.WAIT_LENGTH, "", UnitLookup.TIMESPAN)
              .getAccessor(iterable.getType());
      var duration =
          length != null ? length : JfrAttributes.DURATION.getAccessor(iterable.getType());
      for (IItem item : iterable) {
        millis.merge(
            thread.getMember(item).getThreadName(),
            Math.round(duration.getMember(item).doubleValueIn(UnitLookup.MILLISECOND)),
            Long::sum);
      }
    }
    return millis;
  }

  private static List<IMCThread> threads(
      IItemCollection items, String type, IAttribute<IMCThread> attribute) {
    List<IMCThread> threads = new ArrayList<>();
    for (IItemIterable iterable : items.apply(ItemFilters.type(type))) {
      var thread = attribute.getAccessor(iterable.getType());
      iterable.forEach(item -> threads.add(thread.getMember(item)));
    }
    return threads;
  }

  private static Map<String, Long> countByType(IItemCollection items) {
    Map<String, Long> counts = new TreeMap<>();
    items.forEach(i -> counts.merge(i.getType().getIdentifier(), i.getItemCount(), Long::sum));
    return counts;
  }
}
