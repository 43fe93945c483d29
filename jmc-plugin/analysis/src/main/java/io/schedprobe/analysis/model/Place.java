package io.schedprobe.analysis.model;

import io.schedprobe.analysis.messages.Messages;

/**
 * Where a culprit runs. What people call a place may become known in the middle of a recording, so
 * places are told apart by {@link #id} alone.
 *
 * @param cgroup path; null if it is not known
 * @param container whole id; null outside of containers
 * @param containerName null if it is not known
 * @param runtime docker, containerd, cri-o, podman or lxc; null if it is not known
 * @param pod "namespace/name", or the uid; null outside of pods
 * @param podUid null outside of pods
 * @param qosClass Guaranteed, Burstable or BestEffort; null outside of pods
 * @param unit innermost systemd unit; null if there is none
 */
public record Place(
    String cgroup,
    String container,
    String containerName,
    String runtime,
    String pod,
    String podUid,
    String qosClass,
    String unit) {
  /** Nothing is known. */
  public static final Place UNKNOWN = new Place(null, null, null, null, null, null, null, null);

  private static final int SHORT_ID = 12;

  /**
   * What a place is told apart by: the container, or else the cgroup; empty if nothing is known.
   */
  public String id() {
    return container != null ? container : cgroup != null ? cgroup : "";
  }

  /** What its pod is told apart by: the uid, or else the name; empty outside of pods. */
  public String podId() {
    return podUid != null ? podUid : pod != null ? pod : "";
  }

  /** How much of the names that people know is known; larger is more. */
  public int knowledge() {
    return (containerName != null ? 2 : 0)
        + (pod != null && pod.contains("/") ? 2 : 0)
        + (runtime != null ? 1 : 0);
  }

  /**
   * For a column: "shop/web-1 · nginx", "container nginx", "container 0123456789ab", the systemd
   * unit, or the path of the cgroup; empty if nothing is known.
   */
  public String label() {
    String inner = containerLabel();
    if (pod != null) {
      return pod + (inner.isEmpty() ? "" : " · " + inner);
    }
    if (!inner.isEmpty()) {
      return Messages.get("CONTAINER", inner);
    }
    return cgroup == null ? "" : unit != null && cgroup.endsWith("/" + unit) ? unit : cgroup;
  }

  /** For a sentence: "container nginx of pod shop/web-1", "cgroup /noisy"; empty if unknown. */
  public String words() {
    String inner = containerLabel();
    if (pod != null) {
      return inner.isEmpty()
          ? Messages.get("POD", pod)
          : Messages.get("CONTAINER_OF_POD", inner, pod);
    }
    if (!inner.isEmpty()) {
      return Messages.get("CONTAINER", inner);
    }
    return cgroup == null ? "" : Messages.get("CGROUP", cgroup);
  }

  /** Name of the container, or the first digits of its id; empty outside of containers. */
  public String containerLabel() {
    if (containerName != null) {
      return containerName;
    }
    if (container == null) {
      return "";
    }
    boolean hexadecimal = container.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return hexadecimal && container.length() > SHORT_ID
        ? container.substring(0, SHORT_ID)
        : container;
  }
}
