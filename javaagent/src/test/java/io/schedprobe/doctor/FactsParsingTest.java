package io.schedprobe.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.proc.KernelVersion;
import io.schedprobe.proc.Lockdown;
import io.schedprobe.proc.StatusFile;
import io.schedprobe.proc.UserMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsParsingTest {
  @TempDir private Path directory;

  private static byte[] btf(String... strings) {
    byte[] names = ("\0" + String.join("\0", strings) + "\0").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer blob = ByteBuffer.allocate(24 + 4 + names.length).order(ByteOrder.nativeOrder());
    blob.putShort((short) 0xeB9F).put((byte) 1).put((byte) 0);
    blob.putInt(24).putInt(0).putInt(4).putInt(4).putInt(names.length);
    return blob.putInt(0).put(names).array();
  }

  @Test
  void findsFeaturesAmongTheKernelsTypeNames() {
    Btf btf =
        Btf.parse(btf("task_struct", "bpf_prog_test_run_raw_tp", "BPF_MAP_TYPE_RINGBUF", "x"));
    assertEquals(Btf.State.PRESENT, btf.state());
    assertEquals(EnumSet.of(KernelFeature.TEST_RUN, KernelFeature.RING_BUFFER), btf.features());
  }

  @Test
  void doesNotTakeAPartOfANameForTheWhole() {
    assertTrue(
        Btf.parse(btf("bpf_prog_test_run_raw_tp_x", "xBPF_MAP_TYPE_RINGBUF")).features().isEmpty());
  }

  @Test
  void refusesWhatIsNotBtf() {
    assertEquals(Btf.State.BROKEN, Btf.parse(new byte[0]).state());
    assertEquals(Btf.State.BROKEN, Btf.parse(new byte[100]).state());
    byte[] cut = btf("BPF_FUNC_loop");
    assertEquals(Btf.State.BROKEN, Btf.parse(java.util.Arrays.copyOf(cut, cut.length - 1)).state());
    byte[] negative = btf("x");
    ByteBuffer.wrap(negative).order(ByteOrder.nativeOrder()).putInt(16, -8);
    assertEquals(Btf.State.BROKEN, Btf.parse(negative).state());
  }

  @Test
  void saysWhetherBtfIsAbsentOrUnreadable() {
    assertEquals(Btf.State.ABSENT, KernelReader.btf(directory.resolve("none")).state());
    assertEquals(Btf.State.UNREADABLE, KernelReader.btf(directory).state());
  }

  @ParameterizedTest
  @CsvSource({
    "none [integrity] confidentiality, INTEGRITY",
    "[none] integrity confidentiality, NONE",
    "none integrity [confidentiality], CONFIDENTIALITY",
    "none integrity confidentiality, UNKNOWN",
    "'', UNKNOWN"
  })
  void readsTheLockdownLevelInBrackets(String content, Lockdown level) {
    assertEquals(level, Lockdown.parse(content));
  }

  @ParameterizedTest
  @CsvSource({
    "6.1.0-39-amd64, 6, 1",
    "5.14.0-503.el9.x86_64, 5, 14",
    "6.18.44-fc-v669, 6, 18",
    "7.3, 7, 3",
    "linux, 0, 0",
    "6, 0, 0"
  })
  void readsAKernelRelease(String release, int major, int minor) {
    assertEquals(new KernelVersion(major, minor), KernelVersion.of(release));
  }

  @Test
  void ordersKernelVersionsByNumber() {
    KernelVersion version = new KernelVersion(5, 17);
    assertTrue(new KernelVersion(5, 17).isAtLeast(version));
    assertTrue(new KernelVersion(6, 1).isAtLeast(version));
    assertFalse(new KernelVersion(5, 4).isAtLeast(version));
    assertFalse(new KernelVersion(4, 19).isAtLeast(version));
  }

  @ParameterizedTest
  @CsvSource({"17.0.15, 17", "25, 25", "25-ea, 25", "21+35, 21", "1.8.0_402, 8", "'', -1", "x, -1"})
  void readsAJavaVersion(String version, int feature) {
    assertEquals(
        feature, new JvmFacts(Presence.YES, "", version, "", Presence.UNKNOWN, "").feature());
  }

  @Test
  void onlyTheInitialUserNamespaceMapsEveryUserToItself() {
    assertTrue(UserMap.isWhole("         0          0 4294967295\n"));
    assertFalse(UserMap.isWhole("         0     100000      65536\n"));
    assertFalse(UserMap.isWhole("0 0 1000\n1000 1000 4294966295\n"));
  }

  @Test
  void readsAStatusFile() {
    StatusFile status =
        new StatusFile(
            List.of(
                "Name:\tjava",
                "Uid:\t1000\t1001\t1000\t1000",
                "NSpid:\t4711\t30\t1",
                "CapEff:\t000000c000000000",
                "CapBnd:\tzz",
                "Seccomp:\t2",
                "broken"));
    assertEquals(1001, status.number("Uid", 1));
    assertEquals(3, status.length("NSpid"));
    assertEquals(Hosts.BPF | Hosts.PERFMON, status.bits("CapEff"));
    assertEquals(0, status.bits("CapBnd"));
    assertEquals(2, status.number("Seccomp", 0));
    assertEquals(-1, status.number("Seccomp", 1));
    assertEquals(-1, status.number("Name", 0));
    assertEquals(0, status.length("Absent"));
  }

  @Test
  void readsTheSettingOfUnprivilegedBpf() throws Exception {
    Path file = directory.resolve("setting");
    assertEquals(-1, KernelReader.unprivileged(file));
    Files.writeString(file, "2\n");
    assertEquals(2, KernelReader.unprivileged(file));
    Files.writeString(file, "3\n");
    assertEquals(-1, KernelReader.unprivileged(file));
  }

  @Test
  void seesItselfAlikeFromInsideAndOutside() throws Exception {
    FactsReader reader = new FactsReader(() -> {});
    Facts inside = reader.self();
    Facts outside = reader.other(ProcessHandle.current().pid());
    assertEquals(inside.kernel().release(), outside.kernel().release());
    assertEquals(inside.kernel().btf(), outside.kernel().btf());
    assertEquals(inside.process().effective(), outside.process().effective());
    assertEquals(inside.process().user(), outside.process().user());
    assertEquals(inside.jvm().feature(), outside.jvm().feature());
    assertEquals(
        Path.of(inside.jvm().home()).toRealPath(), Path.of(outside.jvm().home()).toRealPath());
    assertEquals(Presence.YES, inside.jvm().flightRecorder());
    assertEquals(inside.cgroup(), outside.cgroup());
    assertTrue(outside.attach().sameUserOrRoot());
    assertTrue(outside.attach().rootReadable());
    assertFalse(outside.attach().disabled());
  }

  @Test
  void keepsAnErrorOfTheTrialFromEndingTheDoctor() throws Exception {
    Attempt attempt =
        new FactsReader(
                () -> {
                  throw new UnsatisfiedLinkError("no such symbol");
                })
            .self()
            .attempt();
    assertEquals(Attempt.Outcome.FAILED, attempt.outcome());
    assertTrue(attempt.found().contains("no such symbol"));
  }
}
