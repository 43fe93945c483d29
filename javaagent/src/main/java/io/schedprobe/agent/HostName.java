package io.schedprobe.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's name of the UTS namespace: in Kubernetes a pod's name. */
final class HostName {
  private static final Path FILE = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /** As the kernel has it; null if unreadable. */
  static String read() {
    try {
      return Files.readString(FILE).strip();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
