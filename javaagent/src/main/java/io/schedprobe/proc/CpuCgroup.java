package io.schedprobe.proc;

import java.nio.file.Path;

/**
 * Where the {@code cpu} controller keeps the cgroup of a process.
 *
 * @param layout how the host mounts its cgroup hierarchies
 * @param path the cgroup in its hierarchy, as {@code /proc/<pid>/cgroup} says; seen from the
 *     reader's cgroup namespace
 * @param directory its directory; null when its hierarchy is not mounted where the reader can see
 *     it
 * @param mount where its hierarchy, or the part of it that holds the cgroup, is mounted; null
 *     likewise
 */
public record CpuCgroup(Layout layout, String path, Path directory, Path mount) {

  /** The three ways of cgroups(7) to mount them. */
  public enum Layout {
    /** All controllers on v1 hierarchies; no v2 hierarchy. */
    V1,
    /** The unified hierarchy has the cpu controller. */
    V2,
    /** A v2 hierarchy is there, but the cpu controller is on a v1 hierarchy. */
    HYBRID
  }
}
