package io.schedprobe.boot;

import static io.schedprobe.testing.JavaProcess.agentJar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedprobe.testing.JavaProcess;
import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native calls from inside the agent's module, beside a host's own JNA. */
class NativeIT {
  @TempDir private Path directory;
  private Path probe;

  @BeforeEach
  void packProbe() throws IOException {
    probe = directory.resolve("probe.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), JnaProbe.class.getName());
    String entry = JnaProbe.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(probe), manifest);
        InputStream in = JnaProbe.class.getResourceAsStream("/" + entry)) {
      jar.putNextEntry(new ZipEntry(entry));
      in.transferTo(jar);
      jar.closeEntry();
    }
  }

  @Test
  void jnaWorksInTheNamedModuleWithoutAWarning() throws Exception {
    try (HostProcess host = probed(List.of())) {
      assertNativePidIsTold(host);
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  /** What JEP 472 will make the default: here a warning would be an exception. */
  @Test
  void jnaWorksWhereNativeAccessIsDeniedToTheHost() throws Exception {
    assumeTrue(Runtime.version().feature() >= 24, "older JDKs have nothing to deny");
    try (HostProcess host = probed(List.of(), "--illegal-native-access=deny")) {
      assertNativePidIsTold(host);
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  @Test
  void theHostsLoggingStaysAsleep() throws Exception {
    try (HostProcess host = probed(List.of(), "-Xlog:class+load")) {
      assertNativePidIsTold(host);
      host.exit();
      assertTrue(host.out().stream().anyMatch(line -> line.contains(" com.sun.jna.Native ")));
      assertEquals(
          List.of(),
          host.out().stream().filter(line -> line.contains(" java.util.logging.")).toList());
    }
  }

  /** JNA's own library draws two warnings when it is loaded, in any JVM; a fault would end it. */
  @Test
  void checkedJniFindsNoFault() throws Exception {
    try (HostProcess host = probed(List.of(), "-Xcheck:jni", "-Xverify:all")) {
      assertNativePidIsTold(host);
      host.exit();
      assertEquals(List.of(), host.out().stream().filter(line -> line.contains("FATAL")).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.5.2", "5.2.0"})
  void anOldJnaOfTheHostAndOursBothWork(String version) throws Exception {
    Path old = oldJna(version);
    try (HostProcess host = probed(List.of(old), "--enable-native-access=ALL-UNNAMED")) {
      assertNativePidIsTold(host);
      assertTrue(host.ask("jna").startsWith(version), host.out()::toString);
      host.exit();
    }
  }

  @Test
  void whereTheHostSendsItsJnaIsNoBusinessOfOurs() throws Exception {
    Path old = oldJna("5.2.0");
    Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
    try (HostProcess host =
        probed(
            List.of(old),
            "--enable-native-access=ALL-UNNAMED",
            "-Djna.boot.library.path=" + unpack(old, unpacked),
            "-Djna.nounpack=true",
            "-Djna.noclasspath=true")) {
      assertNativePidIsTold(host);
      assertTrue(host.ask("jna").startsWith("5.2.0"), host.out()::toString);
      host.exit();
    }
  }

  @Test
  void anAgentAttachedAfterTheHostsOldJnaTracesToo() throws Exception {
    RequireBpf.orAbort();
    try (HostProcess host =
        HostProcess.start(
            List.of(),
            List.of(oldJna("5.2.0")),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+EnableDynamicAgentLoading")) {
      assertTrue(host.ask("jna").startsWith("5.2.0"));
      try (JavaProcess attach =
          JavaProcess.start("-jar", agentJar().toString(), "attach", String.valueOf(host.pid()))) {
        assertEquals(0, attach.exitStatus(), attach.err()::toString);
      }
      host.awaitAgent();
      assertEquals("RUNNING", host.ask("record"));
      awaitAttached(host);
      assertTrue(host.ask("jna").startsWith("5.2.0"));
      host.exit();
    }
  }

  /** Until the JVM holds a link to a kernel program, which it has by our JNA and libbpf. */
  private static void awaitAttached(HostProcess host) throws Exception {
    Path fdinfo = Path.of("/proc", Long.toString(host.pid()), "fdinfo");
    for (int i = 0; i < 600; i++) {
      try (Stream<Path> all = Files.list(fdinfo)) {
        if (all.anyMatch(NativeIT::isLink)) {
          return;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nothing is attached; err: " + host.err());
  }

  private static boolean isLink(Path fdinfo) {
    try {
      return Files.readString(fdinfo).contains("link_id:");
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }

  private HostProcess probed(List<Path> libraries, String... arguments) throws Exception {
    List<Path> classPath = new ArrayList<>(List.of(agentJar(), probe));
    classPath.addAll(libraries);
    List<String> all = new ArrayList<>(List.of("-javaagent:" + probe));
    all.addAll(List.of(arguments));
    return HostProcess.start(List.of(), classPath, all.toArray(new String[0]));
  }

  private static void assertNativePidIsTold(HostProcess host) {
    assertTrue(host.out().contains("native pid " + host.pid()), host.out()::toString);
    assertTrue(host.out().contains("module module io.schedprobe"), host.out()::toString);
  }

  private static Path oldJna(String version) {
    Path jar = Path.of("target", "old-jna", "jna-" + version + ".jar").toAbsolutePath();
    assertTrue(Files.isRegularFile(jar), () -> jar + " is missing: run Maven's test phases");
    return jar;
  }

  private static Path unpack(Path jna, Path to) throws IOException {
    String entry = "com/sun/jna/linux-x86-64/libjnidispatch.so";
    try (var zip = new ZipFile(jna.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      Files.copy(in, to.resolve("libjnidispatch.so"));
    }
    return to;
  }
}
