package io.schedprobe.proc;

import java.nio.file.Path;
import java.util.List;

/** Lines of {@code /proc/<pid>/mountinfo} (proc_pid_mountinfo(5)). */
public final class MountInfo {
  private MountInfo() {}

  /**
   * The options of the mount that a path lies on.
   *
   * @param path absolute, without symbolic links
   * @return empty when no line matches
   */
  public static List<String> optionsOf(List<String> mountinfo, Path path) {
    List<String> options = List.of();
    int longest = -1;
    for (String line : mountinfo) {
      String[] fields = line.split(" ", -1);
      if (fields.length < 6) {
        continue;
      }
      Path mount = KernelFiles.path(unescape(fields[4]));
      // Later lines lie over earlier ones at the same place.
      if (path.startsWith(mount) && mount.getNameCount() >= longest) {
        longest = mount.getNameCount();
        options = List.of(fields[5].split(",", -1));
      }
    }
    return options;
  }

  /** Undoes the octal escapes of space, tab, line feed and backslash. */
  public static String unescape(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
