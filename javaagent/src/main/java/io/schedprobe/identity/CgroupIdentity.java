package io.schedprobe.identity;

import io.schedprobe.containers.ContainerLabels;
import java.util.Objects;

/**
 * What is known of a cgroup. All text is as the kernel and the node's files have it, unescaped.
 *
 * @param id the kernel's id
 * @param path from the root of its hierarchy; begins with "…/" when its beginning is unknown; null
 *     when the kernel has not named it
 * @param placement what the path says; never null
 * @param labels names of the container and the pod that it belongs to; never null
 */
public record CgroupIdentity(long id, String path, Placement placement, ContainerLabels labels) {

  /** Reads the identity out of the path. */
  public static CgroupIdentity of(long id, String path) {
    return new CgroupIdentity(id, path, Placement.parse(path), ContainerLabels.NONE);
  }

  /** A cgroup of which only the id is known. */
  public static CgroupIdentity unnamed(long id) {
    return of(id, null);
  }

  /** The same cgroup with these names. */
  public CgroupIdentity with(ContainerLabels found) {
    return new CgroupIdentity(id, path, placement, found);
  }

  /** Its path, or a word with its id while that is not known. */
  public String shownPath() {
    return path == null ? "cgroup " + Long.toUnsignedString(id) : path;
  }

  /**
   * By what all else is read from. Written out because in JDK 17 the one that comes with a record
   * keeps its class, and so all classes of the agent, from ever being unloaded
   * (java.lang.runtime.ObjectMethods, through MethodHandle.asTypeCache).
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof CgroupIdentity same
        && id == same.id
        && Objects.equals(path, same.path)
        && Objects.equals(labels.containerName(), same.labels.containerName())
        && Objects.equals(labels.pod(), same.labels.pod());
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, path);
  }
}
