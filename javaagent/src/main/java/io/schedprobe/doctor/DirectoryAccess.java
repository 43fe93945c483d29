package io.schedprobe.doctor;

import io.schedprobe.proc.KernelFiles;
import io.schedprobe.proc.StatusFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether a process may make files in a directory, by the directory's mode (path_resolution(7));
 * access control lists and security modules are not looked at.
 *
 * @param user its user id for files
 * @param groups its group id for files and its supplementary ones
 * @param overrides whether it has CAP_DAC_OVERRIDE
 */
record DirectoryAccess(long user, Set<Long> groups, boolean overrides) {
  /** Number of CAP_DAC_OVERRIDE in linux/capability.h. */
  private static final int DAC_OVERRIDE = 1;

  /** Of the process with this directory in {@code /proc}. */
  static DirectoryAccess of(Path process) throws IOException {
    StatusFile status = new StatusFile(KernelFiles.lines(process.resolve("status")));
    Set<Long> groups = new HashSet<>();
    groups.add(status.number("Gid", 3));
    for (int i = 0; i < status.length("Groups"); i++) {
      groups.add(status.number("Groups", i));
    }
    boolean overrides = (status.bits("CapEff") >> DAC_OVERRIDE & 1) != 0;
    return new DirectoryAccess(status.number("Uid", 3), groups, overrides);
  }

  /** False where it cannot be found out. */
  boolean mayWrite(Path directory) {
    try {
      Map<String, Object> of = Files.readAttributes(directory, "unix:mode,uid,gid");
      int mode = (Integer) of.get("mode");
      return mayWrite(mode, (Integer) of.get("uid"), (Integer) of.get("gid"));
    } catch (IOException e) {
      return false;
    }
  }

  /** To make a file takes the right to write and to search. */
  boolean mayWrite(int mode, long owner, long group) {
    int shift = user == owner ? 6 : groups.contains(group) ? 3 : 0;
    return overrides || (mode >> shift & 3) == 3;
  }
}
