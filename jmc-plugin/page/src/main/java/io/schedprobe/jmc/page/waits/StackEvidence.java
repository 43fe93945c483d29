package io.schedprobe.jmc.page.waits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;

/**
 * JFR's own events of the threads that waited, where they have a stack trace and overlap the wait:
 * a wait itself has none, since another thread tells of it. A sample taken while the thread waited
 * shows the very frame in which it was held up; JFR samples threads that are ready to run, on a CPU
 * or not.
 */
public final class StackEvidence {
  private record Evidence(IItem item, long start, long end) {}

  /** Of one thread, in the order in which they began. */
  private record OfThread(List<Evidence> events, long longest) {}

  private final Map<IMCThread, OfThread> byThread = new HashMap<>();

  private StackEvidence() {}

  /** Finds the events that have a stack trace, of these threads. */
  public static StackEvidence of(IItemCollection items, List<WaitItem> waits) {
    Map<IMCThread, List<Evidence>> found = new HashMap<>();
    for (WaitItem wait : waits) {
      if (wait.javaThread() != null) {
        found.computeIfAbsent(wait.javaThread(), t -> new ArrayList<>());
      }
    }
    for (IItemIterable iterable : items) {
      IMemberAccessor<IMCStackTrace, IItem> stack =
          JfrAttributes.EVENT_STACKTRACE.getAccessor(iterable.getType());
      IMemberAccessor<IMCThread, IItem> thread =
          JfrAttributes.EVENT_THREAD.getAccessor(iterable.getType());
      IMemberAccessor<IQuantity, IItem> start =
          JfrAttributes.START_TIME.getAccessor(iterable.getType());
      IMemberAccessor<IQuantity, IItem> end =
          JfrAttributes.END_TIME.getAccessor(iterable.getType());
      if (stack == null || thread == null || start == null || end == null) {
        continue;
      }
      for (IItem item : iterable) {
        List<Evidence> own = found.get(thread.getMember(item));
        if (own != null && stack.getMember(item) != null) {
          own.add(
              new Evidence(
                  item,
                  start.getMember(item).clampedLongValueIn(UnitLookup.EPOCH_NS),
                  end.getMember(item).clampedLongValueIn(UnitLookup.EPOCH_NS)));
        }
      }
    }
    StackEvidence evidence = new StackEvidence();
    found.forEach(
        (thread, own) -> {
          own.sort(Comparator.comparingLong(Evidence::start));
          long longest = own.stream().mapToLong(e -> e.end() - e.start()).max().orElse(0);
          evidence.byThread.put(thread, new OfThread(own, longest));
        });
    return evidence;
  }

  /** The events of its thread that overlap the wait. */
  public Stream<IItem> during(WaitItem wait) {
    OfThread own = byThread.get(wait.javaThread());
    if (own == null) {
      return Stream.empty();
    }
    List<Evidence> events = own.events();
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).start() < wait.start() - own.longest()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return events.subList(low, events.size()).stream()
        .takeWhile(e -> e.start() <= wait.end())
        .filter(e -> e.end() >= wait.start())
        .map(Evidence::item);
  }
}
