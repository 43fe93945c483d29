package io.schedprobe.tracer;

import io.schedprobe.proc.KernelFiles;
import io.schedprobe.proc.KernelVersion;
import io.schedprobe.proc.Lockdown;
import io.schedprobe.proc.LockedMemory;
import io.schedprobe.proc.StatusFile;
import io.schedprobe.proc.UserMap;
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
 * @param initialUserNamespace false in any other, in which no capability counts for BPF
 * @param lockedMemoryBytes the limit of locked memory; Long.MAX_VALUE for unlimited, -1 when
 *     unknown
 * @param possibleCpus CPUs the kernel has made room for
 */
record KernelFacts(
    String release,
    boolean btf,
    long capabilities,
    boolean seccomp,
    Lockdown lockdown,
    boolean initialUserNamespace,
    long lockedMemoryBytes,
    int possibleCpus) {
  /** PROC_USER_INIT_INO of the kernel: the same number everywhere. */
  private static final String INITIAL_USER_NAMESPACE = "user:[4026531837]";

  static KernelFacts read() {
    StatusFile status = new StatusFile(KernelFiles.lines(text("/proc/self/status")));
    String userMap = text("/proc/self/uid_map");
    return new KernelFacts(
        System.getProperty("os.version"),
        Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")),
        status.value("CapEff").isEmpty() ? -1 : status.bits("CapEff"),
        status.number("Seccomp", 0) == 2,
        Lockdown.parse(text("/sys/kernel/security/lockdown")),
        isInitial(userNamespace(), userMap),
        LockedMemory.limit(Path.of("/proc/self")),
        LockedMemory.possibleCpus());
  }

  boolean has(int capability) {
    return capabilities != -1 && (capabilities & 1L << capability) != 0;
  }

  /** Whether the kernel is at least of a version; true when its release cannot be understood. */
  boolean isAtLeast(KernelVersion version) {
    KernelVersion own = KernelVersion.of(release);
    return own.major() == 0 || own.isAtLeast(version);
  }

  /**
   * Whether a user namespace is the initial one.
   *
   * @param link what {@code /proc/self/ns/user} points to; empty when unknown
   * @param uidMap which decides then, though others may map all ids as the initial one does
   */
  static boolean isInitial(String link, String uidMap) {
    return link.isEmpty()
        ? uidMap.isBlank() || UserMap.isWhole(uidMap)
        : link.equals(INITIAL_USER_NAMESPACE);
  }

  private static String userNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/user")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(String file) {
    try {
      return KernelFiles.text(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
