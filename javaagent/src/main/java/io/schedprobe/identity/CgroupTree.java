package io.schedprobe.identity;

import io.schedprobe.proc.KernelFiles;
import io.schedprobe.proc.MountInfo;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cgroup directories mounted here, whose inode numbers are the kernel's cgroup ids (kernfs, on
 * 64-bit kernels).
 *
 * <p>Of the hierarchy that has the cpu controller: ids of different v1 hierarchies collide.
 *
 * @param mount where that hierarchy is mounted
 * @param prefix the path, from the hierarchy's root, of what is mounted there; "" for the root, "…"
 *     when it is not told
 */
record CgroupTree(Path mount, String prefix) {

  /** Inode number, and so id, of a hierarchy's true root. */
  private static final long ROOT = 1;

  /** The hierarchy of the cpu controller as this process sees it; null when it is not mounted. */
  static CgroupTree find() {
    try {
      List<String> memberships = KernelFiles.lines(Path.of("/proc/self/cgroup"));
      List<String> mounts = KernelFiles.lines(Path.of("/proc/self/mountinfo"));
      CgroupTree tree = find(memberships, mounts);
      return tree != null && inode(tree.mount) == ROOT ? new CgroupTree(tree.mount, "") : tree;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** From the lines of {@code /proc/self/cgroup} and {@code /proc/self/mountinfo} (proc(5)). */
  static CgroupTree find(List<String> memberships, List<String> mounts) {
    boolean v1 = memberships.stream().anyMatch(line -> listHolds(line.split(":", 3), 1, "cpu"));
    for (String line : mounts) {
      int separator = line.indexOf(" - ");
      if (separator < 0) {
        continue;
      }
      String[] mount = line.substring(0, separator).split(" ", -1);
      String[] type = line.substring(separator + 3).split(" ", -1);
      boolean ours =
          v1 ? type[0].equals("cgroup") && listHolds(type, 2, "cpu") : type[0].equals("cgroup2");
      if (ours && mount.length > 4) {
        String root = MountInfo.unescape(mount[3]);
        // from inside a cgroup namespace even a container's cgroup calls itself "/"
        boolean known = root.length() > 1 && !root.startsWith("/..");
        return new CgroupTree(KernelFiles.path(MountInfo.unescape(mount[4])), known ? root : "…");
      }
    }
    return null;
  }

  /**
   * Looks for {@code wanted} breadth first, in at most {@code directories} directories.
   *
   * @return the paths found, by id
   */
  Map<Long, String> paths(Set<Long> wanted, int directories) {
    Map<Long, String> found = new HashMap<>();
    ArrayDeque<Path> queue = new ArrayDeque<>();
    queue.add(mount);
    for (int seen = 0; seen < directories && found.size() < wanted.size(); seen++) {
      Path directory = queue.poll();
      if (directory == null) {
        break;
      }
      try {
        visit(directory, wanted, found, queue);
      } catch (IOException | RuntimeException e) {
        // removed meanwhile, or not ours to see: there is nothing to find in it
      }
    }
    return found;
  }

  private void visit(
      Path directory, Set<Long> wanted, Map<Long, String> found, ArrayDeque<Path> queue)
      throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(directory, "unix:ino,nlink", LinkOption.NOFOLLOW_LINKS);
    long id = (long) attributes.get("ino");
    if (wanted.contains(id)) {
      found.put(id, path(directory));
    }
    // kernfs counts 2 links and one for each subdirectory: most cgroups need not be listed
    int subdirectories = (int) attributes.get("nlink") - 2;
    if (subdirectories > 0) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
        for (Path child : children) {
          if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            queue.add(child);
            if (--subdirectories == 0) {
              break;
            }
          }
        }
      }
    }
  }

  private String path(Path directory) {
    if (directory.equals(mount)) {
      return prefix.isEmpty() ? "/" : prefix;
    }
    String above = KernelFiles.name(mount);
    String name = KernelFiles.name(directory);
    return prefix + (above.equals("/") ? name : name.substring(above.length()));
  }

  private static long inode(Path directory) throws IOException {
    return (long) Files.getAttribute(directory, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean listHolds(String[] fields, int index, String item) {
    return fields.length > index && Arrays.asList(fields[index].split(",")).contains(item);
  }
}
