package io.schedprobe.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmc.flightrecorder.rules.ResultBuilder;
import org.openjdk.jmc.flightrecorder.rules.Severity;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;

/** What a rule finds: how bad it is, in which words, and the numbers and names for them. */
final class Finding {
  private final double score;
  private final String text;
  private final List<Consumer<ResultBuilder>> results = new ArrayList<>();

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
}
