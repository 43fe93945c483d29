package io.schedprobe.containers;

/**
 * Names of a container, as they stand in the node's files, unescaped; null where not known.
 *
 * @param containerName as its pod's specification or its owner calls it
 * @param podNamespace Kubernetes namespace of its pod
 * @param podName the pod's name in that namespace
 */
public record ContainerLabels(String containerName, String podNamespace, String podName) {
  public static final ContainerLabels NONE = new ContainerLabels(null, null, null);

  /** The pod as Kubernetes' tools write it: "namespace/name"; null if it is not known. */
  public String pod() {
    if (podName == null) {
      return null;
    }
    return podNamespace == null ? podName : podNamespace + "/" + podName;
  }

  /** Both together, these before the others. */
  public ContainerLabels or(ContainerLabels other) {
    boolean pod = podName != null;
    return new ContainerLabels(
        containerName == null ? other.containerName : containerName,
        pod ? podNamespace : other.podNamespace,
        pod ? podName : other.podName);
  }
}
