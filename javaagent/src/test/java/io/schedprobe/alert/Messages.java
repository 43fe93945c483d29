package io.schedprobe.alert;

import io.schedprobe.detect.Alert;
import io.schedprobe.detect.Assessment;
import io.schedprobe.detect.Cause;
import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Pattern;
import io.schedprobe.detect.Score;
import io.schedprobe.detect.Severity;
import io.schedprobe.detect.Temporal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Alerts made by hand. */
final class Messages {
  static final Instant START = Instant.parse("2025-03-01T12:00:00Z");

  private Messages() {}

  static AlertMessage of(long id, Alert.Phase phase, Severity severity, Set<Channel> targets) {
    Assessment a =
        new Assessment(
            Cause.NEIGHBOR,
            42,
            new Score(98, 75, Score.NONE, 50, 76.7),
            0.9,
            1,
            Pattern.SUSTAINED,
            60,
            2_000_000,
            4_000_000,
            5_000_000,
            20,
            0.25,
            0.3,
            -1,
            10_000);
    NeighborName name = new NeighborName("/kubepods/\\u001b\"x", "0123456789abcdef", null, "a/b");
    return new AlertMessage(
        new Alert(
            id,
            phase,
            severity,
            a,
            new Temporal(0, 0, 5),
            0,
            9,
            0,
            targets,
            List.of(new Alert.Part(42, 0.8)),
            "Limit it."),
        new Service("java", 7, "/own", "node-1"),
        name,
        List.of(name),
        START,
        START.plusSeconds(9),
        null);
  }

  static AlertMessage firing(long id) {
    return of(id, Alert.Phase.FIRING, Severity.WARNING, Set.of());
  }
}
