package io.schedprobe.rules;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.text.Culprits;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.WorstWait;
import java.util.List;
import java.util.function.ToLongFunction;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;

/**
 * Other processes had the CPU while threads of this JVM waited.
 *
 * <p>Score: the larger of two, each 25 at its information limit and 75 at its warning limit. The
 * first is of the shares external and sibling of all waits, divided by the length of the recording:
 * 10 % means that, on the average, a tenth of a thread stood still. The second is of the largest
 * part of a single wait that other processes ran, looked for among the {@link Analysis#WORST}
 * longest waits: where so many are longer for other reasons, it is a lower bound.
 */
public final class ExternalNeighborsRule extends WaitRule {
  static final TypedPreference<IQuantity> INFO =
      limit("neighbors.info.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(1));
  static final TypedPreference<IQuantity> WARNING =
      limit("neighbors.warning.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(10));
  static final TypedPreference<IQuantity> WORST_INFO =
      limit("neighbors.worst.info.limit", UnitLookup.TIMESPAN, UnitLookup.MILLISECOND.quantity(50));
  static final TypedPreference<IQuantity> WORST_WARNING =
      limit(
          "neighbors.worst.warning.limit",
          UnitLookup.TIMESPAN,
          UnitLookup.MILLISECOND.quantity(500));

  static final TypedResult<String> CULPRIT = text("culprit");
  static final TypedResult<IQuantity> CULPRIT_TIME = time("culpritTime");
  static final TypedResult<IQuantity> OUTSIDE = time("outsideTime");
  static final TypedResult<IQuantity> WAITED = time("waited");
  static final TypedResult<IQuantity> PART = part("partOfRecording");
  static final TypedResult<IQuantity> THREADS = number("threads");
  static final TypedResult<IQuantity> WORST = time("worstTime");
  static final TypedResult<String> WORST_THREAD = text("worstThread");

  public ExternalNeighborsRule() {
    super(
        "NEIGHBORS",
        List.of(INFO, WARNING, WORST_INFO, WORST_WARNING),
        CULPRIT,
        CULPRIT_TIME,
        OUTSIDE,
        WAITED,
        PART,
        THREADS,
        WORST,
        WORST_THREAD);
  }

  @Override
  Finding find(Analysis analysis, IPreferenceValueProvider values) {
    String unknown = whyNotToldWhoRan(analysis);
    if (unknown != null) {
      return Finding.notApplicable(unknown).with(WAITED, Numbers.time(analysis.waited()));
    }
    long outside = others(analysis.shares()::get);
    long worst = 0;
    String worstThread = "";
    for (WorstWait wait : analysis.worst()) {
      long time = others(wait.what().shares()::get);
      if (time > worst) {
        worst = time;
        worstThread = wait.what().thread().label();
      }
    }
    double score =
        Math.max(
            score(
                100.0 * outside / Math.max(1, analysis.length()),
                values.getPreferenceValue(INFO),
                values.getPreferenceValue(WARNING),
                UnitLookup.PERCENT),
            score(
                (double) worst,
                values.getPreferenceValue(WORST_INFO),
                values.getPreferenceValue(WORST_WARNING),
                UnitLookup.NANOSECOND));
    Culprits.Main main = Culprits.mainOther(analysis);
    return Finding.of(score, score < 25 ? "OK" : main == null ? "UNNAMED" : "FOUND")
        .with(CULPRIT, main == null ? "" : main.words())
        .with(CULPRIT_TIME, Numbers.time(main == null ? 0 : main.time()))
        .with(OUTSIDE, Numbers.time(outside))
        .with(WAITED, Numbers.time(analysis.waited()))
        .with(PART, Numbers.percent(outside, analysis.length()))
        .with(THREADS, Numbers.count(main == null ? 0 : main.threads()))
        .with(WORST, Numbers.time(worst))
        .with(WORST_THREAD, worstThread);
  }

  private static long others(ToLongFunction<Share> shares) {
    return shares.applyAsLong(Share.EXTERNAL) + shares.applyAsLong(Share.SIBLING);
  }
}
