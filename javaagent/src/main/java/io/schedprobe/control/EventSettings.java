package io.schedprobe.control;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What JFR makes of the settings of several recordings for one event, by its own rules (JDK 17 and
 * 25: {@code jdk.jfr.internal.SettingsManager}):
 *
 * <ul>
 *   <li>settings speak of an event under its name or under its number in this JVM;
 *   <li>a recording that says {@code enabled=true} counts with all it says, and the smallest
 *       threshold said so is the event's;
 *   <li>if none says it, the first recording that speaks of the event counts with what it says, so
 *       that a threshold alone leaves the event as it is by default; but any other that speaks of
 *       it, under either key, switches it off;
 *   <li>where nothing is said, the event's own default counts.
 * </ul>
 */
final class EventSettings {
  private final EventSetting event;

  EventSettings(EventSetting event) {
    this.event = event;
  }

  /** What one recording says of the event under one key. */
  private record Said(Set<String> enabled, Set<String> thresholds) {
    boolean enables() {
      return enabled.contains("true");
    }
  }

  /**
   * The event's threshold.
   *
   * @param running settings of the running recordings, in JFR's order
   * @return nanoseconds; -1 if the event is disabled
   */
  long threshold(List<Map<String, String>> running) {
    if (running.isEmpty()) {
      return -1;
    }
    Said firstByName = null;
    Said firstById = null;
    int speakers = 0;
    boolean enabled = false;
    Set<String> thresholds = new HashSet<>();
    for (Map<String, String> settings : running) {
      Said byName = said(settings, event.name());
      Said byId = said(settings, Long.toString(event.id()));
      firstByName = firstByName == null ? byName : firstByName;
      firstById = firstById == null ? byId : firstById;
      for (Said said : new Said[] {byName, byId}) {
        if (said != null) {
          speakers++;
          if (said.enables()) {
            enabled = true;
            thresholds.addAll(said.thresholds);
          }
        }
      }
    }
    if (!enabled && speakers > 0) {
      Said first = firstByName == null ? firstById : firstByName;
      enabled = speakers == 1 && !first.enabled.contains("false") && event.enabled();
      thresholds.addAll(first.thresholds);
    } else if (!enabled) {
      enabled = event.enabled();
    }
    return enabled ? smallest(thresholds) : -1;
  }

  private static Said said(Map<String, String> settings, String key) {
    Said said = null;
    String prefix = key + "#";
    for (Map.Entry<String, String> entry : settings.entrySet()) {
      if (entry.getKey().startsWith(prefix) && entry.getKey().length() > prefix.length()) {
        said = said == null ? new Said(new HashSet<>(), new HashSet<>()) : said;
        String setting = entry.getKey().substring(prefix.length()).trim();
        if (setting.equals("enabled")) {
          said.enabled.add(entry.getValue());
        } else if (setting.equals("threshold")) {
          said.thresholds.add(entry.getValue());
        }
      }
    }
    return said;
  }

  private long smallest(Set<String> thresholds) {
    if (thresholds.isEmpty()) {
      return event.thresholdNanos();
    }
    long smallest = Long.MAX_VALUE;
    boolean understood = false;
    for (String text : thresholds) {
      long nanos = Timespans.parse(text);
      if (nanos >= 0) {
        understood = true;
        smallest = Math.min(smallest, nanos);
      }
    }
    // JFR takes 0 or the default then, by version; with 0 it gets all that it may want
    return understood ? smallest : 0;
  }
}
