package io.schedprobe.identity;

import io.schedprobe.containers.ContainerLabels;
import io.schedprobe.containers.NodeRecords;
import io.schedprobe.model.CgroupName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * From the kernel's cgroup ids to names.
 *
 * <p>The kernel side sends most names when it first sees a cgroup. A name that was lost on the way,
 * or forgotten here, is sought among the cgroup directories mounted here, by {@link
 * #seekMissing()}, which is kept apart since it reads directories.
 *
 * <p>What people call a container is read when the kernel names its cgroup: the container may be
 * gone soon after. {@link #learn} and {@link #seekMissing()} are for one thread, {@link #find} for
 * any.
 */
public final class CgroupDirectory implements CgroupNames {

  /** Names remembered; the one unused for longest gives way. */
  static final int LIMIT = 4096;

  private static final int MAX_MISSING = 256;
  private static final int MAX_DIRECTORIES = 20_000;
  private static final long SEEK_ONE_IN = 500;
  private static final long SEEK_BURST_NANOS = 50_000_000;

  /** An id that was not found is not sought again for this long. */
  private static final long ABSENT_NANOS = 60_000_000_000L;

  private final Map<Long, CgroupIdentity> known = new BoundedMap<>(LIMIT);
  private final Set<Long> missing = new HashSet<>();
  private final Map<Long, Long> absent = new BoundedMap<>(MAX_MISSING);
  private final Supplier<CgroupTree> mounted;
  private final NamedContainers containers;
  private final LongSupplier clock;
  private final Allowance allowance;

  /** A directory that knows nothing yet. */
  public CgroupDirectory() {
    this(CgroupTree::find, new NodeRecords(), System::nanoTime);
  }

  CgroupDirectory(Supplier<CgroupTree> mounted, NodeRecords records, LongSupplier clock) {
    this.mounted = mounted;
    this.containers = new NamedContainers(records, clock);
    this.clock = clock;
    this.allowance = new Allowance(SEEK_ONE_IN, SEEK_BURST_NANOS, clock.getAsLong());
  }

  /**
   * Takes the kernel's word. A whole path is not given up for a part of it. May read the files that
   * tell the names of a container, which {@link NamedContainers} holds to an allowance.
   */
  @Override
  public void learn(CgroupName name) {
    CgroupIdentity unlabelled = CgroupIdentity.of(name.id(), name.path());
    CgroupIdentity identity = unlabelled.with(containers.labels(unlabelled.placement()));
    synchronized (this) {
      CgroupIdentity before = known.get(name.id());
      if (before == null || isPart(before) || !isPart(identity)) {
        known.put(name.id(), identity);
        missing.remove(name.id());
      }
    }
  }

  /** What is known of the cgroup now; never null. Reads no file. */
  @Override
  public synchronized CgroupIdentity find(long id) {
    CgroupIdentity identity = known.get(id);
    if ((identity == null || isPart(identity)) && missing.size() < MAX_MISSING) {
      Long since = absent.get(id);
      if (since == null || clock.getAsLong() - since > ABSENT_NANOS) {
        missing.add(id);
      }
    }
    return identity == null ? CgroupIdentity.unnamed(id) : identity;
  }

  /**
   * Seeks the cgroups that {@link #find} could not name, and the names of containers that had none
   * yet. Does nothing when none is missing, or when seeking has lately taken more than 0.2 % of one
   * CPU. To be called every few seconds by a thread that may wait for directories to be read.
   *
   * @return how many cgroups got their path
   */
  public int seekMissing() {
    seekLabels();
    Set<Long> wanted;
    long start = clock.getAsLong();
    synchronized (this) {
      if (missing.isEmpty() || !allowance.granted(start)) {
        return 0;
      }
      wanted = Set.copyOf(missing);
    }
    CgroupTree tree = mounted.get();
    Map<Long, String> paths = tree == null ? Map.of() : tree.paths(wanted, MAX_DIRECTORIES);
    paths.forEach((id, path) -> learn(new CgroupName(id, path)));
    synchronized (this) {
      long now = clock.getAsLong();
      for (Long id : wanted) {
        missing.remove(id);
        absent.remove(id);
        CgroupIdentity identity = known.get(id);
        if (identity == null || isPart(identity)) {
          absent.put(id, now);
        }
      }
      allowance.spend(now - start);
    }
    return paths.size();
  }

  private void seekLabels() {
    List<CgroupIdentity> contained = new ArrayList<>();
    synchronized (this) {
      for (CgroupIdentity identity : known.values()) {
        Placement placement = identity.placement();
        if (placement.containerId() != null || placement.podUid() != null) {
          contained.add(identity);
        }
      }
    }
    for (CgroupIdentity identity : contained) {
      ContainerLabels labels = containers.labels(identity.placement());
      if (!identity.with(labels).equals(identity)) {
        synchronized (this) {
          known.computeIfPresent(identity.id(), (id, now) -> relabel(now, identity, labels));
        }
      }
    }
  }

  /** The path may have become another since it was looked at. */
  private static CgroupIdentity relabel(
      CgroupIdentity now, CgroupIdentity seen, ContainerLabels labels) {
    return Objects.equals(now.path(), seen.path()) ? now.with(labels) : now;
  }

  private static boolean isPart(CgroupIdentity identity) {
    return identity.path() == null || identity.path().startsWith("…");
  }
}
