package io.schedprobe.jmc.page.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.jmc.testing.KnownRecording;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** A hundred waits of 1 ms, one in 4 ms; the first is of 300 ms. */
class SpansTest {
  private static final int WAITS = 100;

  @TempDir static Path directory;
  private static List<IItem> items;
  private static Spans spans;

  @BeforeAll
  static void record() throws Exception {
    KnownRecording recording = new KnownRecording();
    for (int i = 0; i < WAITS; i++) {
      RunQueueLatency wait = new RunQueueLatency();
      wait.waitId = i;
      recording.add(wait, 100 + 4L * i, i == 0 ? 300_000 : 1_000);
    }
    items = new ArrayList<>();
    JfrLoaderToolkit.loadEvents(recording.write(directory.resolve("waits.jfr")).toFile())
        .apply(ItemFilters.type("schedprobe.RunQueueLatency"))
        .forEach(iterable -> iterable.forEach(items::add));
    items.sort(Comparator.comparingLong(SpansTest::start));
    spans = new Spans(items, unused -> Color.BLACK);
  }

  private static long start(IItem item) {
    return JfrAttributes.START_TIME
        .getAccessor(ItemToolkit.getItemType(item))
        .getMember(item)
        .clampedLongValueIn(UnitLookup.EPOCH_NS);
  }

  @Test
  void allAreVisibleWhereThereIsRoom() {
    assertEquals(
        new HashSet<>(items),
        spans.visible(start(items.get(0)), start(items.get(WAITS - 1)), 2_000));
  }

  @Test
  void noMoreAreDrawnThanThereArePixelsFor() {
    Set<IItem> visible = spans.visible(start(items.get(0)), start(items.get(WAITS - 1)), 10);
    assertTrue(visible.size() <= 21, () -> visible.size() + " visible");
    assertTrue(visible.contains(items.get(0)), "the one that ends last");
    assertTrue(visible.contains(items.get(WAITS - 1)), "the last pixel");
  }

  @Test
  void aLongOneThatBeganBeforeIsStillVisible() {
    Set<IItem> visible =
        spans.visible(start(items.get(10)) - 2_000_000, start(items.get(12)) + 2_000_000, 1_000);
    assertEquals(Set.of(items.get(0), items.get(10), items.get(11), items.get(12)), visible);
  }
}
