package io.schedprobe.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A {@code cpu.pressure} or {@code /proc/pressure/cpu} file (kernel documentation,
 * accounting/psi.rst), cumulative; -1 where the file does not say.
 *
 * @param someMicros time in which at least one task was runnable and did not run
 * @param fullMicros time in which no task of the group ran while some were runnable
 */
public record CpuPressure(long someMicros, long fullMicros) {

  /**
   * Of the cgroup with this directory; empty on a v1 hierarchy, which has no such file, or when it
   * is switched off.
   */
  public static Optional<CpuPressure> read(Path directory) throws IOException {
    Path file = directory.resolve("cpu.pressure");
    return Files.exists(file) ? Optional.of(parse(Files.readAllLines(file))) : Optional.empty();
  }

  /** Lines that are not of their form are skipped. */
  public static CpuPressure parse(List<String> lines) {
    long some = -1;
    long full = -1;
    for (String line : lines) {
      int total = line.lastIndexOf(" total=");
      long value = total < 0 ? -1 : Numbers.parse(line.substring(total + 7));
      if (line.startsWith("some ")) {
        some = value;
      } else if (line.startsWith("full ")) {
        full = value;
      }
    }
    return new CpuPressure(some, full);
  }
}
