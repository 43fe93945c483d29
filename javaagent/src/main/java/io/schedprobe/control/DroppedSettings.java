package io.schedprobe.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Settings of our events on the JVM's command line that JFR did not take. It takes {@code
 * +schedprobe.RunQueueLatency#threshold=200us}, but not the same without the plus, because its own
 * settings files do not know the event: it warns that there is no such setting and goes on without
 * (JDK 17 and 25: {@code jdk.jfr.internal.jfc.model.JFCModel}). Here they get into the recording
 * after all.
 */
final class DroppedSettings {
  private static final Set<String> PERIODS = Set.of("everyChunk", "beginChunk", "endChunk");

  private final Set<String> known;
  private final List<StartOption> pending;

  /**
   * @param jvmArguments of this JVM, those of environment variables and argument files included
   * @param known what can be set, as {@code schedprobe.RunQueueLatency#threshold}
   */
  DroppedSettings(List<String> jvmArguments, Set<String> known) {
    this.known = known;
    this.pending = new ArrayList<>(StartOption.among(jvmArguments));
  }

  /**
   * Puts them into those of the recordings that an option of the command line started, once.
   *
   * @return what was put, as {@code key=value}
   */
  List<String> restore(List<Recording> recordings) {
    List<String> restored = new ArrayList<>();
    for (Iterator<StartOption> i = pending.iterator(); i.hasNext(); ) {
      StartOption option = i.next();
      for (Recording recording : recordings) {
        if (recording.getState() == RecordingState.RUNNING
            && recording.getId() == option.number()
            && option.name().equals(recording.getName())) {
          i.remove();
          restored.addAll(restore(recording, option.values()));
          break;
        }
      }
    }
    return restored;
  }

  private List<String> restore(Recording recording, Map<String, String> values) {
    Map<String, String> settings = new HashMap<>(recording.getSettings());
    List<String> restored = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          if (known.contains(key) && isValid(key, value) && !settings.containsKey(key)) {
            settings.put(key, value);
            restored.add(key + "=" + value);
          }
        });
    for (String setting : restored) {
      // JFR passes over a recording that sets an event without enabling it as soon as there is
      // another that does enable it.
      settings.putIfAbsent(setting.substring(0, setting.indexOf('#')) + "#enabled", "true");
    }
    if (!restored.isEmpty()) {
      recording.setSettings(settings);
    }
    return restored;
  }

  private static boolean isValid(String key, String value) {
    if (key.endsWith("#enabled")) {
      return value.equals("true") || value.equals("false");
    }
    return Timespans.parse(value) >= 0 || (key.endsWith("#period") && PERIODS.contains(value));
  }
}
