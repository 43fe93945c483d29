package io.schedprobe.analysis.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.analysis.Recordings;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import io.schedprobe.analysis.total.NeighborTotals;
import io.schedprobe.analysis.total.TimeLine;
import io.schedprobe.analysis.total.WorstWait;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** What JMC makes of real recordings, beside what is in the files. */
class JmcItemsTest {
  private static final String RUN = "schedprobe.NeighborRun";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"neighbor-17", "neighbor-25", "own-25", "healthy-17", "proc-17", "quota-17"})
  void jmcsItemsTellTheSameAsTheFile(String name) throws Exception {
    Path file = Recordings.file(directory, name);
    AnalysisBuilder builder = new AnalysisBuilder();
    ItemFeed.read(JfrLoaderToolkit.loadEvents(file.toFile()), builder);

    Analysis items = builder.build();

    Analysis whole = RecordingsTest.analyse(file);
    assertEquals(whole.single(), items.single());
    assertEquals(whole.allShares(), items.allShares());
    assertEquals(whole.threads(), items.threads());
    assertEquals(whole.quotas(), items.quotas());
    assertEquals(whole.overlaps().works(), items.overlaps().works());
    assertEquals(whole.overlaps().pauses(), items.overlaps().pauses());
    assertEquals(
        whole.worst().stream().map(WorstWait::what).toList(),
        items.worst().stream().map(WorstWait::what).toList());
    assertEquals(
        whole.timeLine().buckets().stream().map(TimeLine.Bucket::shares).toList(),
        items.timeLine().buckets().stream().map(TimeLine.Bucket::shares).toList());
    // JMC loses some of the events that begin and end together, as those of one wait do: what is
    // lost, and nothing else, is told as unnamed, and none counts twice.
    List<Long> lost = runsThatJmcLost(file);
    assertEquals(named(whole) - lost.stream().mapToLong(Long::longValue).sum(), named(items));
    assertEquals(whole.events() - lost.size(), items.events());
    assertEquals(Math.max(0, items.singleShares().ran() - named(items)), items.unnamed());
  }

  /** CPU times of the runs that are in the file, and not among what JMC makes of it. */
  private static List<Long> runsThatJmcLost(Path file) throws Exception {
    List<List<Long>> kept = new ArrayList<>();
    Set<IItem> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (IItemIterable iterable :
        JfrLoaderToolkit.loadEvents(file.toFile()).apply(ItemFilters.type(RUN))) {
      Map<String, IMemberAccessor<?, IItem>> fields = new HashMap<>();
      iterable
          .getType()
          .getAccessorKeys()
          .keySet()
          .forEach(k -> fields.put(k.getIdentifier(), iterable.getType().getAccessor(k)));
      for (IItem item : iterable) {
        if (seen.add(item)) {
          kept.add(
              Stream.of("waitId", "tid", "cpuTime")
                  .map(field -> number(fields.get(field).getMember(item)))
                  .toList());
        }
      }
    }
    Map<List<Long>, Long> left =
        kept.stream().collect(Collectors.groupingBy(run -> run, Collectors.counting()));
    List<Long> lost = new ArrayList<>();
    for (RecordedEvent run : RecordingsTest.events(file, RUN)) {
      List<Long> key = Stream.of("waitId", "tid", "cpuTime").map(run::getLong).toList();
      if (left.merge(key, -1L, Long::sum) < 0) {
        lost.add(run.getLong("cpuTime"));
      }
    }
    return lost;
  }

  private static long named(Analysis analysis) {
    return analysis.processes().stream().mapToLong(NeighborTotals::cpuTime).sum();
  }

  private static long number(Object value) {
    if (value instanceof IQuantity quantity) {
      return UnitLookup.TIMESPAN.equals(quantity.getType())
          ? quantity.clampedLongValueIn(UnitLookup.NANOSECOND)
          : quantity.clampedFloorIn(quantity.getUnit());
    }
    return ((Number) value).longValue();
  }
}
