package io.schedprobe.rules;

import io.schedprobe.analysis.text.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.rules.ResultBuilder;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;

/** What a rule finds: how bad it is, in which words, and the numbers and names for them. */
final class Finding {
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  private final double score;
  private final String text;
  private final List<Consumer<ResultBuilder>> results = new ArrayList<>();
  private final Map<String, Object> byName = new HashMap<>();

  private Finding(double score, String text) {
    this.score = score;
    this.text = text;
  }

  /**
   * A finding with a score.
   *
   * @param score from 0 to 100
   * @param text end of the key of the summary
   */
  static Finding of(double score, String text) {
    return new Finding(score, text);
  }

  /** The recording can't tell; {@code text} says why. */
  static Finding notApplicable(String text) {
    return new Finding(-1, text);
  }

  <T> Finding with(TypedResult<T> key, T result) {
    results.add(builder -> builder.addResult(key, result));
    byName.put(key.getIdentifier(), result);
    return this;
  }

  double score() {
    return score;
  }

  String text() {
    return text;
  }

  Severity severity() {
    return score < 0 ? Severity.NA : Severity.get(score);
  }

  ResultBuilder addTo(ResultBuilder builder) {
    results.forEach(result -> result.accept(builder));
    return builder;
  }

  /**
   * A text with the results in place of their names. In one pass, as a name of the recording can
   * look like that of a result; JMC's own way shows numbers in the language of the machine.
   */
  String fill(String template) {
    return NAME.matcher(template)
        .replaceAll(
            name -> {
              Object result = byName.get(name.group(1));
              return Matcher.quoteReplacement(result == null ? name.group() : words(result));
            });
  }

  private static String words(Object result) {
    if (!(result instanceof IQuantity quantity)) {
      return result.toString();
    }
    if (UnitLookup.TIMESPAN.equals(quantity.getType())) {
      return Quantity.time(Math.round(quantity.doubleValueIn(UnitLookup.NANOSECOND)));
    }
    return UnitLookup.PERCENTAGE.equals(quantity.getType())
        ? String.format(Locale.ROOT, "%.1f %%", quantity.doubleValueIn(UnitLookup.PERCENT))
        : Quantity.count(Math.round(quantity.doubleValue()));
  }
}
