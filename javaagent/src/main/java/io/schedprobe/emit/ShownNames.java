package io.schedprobe.emit;

import io.schedprobe.identity.CgroupIdentity;
import io.schedprobe.identity.CgroupNames;
import java.util.function.UnaryOperator;

/**
 * Names as events show them: escaped. Remembers the last cgroups, whose long paths would otherwise
 * be escaped again for each culprit of each wait. For one thread.
 */
final class ShownNames {
  private static final int PLACES = 256;

  /**
   * A cgroup as events show it; null where it is not known or does not apply.
   *
   * @param path a stand-in with its id while the path is not known
   * @param container whole id
   * @param pod "namespace/name", the uid while that is not known
   */
  record Shown(
      CgroupIdentity of,
      String path,
      String runtime,
      String container,
      String containerName,
      String pod,
      String podUid,
      String qosClass,
      String unit,
      long userId) {}

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

  /** What is known of a cgroup now; never null. */
  Shown cgroup(long cgroupId) {
    CgroupIdentity identity = cgroups.find(cgroupId);
    int place = Long.hashCode(cgroupId * 0x9E3779B97F4A7C15L) & (PLACES - 1);
    Shown known = shown[place];
    if (known == null || !known.of.equals(identity)) {
      known = show(identity);
      shown[place] = known;
    }
    return known;
  }

  private Shown show(CgroupIdentity identity) {
    String podUid = printable.apply(identity.placement().podUid());
    String pod = printable.apply(identity.labels().pod());
    return new Shown(
        identity,
        printable.apply(identity.shownPath()),
        identity.placement().runtime(),
        printable.apply(identity.placement().containerId()),
        printable.apply(identity.labels().containerName()),
        pod == null ? podUid : pod,
        podUid,
        identity.placement().qosClass(),
        printable.apply(identity.placement().unit()),
        identity.placement().userId());
  }
}
