package io.schedprobe.tracer;

import io.schedprobe.layout.NeighborLayout;
import io.schedprobe.layout.ShareCode;
import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.LongTable;
import io.schedprobe.model.NeighborUse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What other cgroups took, read from the kernel side's table: differences from one read to the
 * next. Keeps the table from filling up: cgroups not seen for a minute leave it, and the longest
 * unseen ones when it is three quarters full.
 */
final class Neighbors {
  static final long FORGET_AFTER_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final LongTable table;
  private final Map<Long, Entry> entries = new HashMap<>();
  private long round;

  Neighbors(LongTable table) {
    this.table = table;
  }

  private static final class Entry {
    final long cgroupId;
    long cpuNanos;
    long stalledNanos;
    long lastNanos;
    long round;

    Entry(long cgroupId) {
      this.cgroupId = cgroupId;
    }
  }

  /** Hands over each external cgroup that ran before our threads since the last call. */
  void read(Consumer<NeighborUse> to) throws BpfException {
    round++;
    table.forEach((cgroupId, values, at) -> take(cgroupId, values, at, to));
    // What vanished without us would otherwise be compared with a new entry of the same cgroup.
    entries.values().removeIf(entry -> entry.round != round);
    for (Entry entry : toEvict()) {
      table.remove(entry.cgroupId, (cgroupId, values, at) -> take(cgroupId, values, at, to));
      entries.remove(entry.cgroupId);
    }
  }

  private void take(long cgroupId, ByteBuffer values, int at, Consumer<NeighborUse> to) {
    Entry entry = entries.computeIfAbsent(cgroupId, Entry::new);
    long cpu = values.getLong(at + NeighborLayout.CPU_NS);
    long stalled = values.getLong(at + NeighborLayout.STALLED_NS);
    long cpuMore = cpu - entry.cpuNanos;
    long stalledMore = stalled - entry.stalledNanos;
    entry.cpuNanos = cpu;
    entry.stalledNanos = stalled;
    entry.lastNanos = values.getLong(at + NeighborLayout.LAST_NS);
    entry.round = round;
    boolean external = values.getInt(at + NeighborLayout.KIND) == ShareCode.SHARE_EXTERNAL;
    if (external && (cpuMore > 0 || stalledMore > 0)) {
      to.accept(new NeighborUse(cgroupId, cpuMore, stalledMore));
    }
  }

  private List<Entry> toEvict() {
    // The kernel side's clock is its own: the neighbor seen last tells what time it is there.
    long now = entries.values().stream().mapToLong(e -> e.lastNanos).max().orElse(0);
    List<Entry> oldestFirst = new ArrayList<>(entries.values());
    oldestFirst.sort(Comparator.comparingLong(entry -> entry.lastNanos - now));
    int most = table.maxEntries();
    int tooMany = oldestFirst.size() > most / 4 * 3 ? oldestFirst.size() - most / 2 : 0;
    int evicted = tooMany;
    while (evicted < oldestFirst.size()
        && now - oldestFirst.get(evicted).lastNanos > FORGET_AFTER_NANOS) {
      evicted++;
    }
    return oldestFirst.subList(0, evicted);
  }
}
