package io.schedprobe.rules;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.text.Culprits;
import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.analysis.total.Analysis;
import java.util.List;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;

/**
 * Threads of this JVM stood in each other's way: more of them were ready to run than it has CPUs.
 *
 * <p>Score: of the share self of all waits, divided by the length of the recording, which is the
 * number of threads that on the average waited behind others of the JVM; 25 at the information
 * limit and 75 at the warning limit.
 */
public final class OwnContentionRule extends WaitRule {
  static final TypedPreference<IQuantity> INFO =
      limit("own.info.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(10));
  static final TypedPreference<IQuantity> WARNING =
      limit("own.warning.limit", UnitLookup.PERCENTAGE, UnitLookup.PERCENT.quantity(100));

  static final TypedResult<IQuantity> SELF = time("selfTime");
  static final TypedResult<IQuantity> PART = part("partOfRecording");
  static final TypedResult<IQuantity> OF_WAITS = part("partOfWaits");
  static final TypedResult<String> RUNNERS = text("runners");
  static final TypedResult<String> KINDS = text("kinds");

  public OwnContentionRule() {
    super("OWN", List.of(INFO, WARNING), SELF, PART, OF_WAITS, RUNNERS, KINDS);
  }

  @Override
  Finding find(Analysis analysis, IPreferenceValueProvider values) {
    String unknown = whyNotToldWhoRan(analysis);
    if (unknown != null) {
      return Finding.notApplicable(unknown);
    }
    long self = analysis.shares().get(Share.SELF);
    double score =
        score(
            100.0 * self / Math.max(1, analysis.length()),
            values.getPreferenceValue(INFO),
            values.getPreferenceValue(WARNING),
            UnitLookup.PERCENT);
    String runners = Culprits.ownRunners(analysis);
    return Finding.of(score, score < 25 ? "OK" : runners.isEmpty() ? "UNNAMED" : "FOUND")
        .with(SELF, Numbers.time(self))
        .with(PART, Numbers.percent(self, analysis.length()))
        .with(OF_WAITS, Numbers.percent(self, analysis.shares().sum()))
        .with(RUNNERS, runners)
        .with(KINDS, Sentences.kinds(analysis.own()));
  }
}
