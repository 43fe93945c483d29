package io.schedprobe.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Relational;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventClassesTest {
  private static final Path REFERENCE = Path.of("..", "docs", "events.md");
  private static final Pattern SECTION = Pattern.compile("## (schedprobe\\.\\w+)");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| ([^|]+) \\| ([^|]+) \\|");

  /** Every event class there is, found in the directory of compiled classes. */
  static List<Class<? extends Event>> events() throws Exception {
    Path directory =
        Path.of(WaitId.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("io/schedprobe/events");
    List<Class<? extends Event>> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (name.equals("package-info") || name.contains("$")) {
          continue;
        }
        Class<?> type = Class.forName("io.schedprobe.events." + name);
        if (Event.class.isAssignableFrom(type)) {
          events.add(type.asSubclass(Event.class));
        }
      }
    }
    assertEquals(12, events.size());
    return events;
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventSpeaksForItself(Class<? extends Event> type) {
    assertEquals("schedprobe." + type.getSimpleName(), type.getAnnotation(Name.class).value());
    assertNotNull(type.getAnnotation(Label.class));
    assertNotNull(type.getAnnotation(Description.class));
    assertEquals("Schedprobe", type.getAnnotation(Category.class).value()[0]);
    assertFalse(type.getAnnotation(StackTrace.class).value());
    assertTrue(
        type.isAnnotationPresent(Threshold.class) != type.isAnnotationPresent(Period.class),
        "has a threshold, or else a period");
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyFieldSpeaksForItselfAndHasItsUnit(Class<? extends Event> type) {
    for (Field field : fields(type)) {
      assertNotNull(field.getAnnotation(Label.class), field + " has no label");
      assertNotNull(field.getAnnotation(Description.class), field + " has no description");
      assertFalse(
          Set.of("startTime", "duration", "eventThread", "stackTrace").contains(field.getName()),
          field + " is a name of JFR's own");
      if (field.getType() == long.class
          && field.getName().matches("(?i).*(time|period|total|max|p\\d+|waited|threshold)$")) {
        assertTrue(field.isAnnotationPresent(Timespan.class), field + " has no unit");
      }
    }
  }

  @Test
  void theEventsOfOneWaitAreTiedTogether() {
    assertTrue(WaitId.class.isAnnotationPresent(Relational.class));
    for (Class<? extends Event> type :
        List.of(RunQueueLatency.class, NeighborRun.class, Preemption.class, Throttling.class)) {
      ValueDescriptor field = EventType.getEventType(type).getField("waitId");
      assertTrue(
          field.getAnnotationElements().stream()
              .map(AnnotationElement::getTypeName)
              .anyMatch("schedprobe.WaitId"::equals));
    }
  }

  @Test
  void theReferenceTellsOfEveryEventAndFieldAndOfNoOther() throws Exception {
    Map<String, List<String>> documented = documented();
    Map<String, List<String>> real = new LinkedHashMap<>();
    for (Class<? extends Event> type : events()) {
      List<String> rows = new ArrayList<>();
      for (Field field : fields(type)) {
        rows.add(
            field.getName()
                + " | "
                + field.getType().getSimpleName()
                + " | "
                + unit(field)
                + " | "
                + field.getAnnotation(Description.class).value());
      }
      real.put(type.getAnnotation(Name.class).value(), rows);
    }
    assertEquals(Set.copyOf(real.keySet()), documented.keySet());
    for (Map.Entry<String, List<String>> event : real.entrySet()) {
      assertEquals(
          String.join("\n", event.getValue()),
          String.join("\n", documented.get(event.getKey())),
          event.getKey());
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void theReferenceTellsTheDefaults(Class<? extends Event> type) throws IOException {
    Threshold threshold = type.getAnnotation(Threshold.class);
    Period period = type.getAnnotation(Period.class);
    String defaults =
        threshold == null ? "period " + period.value() : "threshold " + threshold.value();
    String text = Files.readString(REFERENCE);
    int section = text.indexOf("## " + type.getAnnotation(Name.class).value() + "\n");
    assertTrue(text.indexOf("Default: on, " + defaults + ".", section) > section);
    assertTrue(
        text.startsWith(
            type.getAnnotation(Description.class).value() + ".",
            text.indexOf("\n\n", section) + 2));
  }

  private static Map<String, List<String>> documented() throws IOException {
    Map<String, List<String>> documented = new LinkedHashMap<>();
    List<String> rows = null;
    for (String line : Files.readAllLines(REFERENCE)) {
      Matcher section = SECTION.matcher(line);
      Matcher row = ROW.matcher(line);
      if (section.matches()) {
        rows = new ArrayList<>();
        documented.put(section.group(1), rows);
      } else if (line.startsWith("## ")) {
        rows = null;
      } else if (rows != null && row.matches()) {
        rows.add(row.group(1) + " | " + row.group(2) + " | " + row.group(3) + " | " + row.group(4));
      }
    }
    return documented;
  }

  private static String unit(Field field) {
    // a stamp of a clock: as a time span jfr print would show it as hours since boot
    boolean stamp = field.getName().equals("monotonicStart");
    if (field.isAnnotationPresent(Timespan.class) || stamp) {
      return "ns";
    }
    if (field.isAnnotationPresent(DataAmount.class)) {
      return "bytes";
    }
    if (field.getName().equals("cpus")) {
      return "CPUs";
    }
    if (field.isAnnotationPresent(Timestamp.class)) {
      return "ms since 1970";
    }
    boolean number = field.getType() == long.class || field.getType() == int.class;
    boolean name = field.getName().matches("(?i).*(id|cpu)");
    return number && !name ? "count" : "–";
  }

  private static Set<Field> fields(Class<?> type) {
    Set<Field> fields = new LinkedHashSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        fields.add(field);
      }
    }
    return fields;
  }
}
