package io.schedprobe.model;

import java.util.List;

/**
 * The cgroups whose CPU quotas rule this JVM, as far as it can see them.
 *
 * @param levels the JVM's own first, then upwards; at least one
 * @param whole whether they reach up to the root, so that no quota can hide
 */
public record Quotas(List<QuotaLevel> levels, boolean whole) {

  /** The level of that path; null if there is none. */
  public QuotaLevel level(String cgroup) {
    for (QuotaLevel level : levels) {
      if (level.cgroup().equals(cgroup)) {
        return level;
      }
    }
    return null;
  }

  /** Whether one of them has a quota. */
  public boolean limited() {
    return levels.stream().anyMatch(QuotaLevel::limited);
  }
}
