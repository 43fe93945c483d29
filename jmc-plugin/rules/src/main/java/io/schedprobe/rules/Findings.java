package io.schedprobe.rules;

import io.schedprobe.analysis.total.Analysis;
import java.util.Comparator;
import java.util.List;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;

/** What the rules say of an analysis, for those who have no JMC to run them. */
public final class Findings {
  private static final List<WaitRule> RULES =
      List.of(
          new ExternalNeighborsRule(),
          new CpuQuotaRule(),
          new OwnContentionRule(),
          new IdleCpuRule(),
          new TracerRule());

  private Findings() {}

  /**
   * What each rule says with its standard limits, the gravest first, what can't be told last; empty
   * if the recording has no events of schedprobe.
   */
  public static List<Found> of(Analysis analysis) {
    if (analysis.isEmpty()) {
      return List.of();
    }
    return RULES.stream()
        .map(rule -> new Scored(rule, rule.find(analysis, IPreferenceValueProvider.DEFAULT_VALUES)))
        .sorted(Comparator.comparingDouble((Scored scored) -> scored.finding.score()).reversed())
        .map(scored -> scored.rule.inWords(scored.finding))
        .toList();
  }

  private record Scored(WaitRule rule, Finding finding) {}
}
