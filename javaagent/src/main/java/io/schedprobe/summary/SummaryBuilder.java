package io.schedprobe.summary;

import io.schedprobe.model.Onset;
import io.schedprobe.model.Share;
import io.schedprobe.summary.Summary.Evidence;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up events, of any type and in any order, in bounded memory. */
public final class SummaryBuilder {
  private static final String PREFIX = "schedprobe.";

  private final Threads threads = new Threads();
  private final Culprits runs = new Culprits();
  private final Culprits largest = new Culprits();
  private final Culprits cgroups = new Culprits();
  private final Waits all = new Waits();
  private final Waits single = new Waits();
  private final Shares allShares = new Shares();
  private final Shares singleShares = new Shares();
  private final Map<Onset, Long> onsets = new EnumMap<>(Onset.class);
  private final QuotaTally quota = new QuotaTally();
  private final SourceTally source = new SourceTally();
  private final Losses losses = new Losses();
  private final ThresholdTally settings = new ThresholdTally();
  private long events;
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;
  private long singleType = Fact.UNKNOWN;
  private String damage;

  /** Takes an event; those that say nothing about waits are passed over. */
  public void accept(Fact fact) {
    String type = fact.type();
    if (!type.startsWith(PREFIX)) {
      switch (type) {
        case "jdk.DataLoss" -> losses.addJfr(fact);
        case "jdk.ActiveSetting" -> settings.add(fact);
        default -> {}
      }
      return;
    }
    events++;
    start = Math.min(start, fact.startNanos());
    end = Math.max(end, fact.endNanos());
    switch (type.substring(PREFIX.length())) {
      case "RunQueueLatency" -> addWait(fact);
      case "NeighborRun" -> addRun(fact);
      case "ThreadRunQueue" -> addPeriod(fact);
      case "Neighbor" ->
          cgroups.of(Share.EXTERNAL, "", Place.of(fact, "")).add(fact.number("stalledTime"));
      case "CpuQuota" -> quota.add(fact);
      case "TracerState" -> source.add(fact);
      case "TracerStatistics" -> losses.add(fact);
      default -> {
        // Preemption and Throttling tell of waits that RunQueueLatency tells of too.
      }
    }
  }

  /** Says that not all of the recording could be read, and why; null if all could. */
  public void damage(String reason) {
    damage = reason;
  }

  public Summary build() {
    Evidence evidence = evidence();
    Culprits culprits =
        switch (evidence) {
          case EACH_RUN -> runs;
          case LARGEST_ONLY -> largest;
          case CGROUPS, NONE -> cgroups;
        };
    List<ThreadTally> waited =
        threads.tallies().stream()
            .filter(ThreadTally::waited)
            .sorted(
                Comparator.comparingLong(ThreadTally::nanos)
                    .reversed()
                    .thenComparing(ThreadTally::name))
            .toList();
    List<CulpritTally> ran =
        culprits.tallies().stream()
            .filter(culprit -> culprit.nanos() > 0)
            .sorted(
                Comparator.comparingLong(CulpritTally::nanos)
                    .reversed()
                    .thenComparing(culprit -> culprit.key().name()))
            .toList();
    long unnamed = evidence == Evidence.CGROUPS ? 0 : singleShares.ran() - culprits.nanos();
    return new Summary(
        events,
        start,
        end,
        threshold(),
        all,
        allShares,
        single,
        singleShares,
        onsets,
        waited,
        threads.limited(),
        ran,
        evidence,
        Math.max(0, unnamed),
        quota,
        source,
        losses,
        damage);
  }

  private long threshold() {
    long setting = settings.of(singleType);
    return setting >= 0 ? setting : source.threshold();
  }

  private Evidence evidence() {
    if (!runs.isEmpty()) {
      return Evidence.EACH_RUN;
    }
    if (!largest.isEmpty()) {
      return Evidence.LARGEST_ONLY;
    }
    return cgroups.isEmpty() ? Evidence.NONE : Evidence.CGROUPS;
  }

  private void addWait(Fact fact) {
    long nanos = Math.max(0, fact.number("waited"));
    singleType = fact.typeId();
    ThreadTally thread = threads.of(fact);
    thread.addSingle(nanos);
    thread.singleShares.add(fact);
    single.add(1, nanos, nanos);
    singleShares.add(fact);
    for (Onset onset : Onset.values()) {
      if (onset.name().equalsIgnoreCase(fact.text("onset"))) {
        onsets.merge(onset, 1L, Long::sum);
      }
    }
    String process = fact.text("neighbor");
    if (process != null) {
      largest
          .of(Culprits.kind(fact.text("neighborKind")), process, Place.of(fact, "neighbor"))
          .add(fact.number("neighborTime"), fact.number("neighborPid"), thread);
    }
  }

  private void addRun(Fact fact) {
    Share kind = Culprits.kind(fact.text("kind"));
    String name = fact.text(Culprits.inner(kind) ? "threadName" : "process");
    runs.of(kind, name, Place.of(fact, ""))
        .add(fact.number("cpuTime"), fact.number("pid"), threads.of(fact));
  }

  private void addPeriod(Fact fact) {
    ThreadTally thread = threads.of(fact);
    long count = fact.number("waits");
    long nanos = fact.number("total");
    long max = fact.number("max");
    thread.all.add(count, nanos, max);
    thread.allShares.add(fact);
    thread.addPeriod(fact.number("p99"));
    all.add(count, nanos, max);
    allShares.add(fact);
  }
}
