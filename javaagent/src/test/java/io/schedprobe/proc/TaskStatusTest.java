package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TaskStatusTest {
  private static final String REAL =
      """
      Name:\tGC Thread#0
      Umask:\t0022
      State:\tS (sleeping)
      Tgid:\t4711
      Ngid:\t0
      Pid:\t4713
      PPid:\t4700
      TracerPid:\t0
      Uid:\t0\t0\t0\t0
      NStgid:\t4711\t30\t1
      NSpid:\t4713\t32\t3
      Threads:\t25
      voluntary_ctxt_switches:\t1207
      nonvoluntary_ctxt_switches:\t39
      """;

  private static TaskStatus parse(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return TaskStatus.parse(content, content.length);
  }

  @Test
  void takesNameIdsAndInvoluntarySwitches() {
    assertEquals(new TaskStatus("GC Thread#0", 4713, 3, 39), parse(REAL));
  }

  @Test
  void hasOneIdWhereThereIsOneNamespace() {
    assertEquals(
        new TaskStatus("a", 12, 12, 0),
        parse("Name:\ta\nPid:\t12\nNSpid:\t12\nnonvoluntary_ctxt_switches:\t0\n"));
  }

  @Test
  void takesThePidOfKernelsWithoutNamespaces() {
    assertEquals(
        new TaskStatus("a", 12, 12, 7),
        parse("Name:\ta\nPid:\t12\nnonvoluntary_ctxt_switches:\t7\n"));
  }

  @Test
  void undoesTheKernelsEscapesInAName() {
    assertEquals("a\nPid:\\n", parse("Name:\ta\\nPid:\\\\n\n").name());
    assertEquals("end\\", parse("Name:\tend\\\n").name());
  }

  @Test
  void doesNotTakeANumberThatIsCutOff() {
    String cut = REAL.substring(0, REAL.length() - 2);
    assertEquals(new TaskStatus("GC Thread#0", 4713, 3, -1), parse(cut));
  }

  @Test
  void saysUnknownForWhatIsMissingOrBroken() {
    assertEquals(new TaskStatus("", -1, -1, -1), parse(""));
    assertEquals(
        new TaskStatus("", -1, -1, -1),
        parse("Name:\t\nPid:\t\nNSpid:\tx\nnonvoluntary_ctxt_switches:\t-4\n"));
    assertEquals(
        new TaskStatus("", -1, -1, -1),
        parse("Pid:\t99999999999\nnonvoluntary_ctxt_switches:\t9223372036854775808\n"));
  }
}
