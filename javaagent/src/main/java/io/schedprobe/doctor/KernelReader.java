package io.schedprobe.doctor;

import io.schedprobe.proc.Lockdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Looks at the kernel. */
final class KernelReader {
  private KernelReader() {}

  /**
   * @param root of the file system as the process in question sees it
   * @param process its directory in {@code /proc}
   */
  static KernelFacts read(Path root, Path process) {
    return new KernelFacts(
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        btf(root.resolve("sys/kernel/btf/vmlinux")),
        lockdown(root.resolve("sys/kernel/security/lockdown")),
        unprivileged(Path.of("/proc/sys/kernel/unprivileged_bpf_disabled")),
        Files.exists(process.resolve("schedstat")));
  }

  static Btf btf(Path file) {
    try {
      return Btf.parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Btf.without(Btf.State.ABSENT);
    } catch (IOException e) {
      return Btf.without(Btf.State.UNREADABLE);
    }
  }

  static Lockdown lockdown(Path file) {
    try {
      return Lockdown.parse(Files.readString(file));
    } catch (IOException e) {
      return Lockdown.UNKNOWN;
    }
  }

  static int unprivileged(Path file) {
    try {
      String content = Files.readString(file).strip();
      return content.matches("[0-2]") ? Integer.parseInt(content) : -1;
    } catch (IOException e) {
      return -1;
    }
  }
}
