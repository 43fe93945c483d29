package io.schedprobe.analysis.overlap;

import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.model.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lays waits beside pauses and work. An event may lie in another chunk than what it overlaps, as
 * each is written when it has ended: pauses and work are looked at one chunk later, beside the
 * waits of three chunks. A wait that ended two chunks before the work it lies in is not found.
 *
 * <p>Memory is bounded, even where all of a recording comes as one chunk: of too many, the shortest
 * are left out, as they explain least. Works and pauses among them are counted in the sums all the
 * same, as if no wait lay in them.
 */
public final class OverlapBuilder {
  private final int limit;
  private final ArrayDeque<Held<Wait>> waits = new ArrayDeque<>();
  private final ArrayDeque<Held<Work>> works = new ArrayDeque<>();
  private final ArrayDeque<Held<Pause>> pauses = new ArrayDeque<>();
  private final Map<Work.Kind, Overlaps.Sum> workSums = new EnumMap<>(Work.Kind.class);
  private final Map<Pause.Kind, Overlaps.Sum> pauseSums = new EnumMap<>(Pause.Kind.class);
  private final Worst<WorkOverlap> worstWorks =
      new Worst<>(Overlaps.WORST, Comparator.comparingLong(WorkOverlap::waited));
  private final Worst<PauseOverlap> worstPauses =
      new Worst<>(Overlaps.WORST, Comparator.comparingLong(PauseOverlap::longest));
  private int chunk;
  private long beyond;

  private record Held<T>(T what, long length, int chunk) {}

  /**
   * Holds nothing so far.
   *
   * @param limit waits, works and pauses that are held at a time, of each
   */
  public OverlapBuilder(int limit) {
    this.limit = limit;
  }

  public void add(Wait wait) {
    hold(waits, wait, wait.waited(), leftOut -> {});
  }

  public void add(Work work) {
    hold(
        works,
        work,
        work.length(),
        leftOut -> sum(leftOut, new Within(leftOut.start(), leftOut.end())));
  }

  public void add(Pause pause) {
    hold(
        pauses,
        pause,
        pause.length(),
        leftOut -> sum(leftOut, new Within(leftOut.start(), leftOut.end())));
  }

  private <T> void hold(ArrayDeque<Held<T>> held, T what, long length, Consumer<T> leaveOut) {
    held.addLast(new Held<>(what, length, chunk));
    if (held.size() <= limit) {
      return;
    }
    // A quarter at a time, since finding the shortest takes a look at all.
    int less = Math.max(1, held.size() / 4);
    long[] lengths = held.stream().mapToLong(Held::length).sorted().toArray();
    long longest = lengths[less - 1];
    int[] asLong = {less - (int) Arrays.stream(lengths).filter(one -> one < longest).count()};
    held.removeIf(
        one -> {
          boolean out = one.length < longest || (one.length == longest && asLong[0]-- > 0);
          if (out) {
            leaveOut.accept(one.what);
          }
          return out;
        });
    beyond += less;
  }

  /** What follows was told in another chunk. */
  public void endChunk() {
    lay(chunk - 1);
    chunk++;
    while (!waits.isEmpty() && waits.peekFirst().chunk < chunk - 2) {
      waits.removeFirst();
    }
  }

  /** Waits, works and pauses that found no room, and were not laid beside others. */
  public long beyond() {
    return beyond;
  }

  /** Everything so far. Nothing may be added afterwards. */
  public Overlaps build() {
    lay(chunk);
    return new Overlaps(workSums, pauseSums, worstWorks.sorted(), worstPauses.sorted());
  }

  /** Looks at the works and pauses of all chunks up to one. */
  private void lay(int last) {
    List<Work> dueWorks = due(works, last);
    List<Pause> duePauses = due(pauses, last);
    if (dueWorks.isEmpty() && duePauses.isEmpty()) {
      return;
    }
    List<Wait> sorted = new ArrayList<>(waits.size());
    waits.forEach(held -> sorted.add(held.what));
    sorted.sort(Comparator.comparingLong(Wait::start));
    WaitsInTime all = new WaitsInTime(sorted);
    Map<Long, WaitsInTime> byThread = byThread(sorted);
    for (Work work : dueWorks) {
      WaitsInTime own = byThread.get(work.thread().javaThreadId());
      Within within = new Within(work.start(), work.end());
      if (own != null) {
        own.forEach(work.start(), work.end(), within::add);
      }
      sum(work, within);
      if (within.waited() > 0) {
        worstWorks.add(
            new WorkOverlap(
                work,
                within.waits(),
                within.waited(),
                within.shares(),
                within.culprit(),
                within.culpritTime()));
      }
    }
    for (Pause pause : duePauses) {
      Within within = new Within(pause.start(), pause.end());
      all.forEach(
          pause.start(),
          pause.end(),
          wait -> {
            if (lengthens(pause, wait)) {
              within.add(wait);
            }
          });
      sum(pause, within);
      if (within.waited() > 0) {
        worstPauses.add(
            new PauseOverlap(
                pause,
                within.waits(),
                within.waited(),
                within.longest(),
                within.longestThread(),
                within.shares(),
                within.culprit(),
                within.culpritTime()));
      }
    }
  }

  /** Whether a wait can have lengthened a pause: nobody waits for a thread that is held anyway. */
  private static boolean lengthens(Pause pause, Wait wait) {
    if (pause.kind() == Pause.Kind.TO_SAFEPOINT) {
      return true;
    }
    return switch (wait.thread().kind()) {
      case GC, VM -> true;
      default -> false;
    };
  }

  private <T> List<T> due(ArrayDeque<Held<T>> held, int last) {
    List<T> due = new ArrayList<>();
    while (!held.isEmpty() && held.peekFirst().chunk <= last) {
      due.add(held.removeFirst().what);
    }
    return due;
  }

  private static Map<Long, WaitsInTime> byThread(List<Wait> sorted) {
    Map<Long, List<Wait>> lists = new HashMap<>();
    for (Wait wait : sorted) {
      if (wait.thread().javaThreadId() >= 0) {
        lists.computeIfAbsent(wait.thread().javaThreadId(), id -> new ArrayList<>()).add(wait);
      }
    }
    Map<Long, WaitsInTime> byThread = new HashMap<>();
    lists.forEach((id, list) -> byThread.put(id, new WaitsInTime(list)));
    return byThread;
  }

  private void sum(Work work, Within within) {
    workSums.merge(work.kind(), within.sum(), OverlapBuilder::plus);
  }

  private void sum(Pause pause, Within within) {
    pauseSums.merge(pause.kind(), within.sum(), OverlapBuilder::plus);
  }

  private static Overlaps.Sum plus(Overlaps.Sum a, Overlaps.Sum b) {
    return new Overlaps.Sum(
        a.count() + b.count(),
        a.hit() + b.hit(),
        a.length() + b.length(),
        a.waited() + b.waited(),
        a.shares().plus(b.shares()));
  }
}
