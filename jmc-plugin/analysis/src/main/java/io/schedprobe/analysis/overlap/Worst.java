package io.schedprobe.analysis.overlap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The largest of many, of bounded number. */
final class Worst<T> {
  private final int limit;
  private final Comparator<T> order;
  private final PriorityQueue<T> kept;

  Worst(int limit, Comparator<T> order) {
    this.limit = limit;
    this.order = order;
    this.kept = new PriorityQueue<>(order);
  }

  void add(T one) {
    kept.add(one);
    if (kept.size() > limit) {
      kept.remove();
    }
  }

  /** The largest first. */
  List<T> sorted() {
    List<T> sorted = new ArrayList<>(kept);
    sorted.sort(order.reversed());
    return sorted;
  }
}
