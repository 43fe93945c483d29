package io.schedprobe.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users run it, on the real kernel, with more and fewer privileges. */
class DoctorIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  /** Waits to be ended; in source form, since it is run by the single-file launcher. */
  private static final String IDLE =
      """
      public class Idle {
        public static void main(String[] args) throws Exception {
          System.out.println("ready");
          System.in.read();
        }
      }
      """;

  @TempDir private Path directory;
  private Path jar;

  private record Run(int status, List<String> lines) {
    String verdict() {
      return lines.get(lines.size() - 1);
    }

    void has(String line) {
      assertTrue(lines.stream().anyMatch(l -> l.contains(line)), () -> line + " in " + this);
    }

    @Override
    public String toString() {
      return "exit status " + status + ":\n" + String.join("\n", lines);
    }
  }

  @BeforeEach
  void jarThatAnyUserCanRead() throws IOException {
    RequireBpf.orAbort();
    jar = Files.copy(Path.of(System.getProperty("schedprobe.jar")), directory.resolve("s.jar"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private Run run(String... prefix) throws Exception {
    return runOn("", prefix);
  }

  private Run runOn(String pid, String... prefix) throws Exception {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(List.of(JAVA, "-jar", jar.toString(), "doctor"));
    if (!pid.isEmpty()) {
      command.add(pid);
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output.lines().toList());
  }

  /** As user nobody, with these capabilities alone: "-all" or "-all,+bpf,+perfmon". */
  private static String[] nobodyWith(String capabilities) {
    return new String[] {
      "setpriv",
      "--reuid=65534",
      "--regid=65534",
      "--clear-groups",
      "--inh-caps=" + capabilities,
      "--ambient-caps=" + capabilities,
      "--bounding-set=" + capabilities
    };
  }

  @Test
  void promisesTheFullTracerToRoot() throws Exception {
    Run run = run();
    assertEquals("verdict: full tracer", run.verdict(), run::toString);
    assertEquals(0, run.status());
    assertTrue(run.lines().stream().noneMatch(line -> line.startsWith("missing")), run::toString);
    run.has("loaded, attached and detached again");
  }

  @Test
  void tellsAnOrdinaryUserWhichCapabilitiesAreMissing() throws Exception {
    Run run = run(nobodyWith("-all"));
    assertEquals(1, run.status(), run::toString);
    run.has("missing  capabilities        user 65534, none of CAP_BPF, CAP_PERFMON");
    run.has("-> give the JVM CAP_BPF + CAP_PERFMON");
    assertTrue(
        run.verdict().startsWith("verdict: fallback: run delay per thread from /proc"),
        run::toString);
  }

  @Test
  void promisesTheFullTracerToAnOrdinaryUserWithTheTwoCapabilities() throws Exception {
    Run run = run(nobodyWith("-all,+bpf,+perfmon"));
    assertEquals("verdict: full tracer", run.verdict(), run::toString);
    assertEquals(0, run.status());
    run.has("user 65534, CAP_BPF + CAP_PERFMON");
  }

  @Test
  void tellsWhichOfTheTwoCapabilitiesIsMissing() throws Exception {
    Run run = run(nobodyWith("-all,+bpf"));
    assertEquals(1, run.status(), run::toString);
    run.has("-> give the JVM CAP_PERFMON");
  }

  @Test
  void tellsThatTheKernelsTypesAreHidden() throws Exception {
    Run run =
        run(
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "sh",
            "-c",
            "mount -t tmpfs tmpfs /sys/kernel/btf && exec \"$@\"",
            "sh");
    assertEquals(1, run.status(), run::toString);
    run.has("missing  kernel types (BTF)  no /sys/kernel/btf/vmlinux");
    assertTrue(run.verdict().startsWith("verdict: fallback"), run::toString);
  }

  @Test
  void tellsThatANestedUserNamespaceDoesNotCount() throws Exception {
    Run run = run("unshare", "--user", "--map-root-user");
    assertEquals(1, run.status(), run::toString);
    run.has("missing  user namespace      a nested one");
    run.has("CAP_BPF + CAP_PERFMON");
  }

  @Test
  void namesADirectoryThatIsMountedNoexecAndLoadsFromAnother() throws Exception {
    Run run =
        run(
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "sh",
            "-c",
            "mount --bind -o noexec /dev/shm /dev/shm && exec \"$@\"",
            "sh");
    run.has("; noexec: /dev/shm");
    assertEquals(0, run.status(), run::toString);
  }

  @Test
  void judgesAnotherJvm() throws Exception {
    withIdleJvm(
        List.of(),
        pid -> {
          Run run = runOn(pid);
          assertEquals(0, run.status(), run::toString);
          assertEquals("verdict: full tracer, as far as can be seen from outside", run.verdict());
          run.has("ok       attach");
          run.has("from this process: loaded, attached and detached again");
        });
  }

  @Test
  void judgesAnotherJvmByItsOwnCapabilities() throws Exception {
    withIdleJvm(
        List.of(nobodyWith("-all")),
        pid -> {
          Run run = runOn(pid);
          assertEquals(1, run.status(), run::toString);
          run.has("missing  capabilities        user 65534, none of");
          assertTrue(run.verdict().endsWith("(capabilities)"), run::toString);
        });
  }

  @Test
  void saysWhatItCannotSeeOfAnothersJvm() throws Exception {
    withIdleJvm(
        List.of(),
        pid -> {
          Run run = runOn(pid, nobodyWith("-all"));
          assertEquals(1, run.status(), run::toString);
          run.has("warning  attach              the JVM belongs to another user");
          run.has("unknown  JDK                 not visible from here");
          run.has("not tried, since this process may not");
          assertTrue(run.verdict().startsWith("verdict: undecided: not seen: "), run::toString);
        });
  }

  @Test
  void tellsThatAProcessIsNoJvm() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "1000").start();
    try {
      Run run = runOn(Long.toString(sleep.pid()));
      assertEquals(1, run.status(), run::toString);
      run.has("missing  JDK                 process " + sleep.pid() + " is no HotSpot JVM");
      assertTrue(run.verdict().startsWith("verdict: nothing"), run::toString);
    } finally {
      sleep.destroy();
      sleep.waitFor();
    }
  }

  @Test
  void tellsThatThereIsNoSuchProcess() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Run run = runOn(Long.toString(gone.pid()));
    assertEquals(1, run.status(), run::toString);
    assertEquals(List.of("schedprobe: there is no process " + gone.pid()), run.lines());
  }

  private interface Body {
    void run(String pid) throws Exception;
  }

  private void withIdleJvm(List<String> prefix, Body body) throws Exception {
    Path source = Files.writeString(directory.resolve("Idle.java"), IDLE);
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(JAVA, source.toString()));
    Process jvm = new ProcessBuilder(command).start();
    try {
      byte[] ready = jvm.getInputStream().readNBytes(6);
      assertEquals("ready\n", new String(ready, StandardCharsets.US_ASCII));
      body.run(Long.toString(jvm.pid()));
    } finally {
      jvm.getOutputStream().close(); // ends it
      jvm.waitFor();
    }
  }
}
