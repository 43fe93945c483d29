package io.schedprobe.observe;

import io.schedprobe.model.NeighborUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums by cgroup. As bounded as the kernel side's table while somebody drains it. */
final class NeighborSums {
  private Map<Long, NeighborUse> sums = new LinkedHashMap<>();

  void add(NeighborUse use) {
    sums.merge(
        use.cgroupId(),
        use,
        (a, b) ->
            new NeighborUse(
                a.cgroupId(), a.cpuNanos() + b.cpuNanos(), a.stalledNanos() + b.stalledNanos()));
  }

  List<NeighborUse> drain() {
    if (sums.isEmpty()) {
      return List.of();
    }
    List<NeighborUse> drained = new ArrayList<>(sums.values());
    sums = new LinkedHashMap<>();
    return drained;
  }
}
