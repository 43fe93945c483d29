package io.schedprobe.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.access.NativeAccess;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedModuleTest {
  private static final String RESOURCE = "META-INF/native/linux-x86-64/thing.so";

  @TempDir private Path directory;
  private Path jar;

  @BeforeEach
  void packJar() throws IOException {
    jar = directory.resolve("with space & ümlaut.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      put(zip, "io/schedprobe/boot/Main.class", classFile("io.schedprobe.boot.Main"));
      Archives.store(zip, NestedModule.CLASSES, classes());
      put(zip, NestedModule.FOLDER + RESOURCE, "thing".getBytes(UTF_8));
      put(zip, NestedModule.FOLDER + "io/schedprobe/cli/help.txt", "help".getBytes(UTF_8));
    }
  }

  private static byte[] classes() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    for (String name :
        List.of(
            "io.schedprobe.agent.AgentRuntime",
            "io.schedprobe.access.NativeAccess",
            "io.schedprobe.cli.Main")) {
      files.put(name.replace('.', '/') + ".class", classFile(name));
    }
    return Archives.zip(files);
  }

  @Test
  void packagesAreThoseOfTheClasses() throws IOException {
    assertEquals(
        Set.of("io.schedprobe.agent", "io.schedprobe.access", "io.schedprobe.cli"),
        NestedModule.open(jar.toFile())
            .find(AgentLayer.MODULE)
            .orElseThrow()
            .descriptor()
            .packages());
  }

  @Test
  void definesClassesOfItsOwnInTheNamedModule() throws Exception {
    Module module = AgentLayer.create(jar.toFile()).module();
    Class<?> nested = AgentLayer.entry(module, "io.schedprobe.access.NativeAccess");
    assertNotSame(NativeAccess.class, nested);
    assertEquals("io.schedprobe", nested.getModule().getName());
    assertEquals(jar, Path.of(nested.getProtectionDomain().getCodeSource().getLocation().toURI()));
    assertNotSame(module, AgentLayer.create(jar.toFile()).module());
  }

  @Test
  void readsResourcesInAndOutsidePackages() throws Exception {
    Module module = AgentLayer.create(jar.toFile()).module();
    try (InputStream in = module.getClassLoader().getResource(RESOURCE).openStream()) {
      assertArrayEquals("thing".getBytes(UTF_8), in.readAllBytes());
    }
    try (InputStream in = module.getClassLoader().getResourceAsStream(RESOURCE)) {
      assertNotNull(in);
    }
    try (InputStream in = module.getResourceAsStream(RESOURCE)) {
      assertNotNull(in);
    }
    assertNull(module.getClassLoader().getResource("META-INF/native/none"));
  }

  @Test
  void listsClassesAndWhatIsBelowTheFolder() throws IOException {
    try (var reader =
        NestedModule.open(jar.toFile()).find(AgentLayer.MODULE).orElseThrow().open()) {
      assertEquals(
          Set.of(
              "io/schedprobe/agent/AgentRuntime.class",
              "io/schedprobe/access/NativeAccess.class",
              "io/schedprobe/cli/Main.class",
              "io/schedprobe/cli/help.txt",
              RESOURCE),
          reader.list().collect(Collectors.toSet()));
    }
  }

  @Test
  void doesNotSeeTheClassPath() throws Exception {
    ClassLoader loader = AgentLayer.create(jar.toFile()).module().getClassLoader();
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass(NestedModuleTest.class.getName()));
    assertThrows(ClassNotFoundException.class, () -> loader.loadClass(Main.class.getName()));
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass("io.schedprobe.options.AgentOptions"));
  }

  @Test
  void readsTheModulesThatTheAgentNeedsAndNotTheHostsLogging() throws Exception {
    Module module = AgentLayer.create(jar.toFile()).module();
    for (String name : List.of("jdk.jfr", "java.instrument", "jdk.unsupported", "jdk.attach")) {
      assertTrue(module.canRead(ModuleLayer.boot().findModule(name).orElseThrow()), name);
    }
    assertFalse(module.canRead(ModuleLayer.boot().findModule("java.logging").orElseThrow()));
  }

  @Test
  void aMissingEntryPointIsAnIncompleteJar() {
    IOException thrown =
        assertThrows(IOException.class, () -> NestedModule.describe(Set.of("io.schedprobe.agent")));
    assertTrue(thrown.getMessage().contains("incomplete"), thrown.getMessage());
  }

  @Test
  void findsNoOtherModule() throws IOException {
    assertTrue(NestedModule.open(jar.toFile()).find("java.desktop").isEmpty());
    assertEquals(1, NestedModule.open(jar.toFile()).findAll().size());
  }

  @Test
  void exportsOnlyItsEntryPoints() throws IOException {
    ModuleDescriptor descriptor =
        NestedModule.open(jar.toFile()).find(AgentLayer.MODULE).orElseThrow().descriptor();
    assertEquals(
        Set.of("io.schedprobe.agent", "io.schedprobe.access", "io.schedprobe.cli"),
        descriptor.exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet()));
  }

  @Test
  void somethingElseThanAJarIsRefused() {
    assertThrows(IOException.class, () -> AgentLayer.create(directory.toFile()));
    assertThrows(IOException.class, () -> AgentLayer.create(directory.resolve("no").toFile()));
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] classFile(String name) throws IOException {
    try (InputStream in =
        NestedModuleTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }
}
