package io.schedprobe.jmc.page.waits;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Share;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemFilter;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.item.ItemToolkit;

/** All waits of a recording; immutable once read. */
public final class Waits {
  static final String WAIT = "schedprobe.RunQueueLatency";
  static final String RUN = "schedprobe.NeighborRun";
  static final String THROTTLING = "schedprobe.Throttling";

  /** The events that tell of single waits. */
  public static final IItemFilter EVENTS = ItemFilters.type(WAIT, RUN, THROTTLING);

  private final List<WaitItem> all;
  private final IdentityHashMap<IItem, WaitItem> waitOf;
  private final IdentityHashMap<IItem, RunItem> runOf;
  private final Map<Culprit.Id, Culprit> culprits;
  private final Map<Culprit.Id, Long> taken = new HashMap<>();
  private final Map<ThreadKey, Long> waited = new HashMap<>();
  private final Map<String, Integer> threadsOfName = new HashMap<>();

  Waits(
      List<WaitItem> all,
      IdentityHashMap<IItem, WaitItem> waitOf,
      IdentityHashMap<IItem, RunItem> runOf,
      Map<Culprit.Id, Culprit> culprits) {
    this.all = Collections.unmodifiableList(all);
    this.waitOf = waitOf;
    this.runOf = runOf;
    this.culprits = culprits;
    for (WaitItem wait : all) {
      waited.merge(wait.thread(), wait.waited(), Long::sum);
      for (RunItem run : wait.runs()) {
        taken.merge(run.culprit(), Math.max(0, run.cpuTime()), Long::sum);
      }
    }
    waited.keySet().forEach(thread -> threadsOfName.merge(thread.name(), 1, Integer::sum));
  }

  /** Reads the events of single waits. */
  public static Waits of(IItemCollection items) {
    return new WaitsReader().read(items.apply(EVENTS));
  }

  /** Whether an event is one wait as a whole. */
  public static boolean isWait(IItem item) {
    return ItemToolkit.getItemType(item).getIdentifier().equals(WAIT);
  }

  /** In the order in which they began. */
  public List<WaitItem> all() {
    return all;
  }

  /** The wait that an event tells of; null if it tells of none. */
  public WaitItem waitOf(IItem item) {
    return waitOf.get(item);
  }

  /** The run that an event tells of; null if it tells of none. */
  public RunItem runOf(IItem item) {
    return runOf.get(item);
  }

  public Culprit culprit(Culprit.Id id) {
    return culprits.get(id);
  }

  /** Processes outside this JVM, those with the most CPU time during waits first. */
  public List<Culprit.Id> neighbors() {
    return taken.entrySet().stream()
        .filter(e -> e.getKey().kind() == Share.EXTERNAL || e.getKey().kind() == Share.SIBLING)
        .sorted(
            Map.Entry.<Culprit.Id, Long>comparingByValue()
                .reversed()
                .thenComparing(e -> e.getKey().toString()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** CPU time that a culprit had during all waits together, nanoseconds. */
  public long taken(Culprit.Id culprit) {
    return taken.getOrDefault(culprit, 0L);
  }

  /** Of these threads the ones that waited longest in the whole recording, the longest first. */
  public List<ThreadKey> longest(Set<ThreadKey> threads, int most) {
    return threads.stream()
        .sorted(
            Comparator.<ThreadKey>comparingLong(t -> waited.getOrDefault(t, 0L))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  /** Name of a thread, with its id where there are others of the same name. */
  public String label(ThreadKey thread) {
    return threadsOfName.getOrDefault(thread.name(), 1) == 1
        ? thread.name()
        : thread.name() + " [" + thread.osThreadId() + "]";
  }

  /** The waits that these events tell of, in the order in which they began. */
  public List<WaitItem> toldBy(IItemCollection items) {
    Set<WaitItem> told = Collections.newSetFromMap(new IdentityHashMap<>());
    items.apply(EVENTS).stream()
        .flatMap(iterable -> iterable.stream())
        .map(waitOf::get)
        .forEach(told::add);
    told.remove(null);
    return told.size() == all.size() ? all : all.stream().filter(told::contains).toList();
  }

  /** Threads of these waits. */
  public static Set<ThreadKey> threads(List<WaitItem> waits) {
    Set<ThreadKey> threads = new HashSet<>();
    for (WaitItem wait : waits) {
      threads.add(wait.thread());
    }
    return threads;
  }
}
