package io.schedprobe.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
  private static final Path HEADER = Path.of("..", "bpf", "src", "schedprobe.h");

  private static final Map<String, Class<?>> STRUCTS =
      Map.of(
          "runner", RunnerLayout.class,
          "wait_record", WaitRecordLayout.class,
          "cgroup_record", CgroupRecordLayout.class,
          "thread_slot", ThreadSlotLayout.class,
          "neighbor", NeighborLayout.class,
          "settings", SettingsLayout.class,
          "scope", ScopeLayout.class);

  private static final Map<String, Class<?>> ENUMS =
      Map.of(
          "share", ShareCode.class,
          "onset", OnsetCode.class,
          "record_type", RecordType.class,
          "slot_state", SlotState.class,
          "counter", Counter.class);

  @TempDir Path scratch;

  @Test
  void javaSaysWhatTheHeaderSays() throws Exception {
    assertEquals(List.of(), differences(new CHeader(HEADER, scratch)));
  }

  @Test
  void everyClassOfTheLayoutMirrorsSomething() throws IOException, URISyntaxException {
    Set<String> mirrors = new TreeSet<>(Set.of("Limits", "package-info"));
    Stream.concat(STRUCTS.values().stream(), ENUMS.values().stream())
        .forEach(type -> mirrors.add(type.getSimpleName()));
    Path classes = Path.of(Limits.class.getResource("Limits.class").toURI()).getParent();
    Set<String> present = new TreeSet<>(Set.of("package-info"));
    try (Stream<Path> files = Files.list(classes)) {
      files.forEach(file -> present.add(file.getFileName().toString().replace(".class", "")));
    }
    assertEquals(mirrors, present);
  }

  @Test
  void aFieldThatMovedIsFound() throws Exception {
    assertDifferent("__u64 ran_ns;", "__u32 ran_ns;");
  }

  @Test
  void aFieldThatJavaDoesNotKnowIsFound() throws Exception {
    assertDifferent("__u8 reserved[7];", "__u8 reserved[6]; __u8 fresh;");
  }

  @Test
  void aFieldThatIsGoneIsFound() throws Exception {
    assertDifferent("__u32 named;", "__u32 kinds;");
  }

  @Test
  void aShiftedEnumIsFound() throws Exception {
    assertDifferent("COUNTER_TORN,", "COUNTER_FRESH, COUNTER_TORN,");
  }

  @Test
  void aChangedDefineIsFound() throws Exception {
    assertDifferent("#define THREAD_SLOTS 4096", "#define THREAD_SLOTS 4095");
  }

  @Test
  void aNewDefineIsFound() throws Exception {
    assertDifferent("#define THREAD_SLOTS 4096", "#define THREAD_SLOTS 4096\n#define FRESH 1");
  }

  @Test
  void aNewStructIsFound() throws Exception {
    assertDifferent("struct scope {", "struct fresh { __u32 one; };\nstruct scope {");
  }

  private void assertDifferent(String text, String changed) throws Exception {
    String header = Files.readString(HEADER);
    String other = header.replace(text, changed);
    assertFalse(header.equals(other), "the header has no longer: " + text);
    Path file = Files.writeString(scratch.resolve("changed.h"), other);
    assertFalse(differences(new CHeader(file, scratch)).isEmpty());
  }

  private static List<String> differences(CHeader header) throws Exception {
    List<String> differences = new ArrayList<>();
    Map<String, Integer> values = new LinkedHashMap<>();
    compare("structs", header.structs.keySet(), STRUCTS.keySet(), differences);
    compare("enums", header.enums.keySet(), ENUMS.keySet(), differences);
    for (Map.Entry<String, Class<?>> struct : STRUCTS.entrySet()) {
      Map<String, Integer> constants = constants(struct.getValue());
      values.put("sizeof(struct " + struct.getKey() + ")", constants.remove("SIZE"));
      Set<String> fields = new TreeSet<>();
      for (String field : header.structs.getOrDefault(struct.getKey(), List.of())) {
        String name = field.toUpperCase(Locale.ROOT);
        fields.add(name);
        if (constants.containsKey(name)) {
          values.put(
              "__builtin_offsetof(struct " + struct.getKey() + ", " + field + ")",
              constants.get(name));
        }
      }
      compare("struct " + struct.getKey(), fields, constants.keySet(), differences);
    }
    for (Map.Entry<String, Class<?>> type : ENUMS.entrySet()) {
      Map<String, Integer> constants = constants(type.getValue());
      Set<String> names = new TreeSet<>(header.enums.getOrDefault(type.getKey(), List.of()));
      compare("enum " + type.getKey(), names, constants.keySet(), differences);
      constants.keySet().retainAll(names);
      values.putAll(constants);
    }
    Map<String, Integer> limits = constants(Limits.class);
    compare("#define", header.defines, limits.keySet(), differences);
    limits.keySet().retainAll(header.defines);
    values.putAll(limits);
    differences.addAll(header.wrong(values));
    return differences;
  }

  private static void compare(
      String what, Set<String> inHeader, Set<String> inJava, List<String> differences) {
    Set<String> onlyHeader = new TreeSet<>(inHeader);
    onlyHeader.removeAll(inJava);
    Set<String> onlyJava = new TreeSet<>(inJava);
    onlyJava.removeAll(inHeader);
    onlyHeader.forEach(name -> differences.add(what + ": only the header has " + name));
    onlyJava.forEach(name -> differences.add(what + ": only Java has " + name));
  }

  private static Map<String, Integer> constants(Class<?> type) throws IllegalAccessException {
    Map<String, Integer> constants = new LinkedHashMap<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        constants.put(field.getName(), field.getInt(null));
      }
    }
    return constants;
  }
}
