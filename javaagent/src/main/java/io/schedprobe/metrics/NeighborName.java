package io.schedprobe.metrics;

import io.schedprobe.identity.CgroupIdentity;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a cgroup is called in labels. */
final class NeighborName {
  /** Names of groups that are none of the kernel's: those begin with a slash or are ids. */
  static final String OTHER = "other";

  static final String UNKNOWN = "unknown";
  static final String SELF = "self";
  static final String SIBLINGS = "siblings";
  static final String KERNEL = "kernel";
  static final String UNNAMED = "unnamed";

  private NeighborName() {}

  /**
   * The whole container id, else the path of the cgroup; {@link #UNKNOWN} while neither is known.
   */
  static String of(CgroupIdentity identity, UnaryOperator<String> printable) {
    String container = identity.placement().containerId();
    if (container != null) {
      return printable.apply(container);
    }
    return identity.path() == null ? UNKNOWN : printable.apply(identity.path());
  }

  /** Values of the labels of {@link Meters#NEIGHBOR_INFO} after the first. */
  static List<String> details(CgroupIdentity identity, UnaryOperator<String> printable) {
    String pod = identity.labels().pod();
    return List.of(
        text(printable.apply(identity.labels().containerName())),
        text(printable.apply(pod == null ? identity.placement().podUid() : pod)),
        text(identity.placement().runtime()),
        text(printable.apply(identity.path())));
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }
}
