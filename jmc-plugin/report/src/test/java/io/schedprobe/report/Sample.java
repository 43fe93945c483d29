package io.schedprobe.report;

import io.schedprobe.analysis.feed.Damage;
import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.ThreadKind;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.overlap.Overlaps;
import io.schedprobe.analysis.overlap.PauseOverlap;
import io.schedprobe.analysis.overlap.WorkOverlap;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.Capped;
import io.schedprobe.analysis.total.Evidence;
import io.schedprobe.analysis.total.Histograms;
import io.schedprobe.analysis.total.NeighborTotals;
import io.schedprobe.analysis.total.OwnContention;
import io.schedprobe.analysis.total.Percentiles;
import io.schedprobe.analysis.total.QuotaTotals;
import io.schedprobe.analysis.total.Tally;
import io.schedprobe.analysis.total.ThreadTotals;
import io.schedprobe.analysis.total.TimeLine;
import io.schedprobe.analysis.total.TracerHealth;
import io.schedprobe.analysis.total.WorstWait;
import io.schedprobe.report.lanes.LaneBuilder;
import io.schedprobe.report.lanes.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An analysis put together by hand, with something in every part of the page. Its names can be
 * given, hostile ones too.
 */
public final class Sample {
  private static final long MS = SampleWaits.MS;
  private static final long START = SampleWaits.START;
  private static final int BUCKETS = 240;
  private static final long WIDTH = 64 * MS;

  /** Names as they should be. */
  public static final Names PLAIN =
      new Names("price-worker-%d", "sha256sum", "batch", "shop/batch-7f9", "/kubepods/burstable/x");

  /**
   * Names that others choose.
   *
   * @param thread with a place for a number
   */
  public record Names(String thread, String process, String container, String pod, String cgroup) {}

  private final Names names;
  private final List<Wait> waits;
  private final List<Run> runs;
  private final Place noisy;
  private final Place other;

  public Sample(Names names) {
    this.names = names;
    SampleWaits made = new SampleWaits(names);
    waits = made.all();
    runs = made.runs();
    noisy = made.noisy();
    other = made.other();
  }

  /** The lanes of its waits. */
  public Lanes lanes() {
    LaneBuilder builder = new LaneBuilder();
    waits.forEach(builder::onWait);
    runs.forEach(builder::onRun);
    return builder.build();
  }

  /** All of it. */
  public Analysis analysis() {
    Tally single = Tally.NONE;
    Shares shares = Shares.NONE;
    for (Wait wait : waits) {
      single = single.plus(wait.waited());
      shares = shares.plus(wait.shares());
    }
    long external = shares.get(Share.EXTERNAL);
    NeighborTotals first =
        neighbor(NeighborTotals.Level.PLACE, noisy.label(), noisy, external * 4 / 5, 0);
    NeighborTotals second =
        neighbor(NeighborTotals.Level.PLACE, other.label(), other, external - external * 4 / 5, 1);
    List<WorstWait> worst =
        waits.stream()
            .sorted((a, b) -> Long.compare(b.waited(), a.waited()))
            .limit(40)
            .map(
                wait ->
                    new WorstWait(
                        wait,
                        runs.stream().filter(run -> run.waitId() == wait.id()).toList(),
                        0,
                        0))
            .toList();
    return new Analysis(
        3_000,
        START,
        START + 15_000 * MS,
        MS,
        single,
        shares,
        Map.of(
            Onset.PREEMPTION,
            single.count() / 2,
            Onset.WAKEUP,
            single.count() - single.count() / 2),
        new Tally(9_027, single.total() + 200 * MS, single.longest()),
        shares.plus(Shares.of(Share.IDLE, 200 * MS)),
        Histograms.of(waits.stream().map(Wait::waited).toList()),
        Evidence.EACH_RUN,
        List.of(
            neighbor(NeighborTotals.Level.PROCESS, names.process(), noisy, external * 4 / 5, 0),
            neighbor(NeighborTotals.Level.PROCESS, "rsync", other, external - external * 4 / 5, 1)),
        List.of(first, second),
        List.of(neighbor(NeighborTotals.Level.POD, names.pod(), noisy, external * 4 / 5, 0)),
        12 * MS,
        threads(),
        timeLine(List.of(first, second)),
        List.of(
            new QuotaTotals(
                names.cgroup(),
                true,
                150 * MS,
                100 * MS,
                false,
                150,
                21,
                900 * MS,
                4_000 * MS,
                15_000 * MS,
                shares.get(Share.THROTTLED)),
            new QuotaTotals("/", false, -1, -1, false, -1, -1, -1, -1, 15_000 * MS, 0)),
        new OwnContention(
            shares.get(Share.SELF),
            Map.of(
                ThreadKind.APPLICATION,
                shares.get(Share.SELF) / 2,
                ThreadKind.GC,
                shares.get(Share.SELF) / 2),
            Map.of(ThreadKind.APPLICATION, shares.get(Share.SELF)),
            0,
            List.of(
                new NeighborTotals(
                    NeighborTotals.Level.PROCESS,
                    Share.SELF,
                    "GC Thread#0",
                    Place.UNKNOWN,
                    shares.get(Share.SELF) / 2,
                    200,
                    12,
                    30 * MS,
                    3 * MS,
                    List.of(),
                    false,
                    -1))),
        worst,
        overlaps(worst.get(0).what()),
        new TracerHealth(
            new TracerState(START, "ebpf", true, null, null, MS, null, true, true, 40_000),
            List.of("ebpf"),
            Map.of("suppressed", 17L, "suppressedTime", 31 * MS, "switchesMissed", 20L),
            true,
            Map.of("agentCpuTime", 120 * MS, "agentMemory", 3_000_000L, "kernelMemory", 5_000_000L),
            0,
            0,
            new FeedReport(
                3,
                0,
                0,
                1_234_567,
                List.of(new Damage(1_200_000, 34_567, "it ends in the middle of a chunk", true)),
                0)),
        new Capped(0, 0, 0, 0));
  }

