package io.schedprobe.emit;

import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;

/**
 * Which cgroup's quota was used up when a thread was throttled, as far as can be told: the one
 * whose throttled time grew meanwhile. The kernel adds to it when a throttling ends, which is
 * before the thread runs again. For one thread.
 */
final class UsedUpQuota {
  /** So far apart are the two readings that are compared, at least. */
  private static final long APART_NANOS = 1_000_000_000L;

  /** A wait that is younger than the last reading has it read again, but not more often. */
  private static final long PAUSE_NANOS = 100_000_000L;

  private final QuotaReader reader;
  private Quotas before;
  private long beforeNanos;
  private Quotas last;
  private long lastNanos;

  UsedUpQuota(QuotaReader reader) {
    this.reader = reader;
  }

  /** Keeps up with the quotas while there are any. To be called about once a second. */
  void prepare(long now) {
    if (last == null || (last.limited() && now - lastNanos >= APART_NANOS)) {
      look(now);
    }
  }

  /**
   * The cgroup whose quota was used up.
   *
   * @param endNanos when the throttled thread ran again ({@code System.nanoTime()})
   * @return null if it cannot be told: none that is visible was, or several were
   */
  QuotaLevel find(long endNanos, long now) {
    if (last == null || (endNanos - lastNanos > 0 && now - lastNanos >= PAUSE_NANOS)) {
      look(now);
    }
    if (last == null) {
      return null;
    }
    QuotaLevel found = null;
    int limited = 0;
    int grown = 0;
    for (QuotaLevel level : last.levels()) {
      limited += level.limited() ? 1 : 0;
      QuotaLevel earlier = before == null ? null : before.level(level.cgroup());
      if (earlier != null && level.throttledNanos() > earlier.throttledNanos()) {
        grown++;
        // Lifted since: then what it was.
        found = level.limited() ? level : earlier;
      }
    }
    if (grown == 1) {
      return found;
    }
    if (grown == 0 && limited == 1 && last.whole()) {
      return last.levels().stream().filter(QuotaLevel::limited).findFirst().orElse(null);
    }
    return null;
  }

  private void look(long now) {
    Quotas read = reader.read();
    if (read == null) {
      return;
    }
    if (last != null && now - beforeNanos >= APART_NANOS) {
      before = last;
      beforeNanos = lastNanos;
    }
    last = read;
    lastNanos = now;
    if (before == null) {
      before = read;
      beforeNanos = now;
    }
  }
}
