package io.schedprobe.identity;

import java.util.Objects;

/**
 * What is known of a cgroup. All text is as the kernel has it, unescaped.
 *
 * @param id the kernel's id
 * @param path from the root of its hierarchy; begins with "…/" when its beginning is unknown; null
 *     when the kernel has not named it
 * @param containerId whole; null when it is no container of a known form
 * @param runtime "docker", "containerd", "cri-o", "podman", "lxc"; null when the path does not say
 * @param podUid uid of the Kubernetes pod, with dashes where it had them; null outside of pods
 * @param qosClass "guaranteed", "burstable" or "besteffort"; null outside of Kubernetes
 * @param unit innermost systemd unit (service, scope, slice); null where there is none
 * @param displayName a short name for people; never null
 */
public record CgroupIdentity(
    long id,
    String path,
    String containerId,
    String runtime,
    String podUid,
    String qosClass,
    String unit,
    String displayName) {

  /** Reads the identity out of the path. */
  public static CgroupIdentity of(long id, String path) {
    ContainerName name = ContainerName.parse(path);
    return new CgroupIdentity(
        id,
        path,
        name.containerId(),
        name.runtime(),
        name.podUid(),
        name.qosClass(),
        name.unit(),
        name.displayName());
  }

  /** A cgroup of which only the id is known. */
  static CgroupIdentity unnamed(long id) {
    return new CgroupIdentity(
        id, null, null, null, null, null, null, "cgroup " + Long.toUnsignedString(id));
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
        && Objects.equals(displayName, same.displayName);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, path, displayName);
  }
}
