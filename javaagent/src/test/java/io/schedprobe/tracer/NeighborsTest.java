package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.layout.NeighborLayout;
import io.schedprobe.layout.ShareCode;
import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.LongTable;
import io.schedprobe.model.NeighborUse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighborsTest {
  private static final int CAPACITY = 100;
  private static final long NOW = Neighbors.FORGET_AFTER_NANOS * 10;

  private final Table table = new Table();
  private final Neighbors neighbors = new Neighbors(table);

  /** Stands in for the kernel's hash. */
  private static final class Table implements LongTable {
    final Map<Long, ByteBuffer> entries = new LinkedHashMap<>();

    @Override
    public int maxEntries() {
      return CAPACITY;
    }

    @Override
    public void forEach(Visitor visitor) {
      entries.forEach((key, value) -> visitor.visit(key, value, 0));
    }

    @Override
    public void remove(long key, Visitor last) {
      ByteBuffer value = entries.remove(key);
      if (value != null) {
        last.visit(key, value, 0);
      }
    }

    void add(long cgroup, long cpu, long stalled, long now, int kind) {
      ByteBuffer value =
          entries.computeIfAbsent(
              cgroup,
              key -> ByteBuffer.allocate(NeighborLayout.SIZE).order(ByteOrder.nativeOrder()));
      value.putLong(NeighborLayout.CPU_NS, value.getLong(NeighborLayout.CPU_NS) + cpu);
      value.putLong(NeighborLayout.STALLED_NS, value.getLong(NeighborLayout.STALLED_NS) + stalled);
      value.putLong(NeighborLayout.LAST_NS, now);
      value.putInt(NeighborLayout.KIND, kind);
    }

    void add(long cgroup, long cpu, long stalled, long now) {
      add(cgroup, cpu, stalled, now, ShareCode.SHARE_EXTERNAL);
    }
  }

  private List<NeighborUse> read() throws BpfException {
    List<NeighborUse> read = new ArrayList<>();
    neighbors.read(read::add);
    return read;
  }

  @Test
  void eachReadTellsWhatCameSinceTheLast() throws BpfException {
    table.add(5, 100, 300, NOW);
    assertEquals(List.of(new NeighborUse(5, 100, 300)), read());
    assertEquals(List.of(), read());
    table.add(5, 10, 20, NOW);
    table.add(6, 1, 2, NOW);
    assertEquals(List.of(new NeighborUse(5, 10, 20), new NeighborUse(6, 1, 2)), read());
  }

  @Test
  void cgroupBelowOursIsNoNeighbor() throws BpfException {
    table.add(5, 100, 300, NOW, ShareCode.SHARE_SIBLING);
    assertEquals(List.of(), read());
  }

  @Test
  void cgroupNotSeenForLongLeavesTheTableAndNothingItTookIsLost() throws BpfException {
    table.add(5, 100, 300, NOW);
    table.add(6, 100, 300, NOW + 1);
    read();
    long later = NOW + Neighbors.FORGET_AFTER_NANOS + 1;
    table.add(6, 1, 1, later);
    read();
    assertEquals(List.of(6L), List.copyOf(table.entries.keySet()));
    table.add(5, 7, 8, later);
    assertEquals(List.of(new NeighborUse(5, 7, 8)), read());
  }

  @Test
  void fillingTableLosesThoseUnseenForLongest() throws BpfException {
    for (int cgroup = 1; cgroup <= 76; cgroup++) {
      table.add(cgroup, 1, 1, NOW + cgroup);
    }
    assertEquals(76, read().size());
    assertEquals(50, table.entries.size());
    assertFalse(table.entries.containsKey(26L));
    assertTrue(table.entries.containsKey(27L));
  }

  @Test
  void entryThatVanishedByItselfIsNotComparedWithItsSuccessor() throws BpfException {
    table.add(5, 100, 300, NOW);
    read();
    table.entries.clear();
    read();
    table.add(5, 40, 50, NOW);
    assertEquals(List.of(new NeighborUse(5, 40, 50)), read());
  }
}
