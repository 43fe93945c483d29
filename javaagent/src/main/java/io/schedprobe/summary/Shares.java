package io.schedprobe.summary;

import io.schedprobe.model.Share;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Time by share of the wait, in nanoseconds. */
final class Shares {
  private final Map<Share, Long> nanos = new EnumMap<>(Share.class);

  /** Adds every share that the event has as a field of the share's name. */
  void add(Fact fact) {
    for (Share share : Share.values()) {
      add(share, fact.number(share.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Adds a time; unknown (negative) adds nothing. */
  void add(Share share, long time) {
    if (time > 0) {
      nanos.merge(share, time, Long::sum);
    }
  }

  long get(Share share) {
    return nanos.getOrDefault(share, 0L);
  }

  long sum() {
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Time in which some task ran. */
  long ran() {
    return get(Share.EXTERNAL) + get(Share.SIBLING) + get(Share.SELF) + get(Share.KERNEL);
  }

  /** The largest share; UNATTRIBUTED if there is none. */
  Share largest() {
    Share largest = Share.UNATTRIBUTED;
    for (Share share : Share.values()) {
      if (get(share) > get(largest)) {
        largest = share;
      }
    }
    return largest;
  }
}
