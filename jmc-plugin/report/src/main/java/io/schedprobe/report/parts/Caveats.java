package io.schedprobe.report.parts;

import io.schedprobe.analysis.feed.Damage;
import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.Capped;
import io.schedprobe.analysis.total.Evidence;
import io.schedprobe.analysis.total.TracerHealth;
import io.schedprobe.report.lanes.Lanes;
import java.util.ArrayList;
import java.util.List;

/** Everything that is missing from the numbers, a sentence each, the gravest first. */
final class Caveats {
  private final Analysis analysis;
  private final List<String> caveats = new ArrayList<>();

  private Caveats(Analysis analysis) {
    this.analysis = analysis;
  }

  static List<String> of(Analysis analysis, Lanes lanes) {
    Caveats of = new Caveats(analysis);
    of.reading(analysis.tracer().reading());
    if (!analysis.isEmpty()) {
      of.source(analysis.tracer());
      of.evidence();
      of.losses(analysis.tracer());
      of.caps(analysis.capped(), lanes);
    }
    return of.caveats;
  }

  private void reading(FeedReport reading) {
    for (Damage damage : reading.damages()) {
      caveats.add(DamageWords.of(damage, reading, analysis.events()));
    }
    if (reading.moreDamages() > 0) {
      caveats.add(Quantity.count(reading.moreDamages(), "more damage") + " in the file.");
    }
    if (reading.implausible() > 0) {
      caveats.add(
          Quantity.count(reading.implausible(), "event")
              + " left out: they lie far outside of the time of their part of the file.");
    }
    if (reading.duplicates() > 0) {
      caveats.add(
          Quantity.count(reading.duplicates(), "chunk")
              + " found twice in the file, counted once.");
    }
    if (analysis.tracer().jfrLost() > 0) {
      caveats.add(
          "JFR itself had no room for "
              + PageBuilder.bytes(analysis.tracer().jfrLost())
              + " of events.");
    }
  }

  private void source(TracerHealth tracer) {
    TracerState state = tracer.best();
    if (state == null) {
      caveats.add("The recording does not tell by what the waits were measured.");
      return;
    }
    if (state.source().equals("proc")) {
      caveats.add(
          "Measured by /proc alone: no single waits, no shares, nobody is named." + because(state));
    } else if (state.source().equals("none")) {
      caveats.add("Nothing was measured." + because(state));
    } else if (tracer.sources().size() > 1) {
      caveats.add(
          "In parts of the recording the source was another, or there was none: "
              + String.join(", ", tracer.sources())
              + ".");
    }
    if (state.limitation() != null) {
      caveats.add(state.limitation() + (state.limitation().endsWith(".") ? "" : "."));
    }
    if (state.source().equals("ebpf") && !state.throttlingMeasured()) {
      caveats.add("Throttling is not measured on this kernel; its time is in the other shares.");
    }
    if (state.source().equals("ebpf") && !state.backdated()) {
      caveats.add("This JVM does not let events be backdated: they lie where waits ended.");
    }
  }

  private static String because(TracerState state) {
    return (state.reason() == null ? "" : " Why: " + state.reason())
        + (state.remedy() == null ? "" : " What to do: " + state.remedy());
  }

  private void evidence() {
    if (analysis.knowsSingle() && analysis.evidence() == Evidence.LARGEST_ONLY) {
      caveats.add(
          "The event schedprobe.NeighborRun is not in the recording: of each wait the largest"
              + " neighbor alone is known.");
    }
    if (analysis.evidence() == Evidence.CGROUPS) {
      caveats.add("Neighbors are known by cgroup and in sums alone.");
    }
    if (analysis.knowsSingle() && analysis.unnamed() > 0) {
      caveats.add(
          "Tasks that nothing names had the CPU for "
              + Quantity.time(analysis.unnamed())
              + " of single waits ("
              + Quantity.percent(analysis.unnamed(), analysis.single().total())
              + ").");
    }
  }

  private void losses(TracerHealth tracer) {
    tracer.lost().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(lost -> caveats.add(Losses.words(lost.getKey(), lost.getValue()) + "."));
    if (tracer.unread() > 0) {
      caveats.add(
          PageBuilder.bytes(tracer.unread())
              + " of waits were not read yet when the recording ended.");
    }
    if (!tracer.statistics()) {
      caveats.add(
          "The recording does not tell of losses (schedprobe.TracerStatistics is not in it), so"
              + " there may have been some.");
    }
  }

  private void caps(Capped capped, Lanes lanes) {
    cap(capped.threads(), "event", "of more threads than this report tells apart");
    cap(capped.culprits(), "run", "of more neighbors than this report tells apart");
    cap(capped.quotas(), "event", "of more quotas than this report tells apart");
    if (capped.overlaps() > 0) {
      caveats.add(
          Quantity.count(capped.overlaps())
              + " waits, pauses and other events were not laid beside each other, the shortest of too"
              + " many at a time: pauses and events without a wait may have one.");
    }
    if (lanes.givenUp() > 0) {
      caveats.add(
          "Lanes leave out "
              + Quantity.time(lanes.givenUp())
              + " of waiting: more threads waited than lanes are kept for.");
    }
  }

  private void cap(long number, String noun, String what) {
    if (number > 0) {
      caveats.add(Quantity.count(number, noun) + " " + what + "; they are in rows of others.");
    }
  }
}
