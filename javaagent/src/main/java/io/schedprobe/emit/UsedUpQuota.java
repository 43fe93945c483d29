package io.schedprobe.emit;

import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.LongSupplier;

/**
 * Which cgroup's quota was used up when a thread was throttled, as far as can be told: the one
 * whose throttled time grew between the last reading before the wait and the first one after it.
 * The kernel adds to it when a throttling ends, which is before the thread runs again. For one
 * thread.
 */
final class UsedUpQuota {
  /** How far apart readings are that are made without a wait. */
  private static final long APART_NANOS = 1_000_000_000L;

  /** A wait that is younger than the last reading has it read again, but not more often. */
  private static final long PAUSE_NANOS = 100_000_000L;

  /** How often it is read again for a wait that would otherwise stay without an answer. */
  private static final long SHORT_PAUSE_NANOS = 10_000_000L;

  /** At least 1.6 s of them; what waited longer is compared with the oldest. */
  private static final int KEPT = 16;

  /** What was read between two times of the clock. */
  private record Reading(long asked, long answered, Quotas quotas) {}

  private final QuotaReader reader;
  private final LongSupplier clock;
  private final ArrayDeque<Reading> readings = new ArrayDeque<>(KEPT);

  /**
   * @param clock nanoseconds, as in the waits
   */
  UsedUpQuota(QuotaReader reader, LongSupplier clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** Keeps up with the quotas while there are any. To be called about once a second. */
  void prepare() {
    Reading last = readings.peekLast();
    if (last == null || (last.quotas.limited() && clock.getAsLong() - last.asked >= APART_NANOS)) {
      look();
    }
  }

  /**
   * The cgroup whose quota was used up.
   *
   * @param startNanos since when the throttled thread waited, by the clock
   * @param endNanos when it ran again
   * @return null if it cannot be told: none that is visible was, or several were
   */
  QuotaLevel find(long startNanos, long endNanos) {
    readAgain(endNanos, PAUSE_NANOS);
    QuotaLevel found = compare(startNanos, endNanos);
    return found == null && readAgain(endNanos, SHORT_PAUSE_NANOS)
        ? compare(startNanos, endNanos)
        : found;
  }

  private QuotaLevel compare(long startNanos, long endNanos) {
    Reading after = after(endNanos);
    if (after == null) {
      return null;
    }
    Quotas before = before(startNanos).quotas;
    QuotaLevel found = null;
    int limited = 0;
    int grown = 0;
    for (QuotaLevel level : after.quotas.levels()) {
      limited += level.limited() ? 1 : 0;
      QuotaLevel earlier = before.level(level.cgroup());
      if (earlier != null && level.throttledNanos() > earlier.throttledNanos()) {
        grown++;
        // Lifted since: then what it was.
        found = level.limited() ? level : earlier;
      }
    }
    if (grown == 1) {
      return found;
    }
    if (grown == 0 && limited == 1 && after.quotas.whole()) {
      return after.quotas.levels().stream().filter(QuotaLevel::limited).findFirst().orElse(null);
    }
    return null;
  }

  /** The first reading that was asked for after that time; the last one if there is none. */
  private Reading after(long nanos) {
    Reading found = null;
    for (Iterator<Reading> i = readings.descendingIterator(); i.hasNext(); ) {
      Reading reading = i.next();
      if (found != null && reading.asked - nanos < 0) {
        break;
      }
      found = reading;
    }
    return found;
  }

  /** The last reading that was complete by that time; the oldest one if there is none. */
  private Reading before(long nanos) {
    Reading found = null;
    for (Reading reading : readings) {
      if (found != null && reading.answered - nanos > 0) {
        break;
      }
      found = reading;
    }
    return found;
  }

  /** Whether it was read because the last reading is older than that time, and than the pause. */
  private boolean readAgain(long nanos, long pause) {
    Reading last = readings.peekLast();
    return (last == null || (nanos - last.asked > 0 && clock.getAsLong() - last.asked >= pause))
        && look();
  }

  private boolean look() {
    long asked = clock.getAsLong();
    Quotas read = reader.read();
    if (read == null) {
      return false;
    }
    if (readings.size() == KEPT) {
      readings.removeFirst();
    }
    return readings.add(new Reading(asked, clock.getAsLong(), read));
  }
}
