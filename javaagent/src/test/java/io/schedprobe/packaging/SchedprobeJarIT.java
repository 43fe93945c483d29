package io.schedprobe.packaging;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built jar, as users get it. */
class SchedprobeJarIT {
  private static final Path JAR = Path.of(System.getProperty("schedprobe.jar"));
  private static final String HIDDEN = "META-INF/schedprobe/";
  private static final String NATIVE = HIDDEN + "META-INF/native/";
  private static final List<String> PLATFORMS = List.of("linux-x86-64", "linux-aarch64");
  private static final List<String> PARTS =
      List.of("schedprobe.bpf.o", "libbpf.so.1", "libelf.so.1", "libz.so.1");
  private static final int ELF_MAGIC = 0x464c457f; // "\x7fELF", little endian
  private static final int ELF_MACHINE_OFFSET = 18;

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(JAR.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void aHostSeesOnlyTheBootClasses() {
    Set<String> seen =
        files().stream()
            .filter(name -> !name.startsWith("META-INF/"))
            .filter(name -> !name.startsWith("io/schedprobe/boot/"))
            .collect(toCollection(TreeSet::new));
    assertEquals(Set.of(), seen);
  }

  @Test
  void theBootClassesAreNotHiddenASecondTime() {
    Set<String> twice =
        files().stream()
            .filter(name -> name.startsWith(HIDDEN + "io/schedprobe/boot/"))
            .collect(toSet());
    assertEquals(Set.of(), twice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "META-INF/LICENSE",
        "META-INF/NOTICE",
        "META-INF/licenses/LGPL-2.1.txt",
        "META-INF/licenses/libbpf.so.1.txt",
        "META-INF/licenses/libelf.so.1.txt",
        "META-INF/licenses/libz.so.1.txt",
        "io/schedprobe/boot/AgentMain.class",
        "io/schedprobe/boot/Main.class",
        HIDDEN + "io/schedprobe/agent/AgentRuntime.class",
        HIDDEN + "io/schedprobe/cli/Main.class",
        HIDDEN + "io/schedprobe/events/RunQueueLatency.class",
        HIDDEN + "com/sun/jna/Native.class",
        HIDDEN + "net/bytebuddy/agent/ByteBuddyAgent.class",
        HIDDEN + "picocli/CommandLine.class",
        HIDDEN + "io/prometheus/metrics/exporter/httpserver/HTTPServer.class",
        HIDDEN + "com/netflix/spectator/atlas/AtlasRegistry.class",
        HIDDEN + "org/slf4j/impl/StaticLoggerBinder.class",
      })
  void holdsAllItsParts(String name) {
    assertTrue(files().contains(name), name);
  }

  @Test
  void bringsNativeCodeForItsPlatformsAlone() {
    Set<String> expected = new TreeSet<>();
    for (String platform : PLATFORMS) {
      expected.add(HIDDEN + "com/sun/jna/" + platform + "/libjnidispatch.so");
      if (isBuiltFor(platform)) {
        PARTS.forEach(part -> expected.add(NATIVE + platform + "/" + part));
      }
    }
    Set<String> found =
        files().stream()
            .filter(name -> !name.endsWith(".class"))
            .filter(name -> name.startsWith(HIDDEN))
            .filter(name -> !name.startsWith(HIDDEN + "META-INF/services/"))
            .filter(name -> !name.endsWith(".jfc"))
            .collect(toCollection(TreeSet::new));
    assertEquals(expected, found);
  }

  /** Where a build lacks the parts for arm64, it was told why; with this set it has failed. */
  @Test
  void partsForArm64AreThereWhereTheyAreRequired() {
    if (!isBuiltFor("linux-aarch64")) {
      assertNotEquals("1", System.getenv("SCHEDPROBE_REQUIRE_ARM64"));
      abort("this jar was built without the parts for arm64");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "linux-x86-64, libbpf.so.1, 62",
    "linux-x86-64, libelf.so.1, 62",
    "linux-x86-64, libz.so.1, 62",
    "linux-x86-64, schedprobe.bpf.o, 247",
    "linux-aarch64, libbpf.so.1, 183",
    "linux-aarch64, libelf.so.1, 183",
    "linux-aarch64, libz.so.1, 183",
    "linux-aarch64, schedprobe.bpf.o, 247"
  })
  void nativeCodeIsForTheRightMachine(String platform, String part, int machine)
      throws IOException {
    assumeTrue(isBuiltFor(platform), "this jar was built without the parts for " + platform);
    assertMachine(machine, NATIVE + platform + "/" + part);
  }

  @ParameterizedTest
  @CsvSource({"linux-x86-64, 62", "linux-aarch64, 183"})
  void jnaIsForTheRightMachine(String platform, int machine) throws IOException {
    assertMachine(machine, HIDDEN + "com/sun/jna/" + platform + "/libjnidispatch.so");
  }

  private void assertMachine(int machine, String name) throws IOException {
    ByteBuffer elf = ByteBuffer.wrap(content(name)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(ELF_MAGIC, elf.getInt(0));
    assertEquals(machine, elf.getShort(ELF_MACHINE_OFFSET));
  }

  private boolean isBuiltFor(String platform) {
    return platform.equals("linux-x86-64") || jar.getEntry(NATIVE + platform + "/") != null;
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux-x86-64", "linux-aarch64"})
  void theKernelProgramsDoNotTellWhereTheyWereBuilt(String platform) throws IOException {
    assumeTrue(isBuiltFor(platform), "this jar was built without the parts for " + platform);
    byte[] content = content(NATIVE + platform + "/schedprobe.bpf.o");
    String object = new String(content, StandardCharsets.ISO_8859_1);
    assertFalse(object.contains(System.getProperty("user.dir")));
    assertFalse(object.contains(Path.of("..").toRealPath().toString()));
  }

  @Test
  void carriesNothingThatOnlyMadeSenseInTheJarsItCameFrom() {
    Set<String> leftovers =
        files().stream()
            .filter(
                name ->
                    name.matches(
                        ".*(module-info\\.class|\\.jar|\\.SF|\\.RSA|\\.DSA|\\.EC|pom\\.xml"
                            + "|pom\\.properties)|.*META-INF/(versions|maven)/.*"
                            + "|META-INF/schedprobe/META-INF/MANIFEST\\.MF"))
            .collect(toCollection(TreeSet::new));
    assertEquals(Set.of(), leftovers);
  }

  @Test
  void isNoLargerThanSixMegabytes() throws IOException {
    long size = Files.size(JAR);
    assertTrue(size <= 6_000_000, size + " bytes");
  }

  @Test
  void manifestNamesTheEntryPoints() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertEquals("io.schedprobe.boot.Main", manifest.getValue("Main-Class"));
    assertEquals("io.schedprobe.boot.AgentMain", manifest.getValue("Premain-Class"));
    assertEquals("io.schedprobe.boot.AgentMain", manifest.getValue("Agent-Class"));
    assertEquals("ALL-UNNAMED", manifest.getValue("Enable-Native-Access"));
    assertTrue(manifest.getValue("Implementation-Version").matches("\\d+\\.\\d+\\.\\d+.*"));
  }

  @Test
  void carriesNoTimeOfItsBuild() {
    Set<Long> times =
        Stream.concat(jar.stream(), classes().stream()).map(ZipEntry::getTime).collect(toSet());
    assertEquals(1, times.size(), times::toString);
  }

  /** What the JVM has to read of it at every start. */
  @Test
  void isAShortJarToAHost() {
    assertTrue(jar.size() < 100, jar.size() + " entries");
  }

  private List<String> files() {
    return Stream.concat(
            jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName),
            classes().stream().map(entry -> HIDDEN + entry.getName()))
        .toList();
  }

  private List<ZipEntry> classes() {
    List<ZipEntry> classes = new ArrayList<>();
    try (ZipInputStream in =
        new ZipInputStream(jar.getInputStream(jar.getEntry("META-INF/schedprobe.zip")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          classes.add(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }

  private byte[] content(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }
}
