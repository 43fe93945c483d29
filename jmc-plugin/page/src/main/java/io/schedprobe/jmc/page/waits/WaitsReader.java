package io.schedprobe.jmc.page.waits;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.jmc.page.waits.EventFields.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.ItemFilters;

/** Binds the events of each wait together. */
final class WaitsReader {
  /** An event that could not be backdated is written this long after its wait at the most. */
  private static final long APART_NANOS = 5_000_000_000L;

  private final List<WaitItem> all = new ArrayList<>();
  private final IdentityHashMap<IItem, WaitItem> waitOf = new IdentityHashMap<>();
  private final IdentityHashMap<IItem, RunItem> runOf = new IdentityHashMap<>();

  /** What the wait itself tells of its neighbors, needed where no run tells more. */
  private final IdentityHashMap<IItem, RunItem> largest = new IdentityHashMap<>();

  private final Map<Culprit.Id, Culprit> culprits = new HashMap<>();
  private final Map<Culprit.Id, Culprit.Id> ids = new HashMap<>();
  private final Map<ThreadKey, ThreadKey> threads = new HashMap<>();

  /** Ids are unique while the tracer is attached; beyond that the start tells waits apart. */
  private final Map<Long, List<WaitItem>> byId = new HashMap<>();

  Waits read(IItemCollection items) {
    each(items, Waits.WAIT, this::readWaits);
    each(items, Waits.RUN, this::readRuns);
    each(items, Waits.THROTTLING, this::readThrottlings);
    all.sort(Comparator.comparingLong(WaitItem::start));
    for (WaitItem wait : all) {
      RunItem only = wait.runs().isEmpty() ? largest.get(wait.item()) : null;
      if (only != null) {
        wait.add(only);
        runOf.put(only.item(), only);
      }
    }
    return new Waits(all, waitOf, runOf, culprits);
  }

  private interface TypeReader {
    void read(EventFields fields, IItemIterable items);
  }

  private static void each(IItemCollection items, String type, TypeReader reader) {
    for (IItemIterable iterable : items.apply(ItemFilters.type(type))) {
      reader.read(new EventFields(iterable.getType()), iterable);
    }
  }

  private void readWaits(EventFields fields, IItemIterable items) {
    Field id = fields.field("waitId");
    Field start = fields.start();
    Field waitStart = fields.field("waitStart");
    Field duration = fields.field("duration");
    Field waited = fields.field("waited", "duration");
    Field thread = victim(fields);
    Field name = fields.field("threadName");
    Field osName = fields.field("osName");
    Field osThreadId = fields.field("osThreadId");
    Map<Share, Field> shares = new EnumMap<>(Share.class);
    for (Share share : Share.values()) {
      shares.put(share, fields.field(share.field()));
    }
    Field kind = fields.field("neighborKind");
    Field neighbor = fields.field("neighbor");
    Field neighborTime = fields.field("neighborTime");
    Field cgroup = fields.field("neighborCgroup");
    Field container = fields.field("neighborContainer");
    Field containerName = fields.field("neighborContainerName");
    Field pod = fields.field("neighborPod");
    for (IItem item : items) {
      if (waitOf.containsKey(item)) {
        continue;
      }
      Shares parts = Shares.of(share -> shares.get(share).number(item));
      long length = Math.max(0, waited.number(item));
      // An event that could not be backdated is short and late (as in the analysis' EventDecoder).
      boolean backdated = duration.number(item) >= length / 2 || waitStart.number(item) < 0;
      WaitItem wait =
          new WaitItem(
              item,
              thread(name.text(item), osName.text(item), osThreadId.number(item)),
              thread.thread(item),
              (backdated ? start : waitStart).number(item),
              length,
              parts);
      add(id.number(item), wait);
      if (kind.text(item) != null) {
        Place place =
            new Place(
                cgroup.text(item),
                container.text(item),
                containerName.text(item),
                null,
                pod.text(item),
                null,
                null,
                null);
        Culprit culprit = new Culprit(Share.of(kind.text(item)), neighbor.text(item), place);
        long cpuTime = Math.max(0, neighborTime.number(item));
        largest.put(item, new RunItem(item, known(culprit), cpuTime));
      }
    }
  }

