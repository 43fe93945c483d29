package io.schedprobe.containers;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Looks names up in the node's files. Reads them at each call: whoever calls remembers. For one
 * thread.
 */
public final class NodeRecords {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{12,64}");
  private static final Pattern UID = Pattern.compile("[0-9a-f-]{32,36}");

  private final KubeletLogs logs;
  private final RuntimeState state;

  /** The files as this process sees them. */
  public NodeRecords() {
    this(Path.of("/"), System::nanoTime);
  }

  /**
   * The files below another root.
   *
   * @param clock nanoseconds; decides when a directory is listed again
   */
  public NodeRecords(Path root, LongSupplier clock) {
    NodeFiles files = new NodeFiles(root);
    this.logs = new KubeletLogs(files, clock);
    this.state = new RuntimeState(files);
  }

  /**
   * What is written of a container. Never throws, never null.
   *
   * @param containerId whole; null if only the pod is known
   * @param runtime as in {@code Placement}; null if it is not known
   * @param podUid null outside of Kubernetes
   */
  public ContainerLabels find(String containerId, String runtime, String podUid) {
    ContainerLabels labels = ContainerLabels.NONE;
    boolean container = containerId != null && ID.matcher(containerId).matches();
    if (podUid != null && UID.matcher(podUid).matches()) {
      labels = container ? logs.ofContainer(containerId) : labels;
      labels = labels.or(logs.ofPod(podUid));
    }
    if (container && labels.containerName() == null) {
      labels = labels.or(state.find(containerId, runtime));
    }
    return labels;
  }
}
