package io.schedprobe.emit;

import io.schedprobe.identity.CgroupIdentity;
import java.util.function.UnaryOperator;

/**
 * Names as events show them: escaped. Remembers the last cgroups, whose long paths would otherwise
 * be escaped again for each culprit of each wait. For one thread.
 */
final class ShownNames {
  private static final int PLACES = 256;

  private record Shown(CgroupIdentity of, String path, String container) {}

  private final CgroupNames cgroups;
  private final UnaryOperator<String> printable;
  private final Shown[] shown = new Shown[PLACES];

  ShownNames(CgroupNames cgroups, UnaryOperator<String> printable) {
    this.cgroups = cgroups;
    this.printable = printable;
  }

  /** A name from the kernel made safe to show; null for null. */
  String printable(String name) {
    return printable.apply(name);
  }

  /** The path of a cgroup; a stand-in with its id while the path is not known. */
  String path(long cgroupId) {
    return shown(cgroupId).path;
  }

  /** The id of the container that a cgroup belongs to; null if it is none. */
  String container(long cgroupId) {
    return shown(cgroupId).container;
  }

  private Shown shown(long cgroupId) {
    CgroupIdentity identity = cgroups.find(cgroupId);
    int place = Long.hashCode(cgroupId * 0x9E3779B97F4A7C15L) & (PLACES - 1);
    Shown known = shown[place];
    if (known == null || !known.of.equals(identity)) {
      String path = identity.path() == null ? identity.displayName() : identity.path();
      known = new Shown(identity, printable.apply(path), printable.apply(identity.containerId()));
      shown[place] = known;
    }
    return known;
  }
}
