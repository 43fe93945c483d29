package io.schedprobe.proc;

/** {@code /proc/<pid>/uid_map} (user_namespaces(7)). */
public final class UserMap {
  private static final String ALL = "0\\s+0\\s+4294967295";

  private UserMap() {}

  /** Whether it maps every user to itself, as the initial user namespace does. */
  public static boolean isWhole(String content) {
    return content.strip().matches(ALL);
  }
}
