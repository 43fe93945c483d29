package io.schedprobe.identity;

import io.schedprobe.containers.ContainerLabels;
import io.schedprobe.containers.NodeRecords;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers what the node's files call containers and pods, and seldom reads them. A name once read
 * outlives its files. For one thread.
 */
final class NamedContainers {
  static final int LIMIT = CgroupDirectory.LIMIT;

  /**
   * Reading may take 1 % of the time in the long run, and what is saved up for a start: time that
   * passes, for a slow disk matters too, and so much of it because where CPUs are crowded, which is
   * where this is wanted, a millisecond of work may take a hundred.
   */
  private static final long ONE_IN = 100;

  private static final long BURST_NANOS = 1_000_000_000;

  /** kubelet links a container's log some time after it has started it. */
  private static final long FIRST_RETRY_NANOS = 5_000_000_000L;

  private static final long LAST_RETRY_NANOS = 300_000_000_000L;

  /** Docker's containers can be renamed. */
  private static final long EXPIRY_NANOS = 600_000_000_000L;

  private record Known(ContainerLabels labels, long since, long goodFor) {}

  private final Map<String, Known> known = new BoundedMap<>(LIMIT);
  private final NodeRecords records;
  private final LongSupplier clock;
  private final Allowance allowance;

  NamedContainers(NodeRecords records, LongSupplier clock) {
    this.records = records;
    this.clock = clock;
    this.allowance = new Allowance(ONE_IN, BURST_NANOS, clock.getAsLong());
  }

  /**
   * The names of what is placed there. Reads files unless they were read lately, or reading has
   * taken more than its allowance.
   */
  ContainerLabels labels(Placement placement) {
    String key = placement.containerId() == null ? placement.podUid() : placement.containerId();
    if (key == null) {
      return ContainerLabels.NONE;
    }
    long now = clock.getAsLong();
    Known before = known.get(key);
    boolean fresh = before != null && now - before.since < before.goodFor;
    if (fresh || !allowance.granted(now)) {
      return before == null ? ContainerLabels.NONE : before.labels;
    }
    ContainerLabels found =
        records.find(placement.containerId(), placement.runtime(), placement.podUid());
    long end = clock.getAsLong();
    allowance.spend(end - now);
    if (before != null && !isWhole(found, placement)) {
      // its files may be gone with it
      found = found.or(before.labels);
    }
    known.put(key, new Known(found, end, goodFor(found, placement, before)));
    return found;
  }

  private static long goodFor(ContainerLabels found, Placement placement, Known before) {
    if (isWhole(found, placement)) {
      return EXPIRY_NANOS;
    }
    return before == null
        ? FIRST_RETRY_NANOS
        : Math.min(LAST_RETRY_NANOS, Math.max(FIRST_RETRY_NANOS, before.goodFor * 2));
  }

  private static boolean isWhole(ContainerLabels labels, Placement placement) {
    return (placement.containerId() == null || labels.containerName() != null)
        && (placement.podUid() == null || labels.podName() != null);
  }
}
