package io.schedprobe.rules;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.WorstWait;
import java.util.List;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;

/**
 * Threads were ready to run on a CPU that was idle, and still waited: a deep sleep state, or a
 * virtual CPU that the hypervisor did not run.
 *
 * <p>Score: the larger of two, each 25 at its information limit and 75 at its warning limit. The
 * first is of the share idle of all waits divided by their number, where there are at least {@link
 * #ENOUGH}. The second is of the share idle of the single waits, which are those over the
 * threshold, divided by the length of the recording.
 */
public final class IdleCpuRule extends WaitRule {
  /** Waits from which on a mean says something. */
  static final long ENOUGH = 1_000;

  static final TypedPreference<IQuantity> INFO =
      limit("idle.info.limit", UnitLookup.TIMESPAN, UnitLookup.MICROSECOND.quantity(100));
  static final TypedPreference<IQuantity> WARNING =
      limit("idle.warning.limit", UnitLookup.TIMESPAN, UnitLookup.MICROSECOND.quantity(1_000));
  static final TypedPreference<IQuantity> LONG_INFO =
      limit("idle.long.info.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(0.5));
  static final TypedPreference<IQuantity> LONG_WARNING =
      limit("idle.long.warning.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(5));

  static final TypedResult<IQuantity> MEAN = time("meanIdle");
  static final TypedResult<IQuantity> TOTAL = time("idleTime");
  static final TypedResult<IQuantity> PART = part("partOfRecording");
  static final TypedResult<IQuantity> WORST = time("worstTime");
  static final TypedResult<String> WORST_THREAD = text("worstThread");

  public IdleCpuRule() {
    super(
        "IDLE",
        List.of(INFO, WARNING, LONG_INFO, LONG_WARNING),
        MEAN,
        TOTAL,
        PART,
        WORST,
        WORST_THREAD);
  }

  @Override
  Finding find(Analysis analysis, IPreferenceValueProvider values) {
    String unknown = whyNotToldWhoRan(analysis);
    if (unknown != null) {
      return Finding.notApplicable(unknown);
    }
    long waits = analysis.all().count();
    long mean = waits >= ENOUGH ? analysis.allShares().get(Share.IDLE) / waits : 0;
    long single = analysis.singleShares().get(Share.IDLE);
    long worst = 0;
    String worstThread = "";
    for (WorstWait wait : analysis.worst()) {
      long idle = wait.what().shares().get(Share.IDLE);
      if (idle > worst) {
        worst = idle;
        worstThread = wait.what().thread().label();
      }
    }
    double score =
        Math.max(
            score(
                (double) mean,
                values.getPreferenceValue(INFO),
                values.getPreferenceValue(WARNING),
                UnitLookup.NANOSECOND),
            score(
                100.0 * single / Math.max(1, analysis.length()),
                values.getPreferenceValue(LONG_INFO),
                values.getPreferenceValue(LONG_WARNING),
                UnitLookup.PERCENT));
    return Finding.of(score, score < 25 ? "OK" : "FOUND")
        .with(MEAN, Numbers.time(mean))
        .with(TOTAL, Numbers.time(Math.max(single, analysis.allShares().get(Share.IDLE))))
        .with(PART, Numbers.percent(single, analysis.length()))
        .with(WORST, Numbers.time(worst))
        .with(WORST_THREAD, worstThread);
  }
}
