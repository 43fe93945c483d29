package io.schedprobe.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a {@code /proc} of our own making. */
class TargetProcessTest {
  private static final String CATCHES_SIGQUIT = "2000000181005ccf"; // as a HotSpot JVM's
  private static final String IGNORES_SIGQUIT = "0000000001001000";
  private static final String JVM_MAPS =
      "7f00-7f01 r-xp 00000000 08:01 42 /usr/lib/jvm/java/lib/server/libjvm.so\n";

  @TempDir private Path proc;
  private String capabilities = "00000000a80425fb"; // what container runtimes leave root

  @BeforeEach
  void writeOurselves() throws IOException {
    process("self", 1000, IGNORES_SIGQUIT, "", "java");
  }

  @Test
  void acceptsAJvmOfTheSameUser() throws Exception {
    process("42", 1000, CATCHES_SIGQUIT, JVM_MAPS, "java\0-jar\0service.jar\0");
    assertEquals(42, TargetProcess.attachable(42, proc).pid());
  }

  @Test
  void rootMayAttachToAnyone() throws Exception {
    process("self", 0, IGNORES_SIGQUIT, "", "java");
    process("42", 1000, CATCHES_SIGQUIT, JVM_MAPS, "java\0");
    assertEquals(42, TargetProcess.attachable(42, proc).pid());
  }

  @Test
  void saysThatThereIsNoSuchProcess() {
    assertEquals("there is no process 42", refusal(42));
    assertEquals("there is no process 0", refusal(0));
    assertEquals("there is no process -7", refusal(-7));
  }

  @Test
  void saysWhoseProcessItIs() throws IOException {
    process("42", 1001, CATCHES_SIGQUIT, JVM_MAPS, "java\0");
    String refusal = refusal(42);
    assertTrue(refusal.startsWith("process 42 belongs to another user ("), refusal);
    assertTrue(refusal.endsWith("): run this command as that user or as root"), refusal);
  }

  @Test
  void neverSignalsWhatIsNotAJvm() throws IOException {
    process("42", 1000, CATCHES_SIGQUIT, "7f00-7f01 r-xp 0 08:01 42 /bin/bash\n", "bash\0");
    assertEquals("process 42 is not a HotSpot JVM", refusal(42));
  }

  @Test
  void neverSignalsAJvmThatSigquitWouldEnd() throws IOException {
    process("42", 1000, IGNORES_SIGQUIT, JVM_MAPS, "java\0-Xrs\0");
    assertTrue(refusal(42).contains("does not take SIGQUIT"), refusal(42));
  }

  @Test
  void saysThatAttachingIsDisabled() throws IOException {
    process("42", 1000, CATCHES_SIGQUIT, JVM_MAPS, "java\0-XX:+DisableAttachMechanism\0");
    assertEquals(
        "the JVM 42 refuses to be attached to (-XX:+DisableAttachMechanism): start it with"
            + " -javaagent instead",
        refusal(42));
  }

  @Test
  void saysThatInitIsNoJvmEvenWhereItHidesItself() throws IOException {
    process("self", 0, IGNORES_SIGQUIT, "", "java");
    hidden("42", 0, IGNORES_SIGQUIT);
    assertEquals(
        "process 42 is not a JVM that can be attached to: it does not take SIGQUIT", refusal(42));
  }

  @Test
  void saysWhatRootLacksToLookIntoAProcess() throws IOException {
    process("self", 0, IGNORES_SIGQUIT, "", "java");
    hidden("42", 1000, CATCHES_SIGQUIT);
    assertEquals(
        "process 42 does not let this command see whether it is a JVM: root lacks"
            + " CAP_SYS_PTRACE here, so give it that capability or run this inside the process's"
            + " own container",
        refusal(42));
    capabilities = "000001ffffffffff";
    process("self", 0, IGNORES_SIGQUIT, "", "java");
    assertEquals(
        "process 42 does not let this command see whether it is a JVM: not even root may, by"
            + " the system's security policy or from this user namespace, so start the JVM with"
            + " -javaagent instead",
        refusal(42));
  }

  @Test
  void sendsAnOrdinaryUserToRootWhereTheProcessHasMoreRights() throws IOException {
    hidden("42", 1000, CATCHES_SIGQUIT);
    assertEquals(
        "process 42 does not let this command see whether it is a JVM: it has rights that"
            + " this command lacks, so run this as root",
        refusal(42));
  }

  @Test
  void saysWhoseThreadItIs() throws IOException {
    process("43", 1000, CATCHES_SIGQUIT, JVM_MAPS, "java\0");
    Files.move(proc.resolve("43"), proc.resolve("44"));
    assertEquals("44 is a thread of process 43: name that one", refusal(44));
  }

  /** A process whose maps cannot be read. */
  private void hidden(String name, int user, String caught) throws IOException {
    process(name, user, caught, "", "");
    Files.delete(proc.resolve(name).resolve("maps"));
    Files.createDirectory(proc.resolve(name).resolve("maps"));
  }

  private String refusal(long pid) {
    return assertThrows(CommandException.class, () -> TargetProcess.attachable(pid, proc))
        .getMessage();
  }

  private void process(String name, int user, String caught, String maps, String arguments)
      throws IOException {
    Path directory = Files.createDirectories(proc.resolve(name));
    Files.writeString(
        directory.resolve("status"),
        "Name:\tjava\nTgid:\t%3$s\nUid:\t%1$d\t%1$d\t%1$d\t%1$d\nSigCgt:\t%2$s\nCapEff:\t%4$s\n"
            .formatted(user, caught, name, capabilities));
    Files.writeString(directory.resolve("maps"), maps);
    Files.writeString(directory.resolve("cmdline"), arguments);
  }
}
