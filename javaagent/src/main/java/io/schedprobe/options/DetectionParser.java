package io.schedprobe.options;

import io.schedprobe.alert.AlertChannels;
import io.schedprobe.detect.AlertSettings;
import io.schedprobe.detect.Escalation;
import io.schedprobe.detect.ScoreSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The part of the options that is about the detector. */
final class DetectionParser {
  private static final int WEIGHTS = 4;
  private static final int MOST_URLS = 4;

  private boolean on;
  private boolean log = true;
  private boolean quota = AlertSettings.DEFAULT.quota();
  private long latency = ScoreSettings.DEFAULT.latencyNanos();
  private double preemptions = ScoreSettings.DEFAULT.preemptionsPerSecond();
  private double throttling = ScoreSettings.DEFAULT.throttledPart();
  private double cpu = ScoreSettings.DEFAULT.cpuPart();
  private double[] weights = {0.4, 0.3, 0.3, 0.3};
  private double score = AlertSettings.DEFAULT.score();
  private double confidence = AlertSettings.DEFAULT.confidence();
  private long duration = AlertSettings.DEFAULT.durationNanos();
  private long cooldown = AlertSettings.DEFAULT.cooldownNanos();
  private List<Escalation> escalations = AlertSettings.DEFAULT.escalations();
  private List<URI> alertmanagers = List.of();
  private List<URI> webhooks = List.of();
  private String generator;

  /** Takes a value or throws IllegalArgumentException and leaves all as it was. */
  void set(OptionKey key, String value) {
    switch (key) {
      case DETECT -> on = OptionsParser.truth(value);
      case DETECT_LATENCY -> latency = nanos(value, 1_000, 60_000_000_000L);
      case DETECT_PREEMPTIONS -> preemptions = Quantities.decimal(value, 0.1, 1_000_000);
      case DETECT_THROTTLING -> throttling = Quantities.decimal(value, 0.001, 1);
      case DETECT_CPU -> cpu = Quantities.decimal(value, 0.001, 1024);
      case DETECT_WEIGHTS -> weights = weights(value);
      case ALERT_SCORE -> score = Quantities.decimal(value, 1, 100);
      case ALERT_CONFIDENCE -> confidence = Quantities.decimal(value, 0, 1);
      case ALERT_DURATION -> duration = nanos(value, 1_000_000_000L, 3_600_000_000_000L);
      case ALERT_COOLDOWN -> cooldown = nanos(value, 0, 604_800_000_000_000L);
      case ALERT_QUOTA -> quota = OptionsParser.truth(value);
      case ALERT_LOG -> log = OptionsParser.truth(value);
      case ALERT_GENERATOR -> generator = urls(value).get(0).toString();
      case ALERTMANAGER -> alertmanagers = urls(value);
      case WEBHOOK -> webhooks = urls(value);
      case ESCALATE -> escalations = EscalationText.parse(value);
      default -> throw new IllegalStateException(key.text());
    }
  }

  /** What a key takes, in words. */
  static String allowed(OptionKey key) {
    return switch (key) {
      case DETECT, ALERT_QUOTA, ALERT_LOG -> "true or false";
      case DETECT_LATENCY -> "a duration from 1us to 60s such as 500us";
      case DETECT_PREEMPTIONS -> "a number from 0.1 to 1000000 (preemptions per second)";
      case DETECT_THROTTLING -> "a number from 0.001 to 1 (part of the quota periods)";
      case DETECT_CPU -> "a number from 0.001 to 1024 (CPUs)";
      case DETECT_WEIGHTS ->
          "four numbers from 0 to 1000 for latency/preemption/throttling/resource such as"
              + " 0.4/0.3/0.3/0.3, not all 0";
      case ALERT_SCORE -> "a number from 1 to 100";
      case ALERT_CONFIDENCE -> "a number from 0 to 1";
      case ALERT_DURATION -> "a duration from 1s to 1h such as 5s";
      case ALERT_COOLDOWN -> "a duration from 0s to 168h such as 5min";
      case ALERT_GENERATOR -> "an http:// or https:// URL";
      case ALERTMANAGER, WEBHOOK -> "one to four http:// or https:// URLs with | between them";
      case ESCALATE -> "none, or " + EscalationText.ALLOWED;
      default -> throw new IllegalStateException(key.text());
    };
  }

  /** What holds for a key when its value cannot be used. */
  String standing(OptionKey key) {
    return switch (key) {
      case DETECT -> String.valueOf(on);
      case DETECT_LATENCY -> latency + "ns";
      case DETECT_PREEMPTIONS -> String.valueOf(preemptions);
      case DETECT_THROTTLING -> String.valueOf(throttling);
      case DETECT_CPU -> String.valueOf(cpu);
      case DETECT_WEIGHTS -> weights[0] + "/" + weights[1] + "/" + weights[2] + "/" + weights[3];
      case ALERT_SCORE -> String.valueOf(score);
      case ALERT_CONFIDENCE -> String.valueOf(confidence);
      case ALERT_DURATION -> duration + "ns";
      case ALERT_COOLDOWN -> cooldown + "ns";
      case ALERT_QUOTA -> String.valueOf(quota);
      case ALERT_LOG -> String.valueOf(log);
      case ALERT_GENERATOR -> generator == null ? "none" : generator;
      case ALERTMANAGER -> alertmanagers.isEmpty() ? "none" : alertmanagers.toString();
      case WEBHOOK -> webhooks.isEmpty() ? "none" : webhooks.toString();
      case ESCALATE -> escalations.size() + " rule(s) as before";
      default -> throw new IllegalStateException(key.text());
    };
  }

  DetectionOptions options() {
    return new DetectionOptions(
        on,
        new ScoreSettings(
            latency, preemptions, throttling, cpu, weights[0], weights[1], weights[2], weights[3]),
        new AlertSettings(score, confidence, duration, cooldown, quota, escalations),
        new AlertChannels(log, alertmanagers, webhooks, generator));
  }

  private static long nanos(String value, long least, long most) {
    long nanos = Quantities.nanos(value);
    if (nanos < least || nanos > most) {
      throw new IllegalArgumentException("out of range");
    }
    return nanos;
  }

  private static double[] weights(String value) {
    String[] parts = value.split("/", -1);
    if (parts.length != WEIGHTS) {
      throw new IllegalArgumentException("not four");
    }
    double[] weights = new double[WEIGHTS];
    for (int i = 0; i < WEIGHTS; i++) {
      weights[i] = Quantities.decimal(parts[i].strip(), 0, 1000);
    }
    ScoreSettings.checkWeights(weights[0], weights[1], weights[2], weights[3]);
    return weights;
  }

  private static List<URI> urls(String value) {
    List<URI> urls = new ArrayList<>();
    for (String url : value.split("\\|", -1)) {
      urls.add(URI.create(url.strip()));
    }
    if (urls.size() > MOST_URLS) {
      throw new IllegalArgumentException("too many");
    }
    AlertChannels.check(urls);
    return urls;
  }
}
