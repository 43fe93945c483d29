package io.schedprobe.proc;

/** {@code /sys/kernel/security/lockdown} (kernel_lockdown(7)). */
public enum Lockdown {
  NONE,
  INTEGRITY,
  CONFIDENTIALITY,
  /** The file is not there: no lockdown in this kernel, or securityfs is not mounted. */
  UNKNOWN;

  /** The level in brackets, as in "none [integrity] confidentiality". */
  public static Lockdown parse(String content) {
    for (Lockdown level : values()) {
      if (content.contains("[" + level.name().toLowerCase(java.util.Locale.ROOT) + "]")) {
        return level;
      }
    }
    return UNKNOWN;
  }
}
