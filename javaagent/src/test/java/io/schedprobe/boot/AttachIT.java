package io.schedprobe.boot;

import static io.schedprobe.testing.JavaProcess.agent;
import static io.schedprobe.testing.JavaProcess.agentJar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schedprobe.testing.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code attach} and {@code detach} on real JVMs. */
class AttachIT {
  /** Keeps JDK 21 and later from announcing on standard error what the user just did. */
  private static final String EXPECTED = "-XX:+EnableDynamicAgentLoading";

  @Test
  void attachesDetachesAndAttachesAgain() throws Exception {
    try (HostProcess host = HostProcess.start(EXPECTED)) {
      for (int round = 0; round < 3; round++) {
        command(host, 0, "schedprobe runs in process " + host.pid(), "attach", "quiet=true");
        assertEquals("running", host.ask("property schedprobe.agent"));
        command(host, 0, "schedprobe no longer runs in process " + host.pid(), "detach");
        assertEquals("absent", host.ask("property schedprobe.agent"));
        assertEquals("", host.ask("threads"));
      }
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  @Test
  void attachingTwiceIsRefusedAndHarmless() throws Exception {
    try (HostProcess host = HostProcess.start(EXPECTED)) {
      command(host, 0, "schedprobe runs in process " + host.pid(), "attach", "quiet=true");
      command(
          host,
          1,
          "schedprobe: already running in process "
              + host.pid()
              + "; detach it first to change its options",
          "attach");
      assertEquals("running", host.ask("property schedprobe.agent"));
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  @Test
  void anAgentOfTheCommandLineCanBeDetached() throws Exception {
    try (HostProcess host = HostProcess.start(EXPECTED, agent("quiet=true"))) {
      host.awaitAgent();
      command(host, 0, "schedprobe no longer runs in process " + host.pid(), "detach");
      assertEquals("absent", host.ask("property schedprobe.agent"));
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  @Test
  void detachingWhatIsNotThereIsAFailure() throws Exception {
    try (HostProcess host = HostProcess.start(EXPECTED)) {
      command(host, 1, "schedprobe: not running in process " + host.pid(), "detach");
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:+DisableAttachMechanism, refuses to be attached to (-XX:+DisableAttachMechanism)",
    "-Xrs, does not take SIGQUIT",
  })
  void aJvmThatCannotBeAttachedToIsLeftAlone(String flag, String reason) throws Exception {
    try (HostProcess host = HostProcess.start(flag);
        JavaProcess attach = run("attach", String.valueOf(host.pid()))) {
      assertEquals(1, attach.exitStatus());
      assertEquals(1, attach.err().size(), attach.err()::toString);
      assertTrue(attach.err().get(0).contains(reason), attach.err()::toString);
      host.exit();
      assertEquals(List.of("ready"), host.out());
      assertEquals(List.of(), host.err());
    }
  }

  @Test
  void aFlagGivenByFileIsFoundToo() throws Exception {
    Path file = Files.createTempFile("jvm", ".args");
    try {
      Files.writeString(file, "-XX:+DisableAttachMechanism\n");
      try (HostProcess host = HostProcess.start("@" + file);
          JavaProcess attach = run("attach", String.valueOf(host.pid()))) {
        assertEquals(1, attach.exitStatus());
        assertTrue(
            attach.err().get(0).contains("refuses to be attached to"), attach.err()::toString);
        host.exit();
        assertEquals(List.of("ready"), host.out());
      }
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aProcessThatIsNoJvmIsNotSignalled() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "300").start();
    try (JavaProcess attach = run("attach", String.valueOf(sleep.pid()))) {
      assertEquals(1, attach.exitStatus());
      assertEquals(
          List.of("schedprobe: process " + sleep.pid() + " is not a HotSpot JVM"), attach.err());
      assertTrue(sleep.isAlive());
    } finally {
      sleep.destroyForcibly();
    }
  }

  /** Other pids and a {@code /tmp} of its own are what a container makes of attaching. */
  @Test
  void attachesToAJvmThatCannotSeeOurFiles() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")), "only root may make such namespaces");
    Path classes = Path.of("target", "test-classes").toAbsolutePath();
    Path elsewhere = Path.of("/mnt");
    List<String> container =
        List.of(
            "unshare",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-ec",
            "mount --bind \"$1\" \"$2\"; mount --bind /dev/null \"$3\"; mount -t tmpfs none /tmp;"
                + " mount -t proc proc /proc;"
                + " shift 3; exec \"$@\"",
            "sh",
            classes.toString(),
            elsewhere.toString(),
            agentJar().toString());
    try (HostProcess host = HostProcess.start(container, List.of(elsewhere), EXPECTED)) {
      command(host, 0, "schedprobe runs in process " + host.pid(), "attach", "quiet=true");
      assertEquals("running", host.ask("property schedprobe.agent"));
      command(host, 0, "schedprobe no longer runs in process " + host.pid(), "detach");
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  private static void command(
      HostProcess host, int status, String said, String command, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command, String.valueOf(host.pid())));
    arguments.addAll(List.of(options));
    try (JavaProcess process = run(arguments.toArray(new String[0]))) {
      assertEquals(status, process.exitStatus(), process.err()::toString);
      List<String> spoken = new ArrayList<>(process.out());
      spoken.addAll(process.err());
      assertEquals(List.of(said), spoken);
    }
  }

  private static JavaProcess run(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-jar", agentJar().toString()));
    all.addAll(List.of(arguments));
    return JavaProcess.start(all.toArray(new String[0]));
  }
}
