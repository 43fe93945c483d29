package io.schedprobe.emit;

/**
 * This JVM as a process.
 *
 * @param name the comm of its main thread, unescaped
 * @param pid as this JVM knows it
 * @param cgroup path of its cgroup, unescaped
 */
public record OwnProcess(String name, int pid, String cgroup) {}
