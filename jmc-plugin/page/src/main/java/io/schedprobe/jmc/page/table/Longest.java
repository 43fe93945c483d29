package io.schedprobe.jmc.page.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The longest of many. JMC's lists take each event that they are given in the UI thread, and show
 * some ten thousand.
 *
 * @param kept in the order in which they were
 * @param of how many there are
 */
record Longest<T>(List<T> kept, int of) {
  static final int LIMIT = 10_000;

  static <T> Longest<T> of(List<T> all, ToLongFunction<T> length) {
    return of(all, length, LIMIT);
  }

  static <T> Longest<T> of(List<T> all, ToLongFunction<T> length, int limit) {
    if (all.size() <= limit) {
      return new Longest<>(all, all.size());
    }
    long[] lengths = all.stream().mapToLong(length).sorted().toArray();
    long least = lengths[lengths.length - limit];
    // Of those that are just long enough, not all may have a place.
    int places = limit - (int) Arrays.stream(lengths).filter(l -> l > least).count();
    List<T> kept = new ArrayList<>(limit);
    for (T one : all) {
      long own = length.applyAsLong(one);
      if (own > least || (own == least && places-- > 0)) {
        kept.add(one);
      }
    }
    return new Longest<>(kept, all.size());
  }

  boolean isAll() {
    return kept.size() == of;
  }
}
