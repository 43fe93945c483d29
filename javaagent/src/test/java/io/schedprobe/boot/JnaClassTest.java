package io.schedprobe.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over the very JNA that is packed. */
class JnaClassTest {
  private static final Map<String, byte[]> CLASSES = new TreeMap<>();

  @BeforeAll
  static void readJna() throws Exception {
    Path jar = Path.of(Native.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (JnaClass.concerns(entry.getName())) {
          try (InputStream in = zip.getInputStream(entry)) {
            CLASSES.put(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    assertTrue(CLASSES.size() > 50, () -> "only " + CLASSES.size() + " classes");
  }

  @Test
  void noClassKnowsTheHostsLogging() throws IOException {
    long before = 0;
    for (Map.Entry<String, byte[]> entry : CLASSES.entrySet()) {
      before += mentions(entry.getValue(), "java/util/logging");
      byte[] rewritten = JnaClass.rewrite(entry.getValue());
      assertEquals(0, mentions(rewritten, "java/util/logging"), entry.getKey());
    }
    assertTrue(before > 0, "JNA no longer logs: the rewriting may go");
  }

  @Test
  void theSilentLoggerHasAllThatJnaUses() throws Exception {
    Set<String> there = new HashSet<>();
    for (String name : List.of("Logger", "Level")) {
      Class<?> type = Class.forName("io.schedprobe.jnalog." + name);
      for (var method : type.getDeclaredMethods()) {
        var methodType = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        there.add(
            internalName(type) + "." + method.getName() + ":" + methodType.descriptorString());
      }
      for (var field : type.getDeclaredFields()) {
        there.add(
            internalName(type) + "." + field.getName() + ":" + field.getType().descriptorString());
      }
    }
    for (Map.Entry<String, byte[]> entry : CLASSES.entrySet()) {
      for (String member : new ConstantPool(JnaClass.rewrite(entry.getValue())).members()) {
        if (member.startsWith("io/schedprobe/")) {
          assertTrue(there.contains(member), entry.getKey() + " uses " + member);
        }
      }
    }
  }

  @Test
  void noClassReadsTheHostsJnaProperties() throws IOException {
    for (Map.Entry<String, byte[]> entry : CLASSES.entrySet()) {
      for (String text : new ConstantPool(JnaClass.rewrite(entry.getValue())).texts()) {
        assertFalse(
            text.startsWith("jna.") || text.startsWith("jnidispatch."),
            entry.getKey() + " has " + text);
      }
    }
    Set<String> texts =
        new ConstantPool(JnaClass.rewrite(CLASSES.get("com/sun/jna/Native.class"))).texts();
    assertTrue(texts.contains("schedprobe.jna.boot.library.path"));
    assertTrue(texts.contains("schedprobe.jna.tmpdir"));
    assertTrue(texts.contains("schedprobe.jna.jnidispatch.path"));
  }

  @Test
  void aClassWithoutTiesStaysAsItIs() throws IOException {
    byte[] original = CLASSES.get("com/sun/jna/ptr/IntByReference.class");
    assertArrayEquals(original, JnaClass.rewrite(original));
  }

  @ParameterizedTest
  @CsvSource({
    "com/sun/jna/Native.class, true",
    "com/sun/jna/linux-x86-64/libjnidispatch.so, false",
    "picocli/CommandLine.class, false",
  })
  void concernsJnaAlone(String name, boolean concerned) {
    assertEquals(concerned, JnaClass.concerns(name));
  }

  @Test
  void somethingElseThanAClassFileIsRefused() {
    assertThrows(IOException.class, () -> JnaClass.rewrite(new byte[0]));
    assertThrows(IOException.class, () -> JnaClass.rewrite(new byte[64]));
    byte[] cut = CLASSES.get("com/sun/jna/Native.class").clone();
    assertThrows(IOException.class, () -> JnaClass.rewrite(Arrays.copyOf(cut, 500)));
  }

  private static long mentions(byte[] classFile, String text) throws IOException {
    return new ConstantPool(classFile)
        .texts().stream().filter(constant -> constant.contains(text)).count();
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
