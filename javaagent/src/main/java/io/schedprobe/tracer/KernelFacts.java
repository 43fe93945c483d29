package io.schedprobe.tracer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What decides whether this process may trace the kernel.
 *
 * @param release as "6.1.0-18-amd64"
 * @param btf whether {@code /sys/kernel/btf/vmlinux} can be read
 * @param capabilities the effective set, a bit each (capabilities(7)); -1 when unknown
 * @param seccomp whether system calls are filtered
 * @param lockdown "none", "integrity" or "confidentiality"
 * @param initialUserNamespace false in a user namespace whose root is nobody outside
 */
record KernelFacts(
    String release,
    boolean btf,
    long capabilities,
    boolean seccomp,
    String lockdown,
    boolean initialUserNamespace) {

  static KernelFacts read() {
    String status = text("/proc/self/status");
    String capabilities = field(status, "CapEff:");
    return new KernelFacts(
        System.getProperty("os.version"),
        Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")),
        capabilities.isEmpty() ? -1 : Long.parseUnsignedLong(capabilities, 16),
        field(status, "Seccomp:").equals("2"),
        lockdown(text("/sys/kernel/security/lockdown")),
        ownsAllIds(text("/proc/self/uid_map")));
  }

  boolean has(int capability) {
    return capabilities != -1 && (capabilities & 1L << capability) != 0;
  }

  /** Whether the kernel is at least of a version; true when its release cannot be understood. */
  boolean isAtLeast(int major, int minor) {
    String[] numbers = release.split("[^0-9]+", 3);
    if (numbers.length < 2 || numbers[0].isEmpty() || numbers[1].isEmpty()) {
      return true;
    }
    int own = Integer.parseInt(numbers[0]);
    return own > major || (own == major && Integer.parseInt(numbers[1]) >= minor);
  }

  /** The chosen one of "none [integrity] confidentiality"; "none" when the file is not there. */
  static String lockdown(String file) {
    int from = file.indexOf('[');
    int to = file.indexOf(']');
    return from >= 0 && to > from ? file.substring(from + 1, to) : "none";
  }

  /** Whether a uid_map is that of the initial user namespace: "0 0 4294967295". */
  static boolean ownsAllIds(String uidMap) {
    return uidMap.isBlank() || uidMap.strip().split("\\s+", 4)[2].equals("4294967295");
  }

  static String field(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("");
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
