package io.schedprobe.containers;

import java.util.function.LongSupplier;

/**
 * The names under which kubelet keeps logs, which users other than root may list on most nodes.
 *
 * <ul>
 *   <li>{@code /var/log/containers/<pod>_<namespace>_<container>-<id>.log} (kubelet's {@code
 *       legacyLogSymlink}); one longer than 255 bytes is cut and not recognized
 *   <li>{@code /var/log/pods/<namespace>_<pod>_<uid>} (kubelet's {@code BuildPodLogsDirectory})
 * </ul>
 *
 * Names of pods, namespaces and containers are DNS labels or subdomains and hold no underscore.
 */
final class KubeletLogs {
  private final Listing containers;
  private final Listing pods;

  KubeletLogs(NodeFiles files, LongSupplier clock) {
    this.containers = new Listing(files, "var/log/containers", clock);
    this.pods = new Listing(files, "var/log/pods", clock);
  }

  /** The labels of a container by its whole id. */
  ContainerLabels ofContainer(String id) {
    String end = "-" + id + ".log";
    String name = containers.endingWith(end);
    if (name == null) {
      return ContainerLabels.NONE;
    }
    String[] parts = name.substring(0, name.length() - end.length()).split("_", -1);
    return parts.length == 3 && !parts[0].isEmpty() && !parts[1].isEmpty() && !parts[2].isEmpty()
        ? new ContainerLabels(parts[2], parts[1], parts[0])
        : ContainerLabels.NONE;
  }

  /** The labels that all containers of a pod have. */
  ContainerLabels ofPod(String uid) {
    String end = "_" + uid;
    String name = pods.endingWith(end);
    if (name == null) {
      return ContainerLabels.NONE;
    }
    String[] parts = name.substring(0, name.length() - end.length()).split("_", -1);
    return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
        ? new ContainerLabels(null, parts[0], parts[1])
        : ContainerLabels.NONE;
  }
}
