package io.schedprobe.agent;

import io.schedprobe.emit.OwnProcess;
import io.schedprobe.model.KernelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads who this JVM is, as a process among its neighbors. */
final class OwnProcessReader {
  private OwnProcessReader() {}

  static OwnProcess read() {
    int pid = (int) ProcessHandle.current().pid();
    String comm = text("/proc/self/comm");
    String name = comm.isEmpty() ? "java" : comm.substring(0, comm.length() - 1);
    return new OwnProcess(name, pid, cgroup(List.of(text("/proc/self/cgroup").split("\n"))));
  }

  /**
   * The path that rules CPU time (cgroups(7)): that of the {@code cpu} controller where it is on a
   * v1 hierarchy, else that of the unified hierarchy.
   *
   * @param lines of {@code /proc/<pid>/cgroup}: {@code id:controller,controller:path}
   */
  static String cgroup(List<String> lines) {
    String unified = "/";
    for (String line : lines) {
      int first = line.indexOf(':');
      int second = line.indexOf(':', first + 1);
      if (second < 0) {
        continue;
      }
      String controllers = line.substring(first + 1, second);
      String path = line.substring(second + 1);
      if (List.of(controllers.split(",")).contains("cpu")) {
        return path;
      }
      if (controllers.isEmpty()) {
        unified = path;
      }
    }
    return unified;
  }

  /** Empty when it can't be read. */
  private static String text(String file) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of(file));
      return KernelText.decode(bytes, 0, bytes.length);
    } catch (IOException e) {
      return "";
    }
  }
}