  private static NeighborTotals neighbor(
      NeighborTotals.Level level, String name, Place place, long time, int rank) {
    return new NeighborTotals(
        level,
        Share.EXTERNAL,
        name,
        place,
        time,
        400,
        14,
        150 * MS,
        100 * MS,
        List.of(4242L, 4243L),
        false,
        rank);
  }

  private List<ThreadTotals> threads() {
    List<ThreadTotals> threads = new ArrayList<>();
    for (int thread = 0; thread < 14; thread++) {
      String name = names.thread().formatted(thread);
      List<Wait> of = waits.stream().filter(wait -> wait.thread().name().equals(name)).toList();
      Tally tally = Tally.NONE;
      Shares shares = Shares.NONE;
      for (Wait wait : of) {
        tally = tally.plus(wait.waited());
        shares = shares.plus(wait.shares());
      }
      threads.add(
          new ThreadTotals(
              of.get(0).thread(),
              tally,
              shares,
              new Tally(tally.count() * 4, tally.total() + 14 * MS, tally.longest()),
              shares.plus(Shares.of(Share.IDLE, 14 * MS)),
              new Percentiles(5 * MS, 40 * MS, 90 * MS, 120 * MS),
              90 * MS,
              new Culprit(Share.EXTERNAL, names.process(), noisy),
              shares.get(Share.EXTERNAL) * 4 / 5));
    }
    return threads;
  }

  private TimeLine timeLine(List<NeighborTotals> ranks) {
    List<TimeLine.Bucket> buckets = new ArrayList<>();
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      long from = START + bucket * WIDTH;
      List<Wait> in =
          waits.stream().filter(w -> w.start() >= from && w.start() < from + WIDTH).toList();
      Shares shares = Shares.NONE;
      Long[] heat = new Long[TimeLine.HEAT_ROWS];
      java.util.Arrays.fill(heat, 0L);
      long longest = 0;
      for (Wait wait : in) {
        shares = shares.plus(wait.shares());
        heat[TimeLine.heatRow(wait.waited())]++;
        longest = Math.max(longest, wait.waited());
      }
      long external = shares.get(Share.EXTERNAL);
      buckets.add(
          new TimeLine.Bucket(
              in.size(),
              longest,
              shares,
              List.of(external * 4 / 5, external / 5, 0L),
              List.of(heat)));
    }
    return new TimeLine(START, WIDTH, buckets, ranks);
  }

  private Overlaps overlaps(Wait wait) {
    Culprit culprit = new Culprit(Share.EXTERNAL, names.process(), noisy);
    Work work =
        new Work(
            Work.Kind.SOCKET_READ,
            wait.thread(),
            wait.start() - MS,
            wait.end() + MS,
            names.container() + ":8080");
    Pause pause = new Pause(Pause.Kind.GC, "GC Pause", wait.start(), wait.end());
    return new Overlaps(
        Map.of(Work.Kind.SOCKET_READ, new Overlaps.Sum(40, 12, 900 * MS, 300 * MS, wait.shares())),
        Map.of(Pause.Kind.GC, new Overlaps.Sum(9, 3, 90 * MS, 60 * MS, wait.shares())),
        List.of(
            new WorkOverlap(
                work, 1, wait.waited(), wait.shares(), culprit, wait.shares().get(Share.EXTERNAL))),
        List.of(
            new PauseOverlap(
                pause,
                2,
                wait.waited(),
                wait.waited(),
                wait.thread(),
                wait.shares(),
                culprit,
                wait.shares().get(Share.EXTERNAL))));
  }
}
