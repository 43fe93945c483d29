package io.schedprobe.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.detect.AlertSettings;
import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Escalation;
import io.schedprobe.detect.ScoreSettings;
import io.schedprobe.detect.Severity;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionOptionsTest {
  @Test
  void detectionIsOffAndHasThePublishedDefaults() {
    DetectionOptions d = AgentOptions.defaults().detection();
    assertFalse(d.on());
    assertEquals(ScoreSettings.DEFAULT, d.scores());
    assertEquals(AlertSettings.DEFAULT, d.alerts());
    assertEquals(500_000, d.scores().latencyNanos());
    assertEquals(300_000_000_000L, d.alerts().cooldownNanos());
  }

  @Test
  void everythingCanBeSet() {
    AgentOptions o =
        AgentOptions.parse(
            "detect,detect-latency=2ms,detect-preemptions=50,detect-throttling=0.5,detect-cpu=0.2,"
                + "detect-weights=1/2/3/4,alert-score=60,alert-confidence=0.7,alert-duration=10s,"
                + "alert-cooldown=10min,alert-quota=true,alert-log=false,"
                + "alertmanager=http://a:9093|http://b:9093,webhook=https://h/x?y=z,"
                + "alert-generator=http://g/,"
                + "escalate=score>=90&for>=60s:notify:critical:alertmanager+log;"
                + "repeats>=2&confidence>=0.9:raise:emergency:all");
    assertEquals("", o.complaint());
    DetectionOptions d = o.detection();
    assertTrue(d.on());
    assertEquals(new ScoreSettings(2_000_000, 50, 0.5, 0.2, 1, 2, 3, 4), d.scores());
    assertEquals(600_000_000_000L, d.alerts().cooldownNanos());
    assertEquals(
        List.of(
            new Escalation(
                90,
                0,
                60_000_000_000L,
                0,
                Escalation.Action.NOTIFY,
                Severity.CRITICAL,
                Set.of(Channel.ALERTMANAGER, Channel.LOG)),
            new Escalation(0, 0.9, 0, 2, Escalation.Action.RAISE, Severity.EMERGENCY, Set.of())),
        d.alerts().escalations());
    assertEquals(
        List.of(URI.create("http://a:9093"), URI.create("http://b:9093")),
        d.channels().alertmanagers());
    assertFalse(d.channels().log());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "detect=maybe",
        "detect-latency=1ns",
        "detect-preemptions=-1",
        "detect-throttling=2",
        "detect-cpu=NaN",
        "detect-weights=0.4/0.3/0.3",
        "detect-weights=0/0/1/0",
        "alert-score=0",
        "alert-confidence=1.1",
        "alert-duration=2h",
        "alert-cooldown=5",
        "alertmanager=localhost:9093",
        "alertmanager=http://",
        "webhook=http://a b/",
        "alert-generator=x",
        "escalate=score>80:notify:critical:all",
        "escalate=score>=80:notify:critical",
        "escalate=score>=80:notify:critical:nowhere"
      })
  void whatIsWrongIsToldAndTheDefaultHolds(String text) {
    AgentOptions o = AgentOptions.parse(text);
    String key = text.substring(0, text.indexOf('='));
    assertTrue(o.complaint().startsWith(key + "="), o.complaint());
    assertTrue(o.complaint().contains(", using "), o.complaint());
    assertEquals(AgentOptions.defaults().detection(), o.detection());
  }
}
