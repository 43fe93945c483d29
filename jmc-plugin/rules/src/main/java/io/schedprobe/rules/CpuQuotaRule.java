package io.schedprobe.rules;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.QuotaTotals;
import java.util.List;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;

/**
 * A CPU quota held threads back.
 *
 * <p>Score: the larger of two, each 25 at its information limit and 75 at its warning limit. The
 * first is of the share throttled of all waits, divided by the length of the recording. The second
 * is of the quota periods in which the cgroup was throttled, divided by those in which it ran, by
 * the kernel's own account, so that the rule works without the kernel tracer too.
 */
public final class CpuQuotaRule extends WaitRule {
  static final TypedPreference<IQuantity> INFO =
      limit("quota.info.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(1));
  static final TypedPreference<IQuantity> WARNING =
      limit("quota.warning.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(10));
  static final TypedPreference<IQuantity> PERIODS_INFO =
      limit("quota.periods.info.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(1));
  static final TypedPreference<IQuantity> PERIODS_WARNING =
      limit("quota.periods.warning.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(25));

  static final TypedResult<IQuantity> LOST = time("throttledTime");
  static final TypedResult<IQuantity> PART = part("partOfRecording");
  static final TypedResult<IQuantity> PERIODS = number("periods");
  static final TypedResult<IQuantity> THROTTLED_PERIODS = number("throttledPeriods");
  static final TypedResult<String> QUOTA = text("quota");
  static final TypedResult<String> CGROUP = text("cgroup");

  public CpuQuotaRule() {
    super(
        "QUOTA",
        List.of(INFO, WARNING, PERIODS_INFO, PERIODS_WARNING),
        LOST,
        PART,
        PERIODS,
        THROTTLED_PERIODS,
        QUOTA,
        CGROUP);
  }

  @Override
  Finding find(Analysis analysis, IPreferenceValueProvider values) {
    long lost =
        Math.max(
            analysis.allShares().get(Share.THROTTLED),
            analysis.singleShares().get(Share.THROTTLED));
    QuotaTotals quota =
        analysis.quotas().stream()
            .filter(one -> one.limited() || one.throttled())
            .findFirst()
            .orElse(null);
    double byTime =
        score(
            100.0 * lost / Math.max(1, analysis.length()),
            values.getPreferenceValue(INFO),
            values.getPreferenceValue(WARNING),
            UnitLookup.PERCENT);
    if (quota == null) {
      return Finding.of(byTime, byTime < 25 ? "NONE" : "HIDDEN")
          .with(LOST, Numbers.time(lost))
          .with(PART, Numbers.percent(lost, analysis.length()));
    }
    double byPeriods =
        score(
            quota.periods() > 0 ? 100.0 * quota.throttledPeriods() / quota.periods() : 0,
            values.getPreferenceValue(PERIODS_INFO),
            values.getPreferenceValue(PERIODS_WARNING),
            UnitLookup.PERCENT);
    double score = Math.max(byTime, byPeriods);
    // Where no thread's share is known, the kernel's account of the whole cgroup.
    long told = lost > 0 ? lost : Math.max(0, quota.throttledTime());
    return Finding.of(score, score < 25 ? "OK" : "FOUND")
        .with(LOST, Numbers.time(told))
        .with(PART, Numbers.percent(told, analysis.length()))
        .with(PERIODS, Numbers.count(quota.periods()))
        .with(THROTTLED_PERIODS, Numbers.count(quota.throttledPeriods()))
        .with(QUOTA, Sentences.amount(quota))
        .with(CGROUP, quota.cgroup());
  }
}
