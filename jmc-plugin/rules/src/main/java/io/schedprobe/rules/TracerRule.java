package io.schedprobe.rules;

import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.TracerHealth;
import java.util.List;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;

/**
 * The tracer is less than whole, or lost events: what the other rules say is incomplete.
 *
 * <p>Score: the largest of these. 75 if no source served, {@link #DEGRADED} if another than the
 * kernel tracer did. 25 at the information limit and 75 at the warning limit for the single waits
 * that are missing (held back by the rate cap, dropped, not written), divided by all that were due.
 * {@link #LESSER} if JFR itself lost events, if waits were not read when the recording ended, if
 * {@code /proc} served for a part of it, if the quota's share is not measured, or if events could
 * not be backdated.
 */
public final class TracerRule extends WaitRule {
  static final double NO_SOURCE = 75;
  static final double DEGRADED = 50;
  static final double LESSER = 25;

  static final TypedPreference<IQuantity> INFO =
      limit("tracer.info.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(1));
  static final TypedPreference<IQuantity> WARNING =
      limit("tracer.warning.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(25));

  static final TypedResult<String> SOURCE = text("source");
  static final TypedResult<String> REASON = text("reason");
  static final TypedResult<String> REMEDY = text("remedy");
  static final TypedResult<String> LOST = text("lost");
  static final TypedResult<IQuantity> MISSING = number("missing");
  static final TypedResult<IQuantity> PART = part("partMissing");

  public TracerRule() {
    super("TRACER", List.of(INFO, WARNING), SOURCE, REASON, REMEDY, LOST, MISSING, PART);
  }

  @Override
  Finding find(Analysis analysis, IPreferenceValueProvider values) {
    TracerHealth tracer = analysis.tracer();
    TracerState state = tracer.best();
    if (state == null) {
      return Finding.notApplicable("UNKNOWN");
    }
    long missing = tracer.waitsMissing();
    long due = missing + analysis.single().count();
    double part = due > 0 ? 100.0 * missing / due : 0;
    double byLoss =
        score(
            part,
            values.getPreferenceValue(INFO),
            values.getPreferenceValue(WARNING),
            UnitLookup.PERCENT);
    double bySource =
        switch (state.source()) {
          case "ebpf" -> 0;
          case "proc" -> DEGRADED;
          default -> NO_SOURCE;
        };
    boolean lesser =
        tracer.jfrLost() > 0
            || tracer.unread() > 0
            || tracer.partlyByProc()
            || (state.source().equals("ebpf")
                && !(state.throttlingMeasured() && state.backdated()));
    double score = Math.max(Math.max(byLoss, bySource), lesser ? LESSER : 0);
    String text = bySource > 0 ? "DEGRADED" : byLoss >= 25 ? "LOSING" : lesser ? "LESSER" : "OK";
    return Finding.of(score, text)
        .with(SOURCE, state.source())
        .with(REASON, state.reason() == null ? Messages.get("TRACER_NO_REASON") : state.reason())
        .with(REMEDY, state.remedy() == null ? Messages.get("TRACER_NO_REMEDY") : state.remedy())
        .with(LOST, Sentences.losses(tracer))
        .with(MISSING, Numbers.count(missing))
        .with(PART, Numbers.percent(missing, due));
  }
}
