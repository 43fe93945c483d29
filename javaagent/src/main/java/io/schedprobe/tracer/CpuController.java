package io.schedprobe.tracer;

import io.schedprobe.proc.KernelFiles;
import java.util.List;

/** Where the cgroup controller that rules CPU time lives. */
final class CpuController {
  private CpuController() {}

  /**
   * Whether the cpu controller is on a v1 hierarchy, where the v2 hierarchy does not tell processes
   * apart.
   *
   * @param cgroups the text of {@code /proc/self/cgroup}: "id:controller,controller:path"
   *     (cgroups(7))
   */
  static boolean isV1(String cgroups) {
    for (String line : KernelFiles.lines(cgroups)) {
      String[] fields = line.split(":", 3);
      if (fields.length == 3 && List.of(fields[1].split(",", -1)).contains("cpu")) {
        return true;
      }
    }
    return false;
  }
}
