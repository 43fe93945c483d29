package io.schedprobe.options;

import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;

/** Reads one option string; what it cannot use it complains of and leaves at the default. */
final class OptionsParser {
  /** A line stays a line, whatever is passed as options. */
  private static final int LONGEST_COMPLAINT = 400;

  private static final int LONGEST_QUOTE = 40;

  private final Set<OptionKey> given = EnumSet.noneOf(OptionKey.class);
  private final StringJoiner complaints = new StringJoiner("; ");

  private OptionalLong threshold = OptionalLong.empty();
  private long rate = AgentOptions.DEFAULT_RECORDS_PER_SECOND;
  private double budget; // 0: not given
  private int ring = AgentOptions.DEFAULT_RING_BYTES;
  private SourceChoice source = SourceChoice.AUTO;
  private boolean quiet;
  private boolean detach;
  private final ExportParser export = new ExportParser();
  private final DetectionParser detection = new DetectionParser();

  AgentOptions parse(String text) {
    for (String option : text.split(",", -1)) {
      if (!option.isBlank()) {
        option(option.strip());
      }
    }
    return new AgentOptions(
        threshold,
        rate,
        budget(),
        ring,
        source,
        quiet,
        detach,
        export.options(),
        detection.options(),
        shortened(complaints.toString()));
  }

  /** Who says how many records there may be has said what they may cost. */
  private double budget() {
    if (budget > 0) {
      return budget / 100;
    }
    return given.contains(OptionKey.RATE)
        ? Double.POSITIVE_INFINITY
        : AgentOptions.DEFAULT_RECORD_BUDGET;
  }

  private void option(String option) {
    int equals = option.indexOf('=');
    String name = (equals < 0 ? option : option.substring(0, equals)).strip();
    OptionKey key = key(name);
    if (key == null) {
      complain(unknown(name));
      return;
    }
    if (equals < 0 && !key.isFlag()) {
      complain(key.text() + " needs a value (" + allowed(key) + "), using " + standing(key));
      return;
    }
    String value = equals < 0 ? "true" : option.substring(equals + 1).strip();
    if (!given.add(key)) {
      complain(key.text() + " is given twice, using the last that is valid");
    }
    try {
      set(key, value);
    } catch (IllegalArgumentException e) {
      complain(
          key.text()
              + "="
              + quoted(value)
              + " is not "
              + allowed(key)
              + ", using "
              + standing(key));
    }
  }

  private void set(OptionKey key, String value) {
    switch (key) {
      case THRESHOLD ->
          threshold =
              OptionalLong.of(within(Quantities.nanos(value), 0, AgentOptions.MAX_THRESHOLD_NANOS));
      case RATE -> rate = within(Quantities.whole(value), 1, AgentOptions.MAX_RECORDS_PER_SECOND);
      case BUDGET -> budget = Quantities.decimal(value, 0.001, 100);
      case RING -> {
        long bytes =
            within(
                Quantities.bytes(value), AgentOptions.MIN_RING_BYTES, AgentOptions.MAX_RING_BYTES);
        if (Long.bitCount(bytes) != 1) {
          throw new IllegalArgumentException("not a power of two");
        }
        ring = (int) bytes;
      }
      case SOURCE -> source = source(value);
      case QUIET -> quiet = truth(value);
      case DETACH -> detach = truth(value);
      default -> {
        if (key.isExport()) {
          export.set(key, value);
        } else {
          detection.set(key, value);
        }
      }
    }
  }

  private static long within(long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  private static SourceChoice source(String value) {
    for (SourceChoice choice : SourceChoice.values()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(value)) {
        return choice;
      }
    }
    throw new IllegalArgumentException("no such source");
  }

  static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static String allowed(OptionKey key) {
    return switch (key) {
      case THRESHOLD -> "a duration from 0ns to 60s such as 500us, 1ms or 2s";
      case RATE -> "a whole number from 1 to 1000000 (records per second)";
      case BUDGET -> "a number from 0.001 to 100 (percent of one CPU)";
      case RING -> "a power of two from 4k to 64m such as 1m";
      case SOURCE -> "one of auto, ebpf, proc";
      case QUIET, DETACH -> "true or false";
      default -> key.isExport() ? ExportParser.allowed(key) : DetectionParser.allowed(key);
    };
  }

  /** What holds for a key when its value cannot be used. */
  private String standing(OptionKey key) {
    return switch (key) {
      case THRESHOLD ->
          threshold.isPresent()
              ? threshold.getAsLong() + "ns"
              : "the smallest threshold of the running recordings";
      case RATE -> String.valueOf(rate);
      case BUDGET -> budget > 0 ? String.valueOf(budget) : "0.1 unless rate is given";
      case RING -> ring % (1 << 20) == 0 ? (ring >> 20) + "m" : (ring >> 10) + "k";
      case SOURCE -> source.name().toLowerCase(Locale.ROOT);
      case QUIET -> String.valueOf(quiet);
      case DETACH -> String.valueOf(detach);
      default -> key.isExport() ? export.standing(key) : detection.standing(key);
    };
  }

  private static OptionKey key(String name) {
    for (OptionKey key : OptionKey.values()) {
      if (key.text().equals(name)) {
        return key;
      }
    }
    return null;
  }

  private static String unknown(String name) {
    OptionKey nearest = null;
    int least = 3; // more than two slips are another word
    for (OptionKey key : OptionKey.values()) {
      int distance = EditDistance.between(cut(name).toLowerCase(Locale.ROOT), key.text());
      if (distance < least) {
        least = distance;
        nearest = key;
      }
    }
    StringJoiner all = new StringJoiner(", ");
    for (OptionKey key : EnumSet.range(OptionKey.THRESHOLD, OptionKey.ATLAS)) {
      all.add(key.text());
    }
    String hint =
        nearest == null
            ? "there are "
                + all
                + ", "
                + OptionKey.DETECT.text()
                + " and more (docs/configuration.md)"
            : "did you mean " + nearest.text() + "?";
    return "no option is called " + quoted(name) + ", ignored; " + hint;
  }

  private void complain(String complaint) {
    complaints.add(complaint);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE);
  }

  private static String quoted(String text) {
    String cut = cut(text);
    return "'"
        + cut.replaceAll("[^\\x20-\\x7e\\u00b5\\u03bc]", "?")
        + (cut.equals(text) ? "'" : "…'");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_COMPLAINT ? text : text.substring(0, LONGEST_COMPLAINT) + "…";
  }
}
