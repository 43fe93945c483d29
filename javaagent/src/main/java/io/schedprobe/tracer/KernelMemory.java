package io.schedprobe.tracer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory that BPF objects take in the kernel, as it accounts for them. */
final class KernelMemory {
  private static final String FIELD = "memlock:";

  private KernelMemory() {}

  /**
   * Bytes the kernel charges for a BPF map or program.
   *
   * @param lines of its {@code /proc/self/fdinfo/<fd>} (kernel/bpf/syscall.c, bpf_map_show_fdinfo)
   * @return 0 when they do not say
   */
  static long charged(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith(FIELD)) {
        return Long.parseLong(line.substring(FIELD.length()).strip());
      }
    }
    return 0;
  }

  /** The sum over file descriptors of this process; -1 when {@code /proc} cannot be read. */
  static long charged(Iterable<Integer> fds) {
    long sum = 0;
    try {
      for (int fd : fds) {
        sum += charged(Files.readAllLines(Path.of("/proc/self/fdinfo", Integer.toString(fd))));
      }
    } catch (IOException e) {
      return -1;
    }
    return sum;
  }
}
