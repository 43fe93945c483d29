package io.schedprobe.alert;

import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Severity;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The queue before one outlet, and what it has been told. Guarded by its dispatcher's lock. */
final class Lane {
  static final int LENGTH = 32;
  static final int TRIES = 4;

  private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;

  /** More alerts than the detector can have open at once are not remembered. */
  private static final int MOST_OPEN = 128;

  /** A word in the queue; no two are the same. */
  static final class Item {
    private final AlertMessage message;
    private final boolean reminder;

    Item(AlertMessage message, boolean reminder) {
      this.message = message;
      this.reminder = reminder;
    }

    AlertMessage message() {
      return message;
    }

    boolean reminder() {
      return reminder;
    }
  }

  final Outlet outlet;
  private final ArrayDeque<Item> queue = new ArrayDeque<>();
  private final Map<Long, AlertMessage> open = new HashMap<>();
  private int failures;
  private long notBefore;
  private boolean paused;
  long delivered;
  long retries;
  long refused;
  long givenUp;
  long overflowed;
  long remindersLost;

  Lane(Outlet outlet) {
    this.outlet = outlet;
  }

  /** Whether the alert is to come here: by its targets, or because an earlier word of it did. */
  boolean wants(AlertMessage message) {
    Set<Channel> targets = message.alert().targets();
    return targets.isEmpty()
        || targets.contains(outlet.channel())
        || open.containsKey(message.alert().id());
  }

  void offer(AlertMessage message) {
    AlertMessage last = open.get(message.alert().id());
    Severity before = last == null ? null : last.alert().severity();
    if (message.resolved()) {
      open.remove(message.alert().id());
    } else if (last != null || open.size() < MOST_OPEN) {
      open.put(message.alert().id(), message);
    }
    put(new Item(message.after(before), false));
  }

  /** Puts in what the outlet is to be reminded of, unless it has not even taken the last words. */
  void remind() {
    if (outlet.forgets() && queue.isEmpty()) {
      open.values().stream().limit(LENGTH).forEach(m -> put(new Item(m, true)));
    }
  }

  private void put(Item item) {
    if (queue.size() == LENGTH) {
      Item oldest = queue.poll();
      if (oldest.reminder()) {
        remindersLost++;
      } else {
        overflowed++;
      }
      failures = 0;
    }
    queue.add(item);
  }

  /** What is to be tried now; null if nothing is. */
  Item due(long now) {
    return paused && now - notBefore < 0 ? null : queue.peek();
  }

  /** For how long nothing is due, nanoseconds; {@link Long#MAX_VALUE} if nothing waits. */
  long pause(long now) {
    if (queue.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return paused ? Math.max(0, notBefore - now) : 0;
  }

  void succeeded(Item item) {
    delivered += item.reminder() ? 0 : 1;
    done(item);
  }

  void refused(Item item) {
    if (item.reminder()) {
      remindersLost++;
    } else {
      refused++;
    }
    done(item);
  }

  /** To be tried again after a pause that doubles, or given up. */
  void failed(Item item, long now) {
    if (queue.peek() != item) {
      return;
    }
    failures++;
    if (failures >= TRIES) {
      if (item.reminder()) {
        remindersLost++;
      } else {
        givenUp++;
      }
      done(item);
    } else {
      retries++;
      paused = true;
      notBefore = now + (FIRST_PAUSE_NANOS << (failures - 1));
    }
  }

  private void done(Item item) {
    if (queue.peek() == item) {
      queue.poll();
    }
    failures = 0;
    paused = false;
  }

  int waiting() {
    return queue.size();
  }
}
