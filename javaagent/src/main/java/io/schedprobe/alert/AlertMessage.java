package io.schedprobe.alert;

import io.schedprobe.detect.Alert;
import io.schedprobe.detect.Severity;
import java.time.Instant;
import java.util.List;

/**
 * An alert with all names, ready to be told.
 *
 * @param neighbor null for a quota and for many neighbors together
 * @param largest names of {@link Alert#largest()}, in its order
 * @param startsAt when the alert began, by the wall clock
 * @param at when this was decided
 * @param before the severity in the last word of this alert; null if this is the first
 */
public record AlertMessage(
    Alert alert,
    Service service,
    NeighborName neighbor,
    List<NeighborName> largest,
    Instant startsAt,
    Instant at,
    Severity before) {

  /** Whether the alert is over. */
  public boolean resolved() {
    return alert.phase() == Alert.Phase.RESOLVED;
  }

  /** The same with what was said before. */
  AlertMessage after(Severity last) {
    return new AlertMessage(alert, service, neighbor, largest, startsAt, at, last);
  }
}