  private void readRuns(EventFields fields, IItemIterable items) {
    Field id = fields.field("waitId");
    Field start = fields.start();
    // The parser extension renames it.
    Field duration = fields.field("duration", "waitDuration");
    Field thread = victim(fields);
    Field name = fields.field("stalledName");
    Field osName = fields.field("osName");
    Field osThreadId = fields.field("osThreadId");
    Field kind = fields.field("kind");
    Field process = fields.field("process");
    Field threadName = fields.field("threadName");
    Field cpuTime = fields.field("cpuTime");
    Field cgroup = fields.field("cgroup");
    Field container = fields.field("container");
    Field containerName = fields.field("containerName");
    Field runtime = fields.field("runtime");
    Field pod = fields.field("pod");
    Field podUid = fields.field("podUid");
    Field qosClass = fields.field("qosClass");
    Field unit = fields.field("unit");
    for (IItem item : items) {
      if (runOf.containsKey(item)) {
        continue;
      }
      Share share = Share.of(kind.text(item));
      boolean byThread = share == Share.SELF || share == Share.KERNEL;
      Place place =
          new Place(
              cgroup.text(item),
              container.text(item),
              containerName.text(item),
              runtime.text(item),
              pod.text(item),
              podUid.text(item),
              qosClass.text(item),
              unit.text(item));
      Culprit culprit = new Culprit(share, (byThread ? threadName : process).text(item), place);
      RunItem run = new RunItem(item, known(culprit), Math.max(0, cpuTime.number(item)));
      WaitItem wait = find(id.number(item), start.number(item));
      if (wait == null) {
        // RunQueueLatency is off, or its threshold is higher: shares are known by named tasks only.
        wait =
            new WaitItem(
                item,
                thread(name.text(item), osName.text(item), osThreadId.number(item)),
                thread.thread(item),
                start.number(item),
                Math.max(0, duration.number(item)),
                Shares.NONE);
        add(id.number(item), wait);
      }
      if (Waits.isWait(wait.item())) {
        wait.add(run);
      } else {
        wait.addWithShare(run);
      }
      runOf.put(item, run);
      waitOf.put(item, wait);
    }
  }

  private void readThrottlings(EventFields fields, IItemIterable items) {
    Field id = fields.field("waitId");
    Field start = fields.start();
    for (IItem item : items) {
      WaitItem wait = find(id.number(item), start.number(item));
      if (wait != null) {
        wait.throttledBy(item);
        waitOf.put(item, wait);
      }
    }
  }

  /** The parser extension makes the thread that waited the event's; without it, it is a field. */
  private static Field victim(EventFields fields) {
    return fields.field("thread", "eventThread");
  }

  private void add(long id, WaitItem wait) {
    all.add(wait);
    waitOf.put(wait.item(), wait);
    byId.computeIfAbsent(id, unused -> new ArrayList<>(1)).add(wait);
  }

  /**
   * The wait of that id at that time; null if there is none. Ids begin anew with each attachment of
   * the tracer, so one of another time is another wait.
   */
  private WaitItem find(long id, long start) {
    WaitItem nearest = null;
    long least = APART_NANOS;
    for (WaitItem wait : byId.getOrDefault(id, List.of())) {
      long end = wait.start() + wait.waited();
      long apart = Math.max(0, Math.max(wait.start() - start, start - end));
      if (apart <= least) {
        least = apart;
        nearest = wait;
      }
    }
    return nearest;
  }

  private ThreadKey thread(String name, String osName, long osThreadId) {
    String label = name != null ? name : osName != null ? osName : StalledThread.byId(osThreadId);
    ThreadKey key = new ThreadKey(label, osThreadId);
    return threads.computeIfAbsent(key, k -> k);
  }

  /** The id of a culprit, whose place is remembered in the words that say most. */
  private Culprit.Id known(Culprit culprit) {
    Culprit.Id id = ids.computeIfAbsent(culprit.id(), i -> i);
    culprits.merge(
        id,
        culprit,
        (before, now) -> now.place().knowledge() > before.place().knowledge() ? now : before);
    return id;
  }
}
