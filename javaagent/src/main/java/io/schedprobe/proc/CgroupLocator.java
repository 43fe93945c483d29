package io.schedprobe.proc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the cgroup of the {@code cpu} controller: cgroups(7), proc_pid_mountinfo(5). */
public final class CgroupLocator {
  private CgroupLocator() {}

  /**
   * Locates the cgroup of a process.
   *
   * @param process its directory in {@code /proc}
   * @return empty when the kernel has no cgroups
   */
  public static Optional<CpuCgroup> locate(Path process) throws IOException {
    return locate(
        KernelFiles.lines(process.resolve("cgroup")),
        KernelFiles.lines(Path.of("/proc/self/mountinfo")));
  }

  /**
   * The same from the contents of {@code /proc/<pid>/cgroup} and {@code /proc/<pid>/mountinfo}.
   * Lines that are not of their form are skipped.
   */
  public static Optional<CpuCgroup> locate(List<String> cgroup, List<String> mountinfo) {
    String unified = null;
    String v1 = null;
    for (String line : cgroup) {
      // hierarchy-ID:controller-list:cgroup-path, where the path may hold colons
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[2].startsWith("/")) {
        if (parts[0].equals("0") && parts[1].isEmpty()) {
          unified = parts[2];
        } else if (List.of(parts[1].split(",", -1)).contains("cpu")) {
          v1 = parts[2];
        }
      }
    }
    if (v1 != null) {
      return Optional.of(
          find(
              unified == null ? CpuCgroup.Layout.V1 : CpuCgroup.Layout.HYBRID,
              v1,
              mountinfo,
              "cgroup"));
    }
    if (unified != null) {
      return Optional.of(find(CpuCgroup.Layout.V2, unified, mountinfo, "cgroup2"));
    }
    return Optional.empty();
  }

  private static CpuCgroup find(
      CpuCgroup.Layout layout, String path, List<String> mountinfo, String type) {
    for (String line : mountinfo) {
      int separator = line.indexOf(" - ");
      String[] left = separator < 0 ? new String[0] : line.substring(0, separator).split(" ");
      String[] right = separator < 0 ? new String[0] : line.substring(separator + 3).split(" ");
      if (left.length < 6
          || right.length < 3
          || !right[0].equals(type)
          || (type.equals("cgroup") && !List.of(right[2].split(",", -1)).contains("cpu"))) {
        continue;
      }
      String root = MountInfo.unescape(left[3]);
      String relative = below(root, path);
      if (relative != null) {
        String mount = MountInfo.unescape(left[4]);
        return new CpuCgroup(
            layout, path, KernelFiles.path(mount + relative), KernelFiles.path(mount));
      }
    }
    return new CpuCgroup(layout, path, null, null);
  }

  /**
   * The part of a cgroup's path below the part of the hierarchy that is mounted; null if outside.
   */
  private static String below(String root, String path) {
    if (path.equals("/..") || path.startsWith("/../")) {
      return null;
    }
    if (root.equals("/")) {
      return path.equals("/") ? "" : path;
    }
    if (path.equals(root)) {
      return "";
    }
    return path.startsWith(root + "/") ? path.substring(root.length()) : null;
  }
}
