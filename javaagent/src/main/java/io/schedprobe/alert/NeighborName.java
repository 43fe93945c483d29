package io.schedprobe.alert;

/**
 * What a cgroup is called, escaped so that it can be shown; null where not known.
 *
 * @param cgroup its path, or a word with its id; never null
 * @param container whole id
 * @param pod "namespace/name", or the pod's uid
 */
public record NeighborName(String cgroup, String container, String containerName, String pod) {
  private static final int SHORT_ID = 12;

  /** The name by which people know it best. */
  public String best() {
    if (pod != null) {
      return containerName == null ? pod : pod + "/" + containerName;
    }
    if (containerName != null) {
      return containerName;
    }
    return container == null
        ? cgroup
        : container.substring(0, Math.min(SHORT_ID, container.length()));
  }
}
