package io.schedprobe.boot;

import static io.schedprobe.testing.JavaProcess.agent;
import static io.schedprobe.testing.JavaProcess.agentJar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent on the command line of a real JVM. */
class AgentStartIT {
  @TempDir private Path directory;

  @Test
  void aServiceWithTheAgentPrintsNothingButOneLineOfOurs() throws Exception {
    try (HostProcess host = HostProcess.start(agent(""))) {
      host.awaitAgent();
      host.exit();
      assertEquals(List.of("ready"), withoutAnswers(host));
      oneLineOfOursAtMost(host.err());
    }
  }

  @Test
  void quietMeansNoLineAtAll() throws Exception {
    try (HostProcess host = HostProcess.start(agent("quiet=true,bogus=1"))) {
      host.awaitAgent();
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "treshold=1ms",
        "rate=0,ring=7,bogus=1",
        "=",
        "threshold=1,5ms",
        "rate==\u001b[2J",
        "\u009b2J\u202e=1"
      })
  void badOptionsAreOneLineAndTheServiceStarts(String options) throws Exception {
    try (HostProcess host = HostProcess.start(agent(options))) {
      host.awaitAgent();
      host.exit();
      assertEquals(1, host.err().size(), host.err()::toString);
      oneLineOfOursAtMost(host.err());
    }
  }

  @Test
  void theHostSeesNothingOfTheAgentButTheBootClasses() throws Exception {
    try (HostProcess host = HostProcess.start(agent(""))) {
      host.awaitAgent();
      for (String name :
          List.of(
              "com.sun.jna.Native",
              "picocli.CommandLine",
              "net.bytebuddy.agent.ByteBuddyAgent",
              "io.schedprobe.jnalog.Logger")) {
        assertEquals("invisible", host.ask("class " + name), name);
      }
      assertEquals("false", host.ask("resource com/sun/jna/linux-x86-64/libjnidispatch.so"));
      host.exit();
    }
  }

  @Test
  void everyThreadOfOursIsADaemon() throws Exception {
    try (HostProcess host = HostProcess.start(agent(""))) {
      host.awaitAgent();
      assertFalse(host.ask("threads").contains("not a daemon"));
      host.exit();
    }
  }

  @Test
  void ofSeveralAgentsTheFirstCountsAndTheOthersAreToldSoInOneLine() throws Exception {
    Path copy =
        Files.copy(agentJar(), directory.resolve("copy.jar"), StandardCopyOption.REPLACE_EXISTING);
    try (HostProcess host =
        HostProcess.start(
            agent("quiet=true"), "-javaagent:" + copy + "=bogus=1", agent("bogus=2"))) {
      host.awaitAgent();
      host.awaitEndOfBoot();
      host.exit();
      List<String> told =
          host.err().stream().filter(line -> line.contains("already running")).toList();
      assertEquals(2, told.size(), host.err()::toString);
      // Whose options count complains of them, unless they say that it is to be quiet.
      assertEquals(told, host.err());
    }
  }

  @Test
  void aSecondAgentThatIsToBeQuietIsSilent() throws Exception {
    try (HostProcess host = HostProcess.start(agent("quiet"), agent("quiet=true"))) {
      host.awaitAgent();
      host.awaitEndOfBoot();
      host.exit();
      assertEquals(List.of(), host.err());
    }
  }

  @Test
  void theHostsLogManagerIsLeftForTheHostToChoose() throws Exception {
    try (HostProcess host = HostProcess.start("-Xlog:class+load", agent(""))) {
      host.awaitAgent();
      host.exit();
      assertTrue(host.out().stream().anyMatch(line -> line.contains(" io.schedprobe.agent.")));
      assertEquals(
          List.of(),
          host.out().stream()
              .filter(line -> line.contains("java.util.logging.LogManager"))
              .toList());
    }
  }

  @Test
  void checkedJniAndFullVerificationFindNoFault() throws Exception {
    try (HostProcess host = HostProcess.start("-Xcheck:jni", "-Xverify:all", agent(""))) {
      host.awaitAgent();
      host.exit();
      assertEquals(List.of(), host.out().stream().filter(line -> line.contains("FATAL")).toList());
      oneLineOfOursAtMost(host.err());
    }
  }

  @Test
  void withoutFlightRecorderTheServiceStartsAndOneLineSaysWhatToAdd() throws Exception {
    try (HostProcess host =
        HostProcess.start(agent(""), "--limit-modules", "java.base,java.instrument")) {
      String state = host.awaitState();
      assertTrue(state.startsWith(Lifecycle.FAILED), state);
      host.exit();
      assertEquals(1, host.err().size(), host.err()::toString);
      assertTrue(
          host.err().get(0).matches("schedprobe: not started: .*--add-modules jdk\\.jfr.*"),
          host.err()::toString);
    }
  }

  @Test
  void theServiceMayEndAtAnyMomentOfTheAgentsStart() throws Exception {
    for (int i = 0; i < 16; i++) {
      try (HostProcess host = HostProcess.start(agent(""))) {
        Thread.sleep(i * 50L); // the agent starts in the first half of a second
        host.exit();
        oneLineOfOursAtMost(host.err());
      }
    }
  }

  /** Nothing that a terminal obeys or that turns the reading order. */
  private static void assertHarmless(String line) {
    assertTrue(
        line.codePoints()
            .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT),
        line);
  }

  private static List<String> withoutAnswers(HostProcess host) {
    return host.out().stream().filter(line -> !line.contains(" #")).toList();
  }

  private static void oneLineOfOursAtMost(List<String> err) {
    assertTrue(err.size() <= 1, err::toString);
    assertTrue(err.stream().allMatch(line -> line.startsWith("schedprobe: ")), err::toString);
    err.forEach(AgentStartIT::assertHarmless);
  }
}
