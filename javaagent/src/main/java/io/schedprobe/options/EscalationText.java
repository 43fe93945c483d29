package io.schedprobe.options;

import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Escalation;
import io.schedprobe.detect.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Escalation rules as users write them: {@code condition:action:severity:targets}, several with
 * {@code ;} between them. All methods throw IllegalArgumentException on others.
 */
final class EscalationText {
  static final String ALLOWED =
      "a list of condition:action:severity:targets such as"
          + " score>=80&for>=60s:notify:critical:alertmanager+webhook";

  private static final int PARTS = 4;

  private EscalationText() {}

  static List<Escalation> parse(String text) {
    List<Escalation> rules = new ArrayList<>();
    if (text.equals("none")) {
      return rules;
    }
    for (String rule : text.split(";", -1)) {
      rules.add(rule(rule.strip().split(":", -1)));
    }
    return rules;
  }

  private static Escalation rule(String[] parts) {
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("not four parts");
    }
    double score = 0;
    double confidence = 0;
    long nanos = 0;
    int repeats = 0;
    for (String term : parts[0].split("&", -1)) {
      int at = term.indexOf(">=");
      if (at < 0) {
        throw new IllegalArgumentException("no >=");
      }
      String value = term.substring(at + 2).strip();
      switch (term.substring(0, at).strip()) {
        case "score" -> score = Quantities.decimal(value, 0, 100);
        case "confidence" -> confidence = Quantities.decimal(value, 0, 1);
        case "for" -> nanos = Quantities.nanos(value);
        case "repeats" -> repeats = (int) Math.min(1_000_000, Quantities.whole(value));
        default -> throw new IllegalArgumentException("unknown condition");
      }
    }
    return new Escalation(
        score,
        confidence,
        nanos,
        repeats,
        one(Escalation.Action.class, parts[1]),
        one(Severity.class, parts[2]),
        targets(parts[3].strip()));
  }

  private static Set<Channel> targets(String text) {
    if (text.equals("all")) {
      return Set.of();
    }
    Set<Channel> targets = EnumSet.noneOf(Channel.class);
    for (String name : text.split("\\+", -1)) {
      targets.add(one(Channel.class, name));
    }
    return targets;
  }

  private static <T extends Enum<T>> T one(Class<T> type, String text) {
    for (T value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text.strip())) {
        return value;
      }
    }
    throw new IllegalArgumentException("no such word");
  }
}
