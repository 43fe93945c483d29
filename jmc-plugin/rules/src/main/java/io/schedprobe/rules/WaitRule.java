package io.schedprobe.rules;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.total.Analysis;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IUnit;
import org.openjdk.jmc.common.unit.LinearKindOfQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IResultValueProvider;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.ResultBuilder;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit.EventAvailability;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit.RequiredEventsBuilder;

/**
 * A rule over waits for a CPU.
 *
 * <p>It needs {@code schedprobe.TracerState}, which the agent writes at the start and end of each
 * chunk: a recording without it is none of ours. JMC then does not ask the rule, but says by itself
 * that it is not applicable; whoever asks all the same is told to ignore it. Texts are found by the
 * id of the rule; names out of the recording are results that the texts refer to, so that JMC makes
 * them safe to show.
 */
abstract class WaitRule implements IRule {
  private static final String NEEDED = "schedprobe.TracerState";

  private static final Map<String, EventAvailability> REQUIRED =
      RequiredEventsBuilder.create().addEventType(NEEDED, EventAvailability.AVAILABLE).build();

  private final String id;
  private final List<TypedPreference<?>> preferences;
  private final List<TypedResult<?>> results;

  WaitRule(String id, List<TypedPreference<?>> preferences, TypedResult<?>... results) {
    this.id = id;
    this.preferences = preferences;
    this.results = new ArrayList<>(List.of(TypedResult.SCORE));
    this.results.addAll(Arrays.asList(results));
  }

  /** What the rule finds in a recording that has events of schedprobe. */
  abstract Finding find(Analysis analysis, IPreferenceValueProvider values);

  /**
   * Why a recording does not tell who had the CPU, as the end of the key of a summary; null if it
   * does. Only waits of the kernel tracer do, so without one nothing can be said, good or bad.
   */
  static String whyNotToldWhoRan(Analysis analysis) {
    String source = analysis.tracer().source();
    if (source.equals("none")) {
      return "NO_SOURCE";
    }
    long waits = analysis.single().count() + analysis.all().count();
    if (source.equals("proc")
        || (waits > 0 && analysis.shares().sum() == analysis.shares().get(Share.UNATTRIBUTED))) {
      return "UNKNOWN";
    }
    return waits == 0 ? "NO_WAITS" : null;
  }

  @Override
  public final String getId() {
    return "schedprobe." + id;
  }

  @Override
  public final String getTopic() {
    return Topics.NOISY_NEIGHBORS;
  }

  @Override
  public final String getName() {
    return Messages.get(id + "_NAME");
  }

  @Override
  public final Map<String, EventAvailability> getRequiredEvents() {
    return REQUIRED;
  }

  @Override
  public final Collection<TypedPreference<?>> getConfigurationAttributes() {
    return preferences;
  }

  @Override
  public final Collection<TypedResult<?>> getResults() {
    return results;
  }

  @Override
  public final RunnableFuture<IResult> createEvaluation(
      IItemCollection items,
      IPreferenceValueProvider preferenceValues,
      IResultValueProvider dependencyResults) {
    return new FutureTask<>(() -> evaluate(items, preferenceValues));
  }

  private IResult evaluate(IItemCollection items, IPreferenceValueProvider values) {
    Analysis analysis = Analyses.of(items);
    if (analysis.isEmpty()) {
      return ResultBuilder.createFor(this, values)
          .setSeverity(Severity.IGNORE)
          .setSummary(MessageFormat.format(Messages.get("NO_EVENTS"), NEEDED))
          .setExplanation(Messages.get("NO_EVENTS_EXPLANATION"))
          .build();
    }
    Finding finding = find(analysis, values);
    Found texts = texts(finding);
    ResultBuilder result =
        ResultBuilder.createFor(this, values)
            .setSeverity(finding.severity())
            .setSummary(texts.summary())
            .setExplanation(texts.explanation());
    if (texts.isProblem()) {
      result.setSolution(texts.solution());
    }
    if (finding.score() >= 0) {
      result.addResult(TypedResult.SCORE, UnitLookup.NUMBER_UNITY.quantity(finding.score()));
    }
    return finding.addTo(result).build();
  }

  /** A finding without JMC, with its numbers and names in place. */
  final Found inWords(Finding finding) {
    Found texts = texts(finding);
    return new Found(
        texts.rule(),
        texts.name(),
        texts.severity(),
        finding.fill(texts.summary()),
        texts.explanation(),
        texts.isProblem() ? texts.solution() : null);
  }

  /** The texts as they are written, with the names of results in them. */
  private Found texts(Finding finding) {
    return new Found(
        getId(),
        getName(),
        finding.severity(),
        Messages.get(id + '_' + finding.text()),
        Messages.get(id + "_EXPLANATION"),
        Messages.get(id + "_SOLUTION"));
  }

  /**
   * The usual score: 25, from where on it is an information, at one limit, and 75, a warning, at
   * another; see {@link RulesToolkit#mapExp100(double, double, double)}.
   */
  static double score(double value, IQuantity info, IQuantity warning, IUnit unit) {
    double low = Math.max(Double.MIN_NORMAL, info.doubleValueIn(unit));
    double high = Math.max(low * 1.001, warning.doubleValueIn(unit));
    return Math.max(0, RulesToolkit.mapExp100(value, low, high));
  }

  /** A limit that the user can set, whose texts are found by its key. */
  static TypedPreference<IQuantity> limit(
      String key, LinearKindOfQuantity kind, IQuantity standard) {
    return new TypedPreference<>(
        "schedprobe." + key, Messages.get(key), Messages.get(key + ".long"), kind, standard);
  }

  /** A text among the results. */
  static TypedResult<String> text(String key) {
    return new TypedResult<>(
        key,
        Messages.get("result." + key),
        Messages.get("result." + key),
        UnitLookup.PLAIN_TEXT,
        String.class);
  }

  /** A length among the results. */
  static TypedResult<IQuantity> time(String key) {
    return quantity(key, UnitLookup.TIMESPAN);
  }

  /** A number among the results. */
  static TypedResult<IQuantity> number(String key) {
    return quantity(key, UnitLookup.NUMBER);
  }

  /** A part of a whole among the results. */
  static TypedResult<IQuantity> part(String key) {
    return quantity(key, UnitLookup.PERCENTAGE);
  }

  private static TypedResult<IQuantity> quantity(String key, LinearKindOfQuantity kind) {
    return new TypedResult<>(
        key, Messages.get("result." + key), Messages.get("result." + key), kind, IQuantity.class);
  }
}
