package io.schedprobe.report.lanes;

import io.schedprobe.analysis.feed.EventSink;
import io.schedprobe.analysis.model.NeighborPeriod;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Quota;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.Statistics;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.Throttled;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.model.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays single waits into columns of time. A wait that lies in several columns is shared out to them
 * in proportion, and each of its shares likewise: when within a wait a share fell is not recorded.
 *
 * <p>Memory is bounded: {@link #COLUMNS} columns, which double their width when the recording turns
 * out longer, and {@link #THREADS} threads, of which those that waited least are given up when more
 * come.
 */
public final class LaneBuilder implements EventSink {
  /** Columns at the most. */
  public static final int COLUMNS = 400;

  static final int THREADS = 256;
  private static final long NARROWEST = 1_000_000; // ns

  /** The kernel gives the id of a thread that ended again, to one of the same name too. */
  private record Key(long osThreadId, long javaThreadId, String name) {
    static Key of(StalledThread thread) {
      // The JVM's own id stays as it is when a thread takes another name.
      return new Key(
          thread.osThreadId(),
          thread.javaThreadId(),
          thread.javaThreadId() < 0 ? thread.label() : null);
    }
  }

  private final Map<Key, Lane> lanes = new HashMap<>();
  private long width = NARROWEST;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long givenUp;

  /** Spreads an amount over the columns of a stretch of time. */
  private interface ToColumn {
    void add(long column, long nanos);
  }

  @Override
  public void onWait(Wait wait) {
    if (!fits(wait.start(), wait.waited())) {
      return;
    }
    cover(wait.start(), wait.waited());
    Lane lane = lane(wait.thread());
    for (Share share : Share.values()) {
      long nanos = wait.shares().get(share);
      if (nanos > 0) {
        spread(wait.start(), wait.waited(), nanos, (at, part) -> lane.addShare(at, share, part));
      }
    }
    if (wait.neighbor() != null && wait.neighbor().kind() == Share.EXTERNAL) {
      String place = wait.neighbor().place().id();
      spread(
          wait.start(),
          wait.waited(),
          wait.neighborTime(),
          (at, part) -> lane.addLargest(at, place, part));
    }
  }

  @Override
  public void onRun(Run run) {
    if (run.culprit().kind() != Share.EXTERNAL || !fits(run.start(), run.waited())) {
      return;
    }
    cover(run.start(), run.waited());
    Lane lane = lane(run.thread());
    String place = run.culprit().place().id();
    spread(run.start(), run.waited(), run.cpuTime(), (at, part) -> lane.addRun(at, place, part));
  }

  private static boolean fits(long start, long length) {
    return start >= 0 && length > 0;
  }

  private void cover(long start, long length) {
    first = Math.min(first, Math.floorDiv(start, width));
    last = Math.max(last, Math.floorDiv(start + length - 1, width));
    while (last - first >= COLUMNS) {
      width *= 2;
      first = Math.floorDiv(first, 2);
      last = Math.floorDiv(last, 2);
      lanes.values().forEach(Lane::halve);
    }
  }

  private Lane lane(StalledThread thread) {
    Key key = Key.of(thread);
    Lane lane = lanes.get(key);
    if (lane == null) {
      if (lanes.size() >= THREADS) {
        giveUp();
      }
      lane = new Lane(thread);
      lanes.put(key, lane);
    }
    return lane;
  }

  /** Gives the half of the lanes up that is of the threads that waited least. */
  private void giveUp() {
    lanes.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().total()))
        .limit(THREADS / 2)
        .toList()
        .forEach(
            entry -> {
              givenUp += entry.getValue().total();
              lanes.remove(entry.getKey());
            });
  }

  private void spread(long start, long length, long nanos, ToColumn to) {
    long end = start + length;
    long given = 0;
    for (long column = Math.floorDiv(start, width); column * width < end; column++) {
      long until = Math.min(end, (column + 1) * width);
      // What is due up to here less what was given: the parts sum to the whole.
      long due = until == end ? nanos : Math.round((double) nanos * (until - start) / length);
      if (due > given) {
        to.add(column, due - given);
        given = due;
      }
    }
  }

  /** The lanes of all that was added. */
  public Lanes build() {
    List<Lane> longest =
        whole().stream()
            .filter(lane -> lane.total() > 0)
            .sorted(Comparator.comparingLong(Lane::total).reversed())
            .toList();
    return longest.isEmpty()
        ? Lanes.EMPTY
        : new Lanes(first, width, (int) (last - first + 1), longest, givenUp);
  }

  /**
   * What is told without the JVM's id is of the Java thread of that id and name, if there is one.
   */
  private Collection<Lane> whole() {
    List<Lane> java = lanes.values().stream().filter(LaneBuilder::isJava).toList();
    List<Lane> whole = new ArrayList<>(java);
    for (Lane lane : lanes.values()) {
      if (!isJava(lane)) {
        java.stream()
            .filter(other -> other.thread().osThreadId() == lane.thread().osThreadId())
            .filter(other -> other.thread().label().equals(lane.thread().label()))
            .min(Comparator.comparingLong(lane::distance))
            .ifPresentOrElse(other -> other.add(lane), () -> whole.add(lane));
      }
    }
    lanes.values().retainAll(whole);
    return whole;
  }

  private static boolean isJava(Lane lane) {
    return lane.thread().javaThreadId() >= 0;
  }

  @Override
  public void onThreadPeriod(ThreadPeriod period) {}

  @Override
  public void onNeighborPeriod(NeighborPeriod period) {}

  @Override
  public void onThrottled(Throttled throttled) {}

  @Override
  public void onQuota(Quota quota) {}

  @Override
  public void onTracerState(TracerState state) {}

  @Override
  public void onStatistics(Statistics statistics) {}

  @Override
  public void onPause(Pause pause) {}

  @Override
  public void onWork(Work work) {}

  @Override
  public void onJfrLoss(long bytes) {}

  @Override
  public void onChunk(long start, long end) {}
}
