package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.layout.Counter;
import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.BpfObject;
import io.schedprobe.libbpf.BpfProgram;
import io.schedprobe.libbpf.MappedMemory;
import io.schedprobe.platform.Platform;
import io.schedprobe.proc.KernelFiles;
import io.schedprobe.proc.StatusFile;
import io.schedprobe.source.SourceUnavailableException;
import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600) // seconds; only a failure takes as long
class KernelTracerIT {
  /** Inode of the initial pid namespace (linux/proc_ns.h, PROC_PID_INIT_INO). */
  private static final String INITIAL_PID_NAMESPACE = "pid:[4026531836]";

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  static byte[] elf() throws IOException {
    try (InputStream in =
        KernelSource.class.getResourceAsStream(Platform.current().orElseThrow().programs())) {
      return in.readAllBytes();
    }
  }

  private static KernelTracer open() throws IOException, BpfException {
    boolean v1 = CpuController.isV1(KernelFiles.text(Path.of("/proc/self/cgroup")));
    return KernelTracer.open(elf(), TracerConfig.DEFAULT, v1);
  }

  @Test
  void processIsIdentifiedByItsGlobalNumber() throws Exception {
    try (KernelTracer tracer = open()) {
      int tgid = tracer.identify().tgid();
      if (Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).endsWith(INITIAL_PID_NAMESPACE)) {
        assertEquals(ProcessHandle.current().pid(), tgid);
      } else {
        assertTrue(tgid > 0);
      }
    }
  }

  /** What serves on kernels without task storage for tracing serves everywhere. */
  @Test
  void threadsAreRememberedInAHashAsWell() throws Exception {
    boolean v1 = CpuController.isV1(KernelFiles.text(Path.of("/proc/self/cgroup")));
    try (KernelTracer tracer =
        KernelTracer.open(elf(), TracerConfig.DEFAULT, v1, ThreadStorage.HASH)) {
      tracer.attach();
      assertTrue(tracer.kernelMemoryBytes() > 0);
      while (tracer.counters().sum(Counter.COUNTER_WAITS) == 0) {
        Thread.sleep(1);
      }
      assertEquals(0, tracer.counters().sum(Counter.COUNTER_STORAGE_FAILED));
    }
  }

  @Test
  void identityFollowsTheProcessIntoAnotherCgroup() throws Exception {
    try (KernelTracer tracer = open()) {
      KernelTracer.Scope before = tracer.identify();
      try (CpuCgroup cgroup = CpuCgroup.create("moved")) {
        cgroup.add(ProcessHandle.current().pid());
        KernelTracer.Scope moved = tracer.identify();
        assertEquals(cgroup.id(), moved.cgroupId());
        assertEquals(1, moved.cgroupLevel());
        assertEquals(before.tgid(), moved.tgid());
        assertNotEquals(before.cgroupId(), moved.cgroupId());
      }
    }
  }

  @Test
  void nothingIsAttachedBeforeAttach() throws Exception {
    try (KernelTracer tracer = open()) {
      assertEquals(0, held(BpfObjects.Kind.LINK));
      tracer.attach();
      assertEquals(tracer.programs().size(), held(BpfObjects.Kind.LINK));
    }
  }

  private static long held(BpfObjects.Kind kind) throws IOException {
    return BpfObjects.held().stream().filter(held -> held.kind() == kind).count();
  }

  @Test
  void closingLeavesNothingInTheKernel() throws Exception {
    KernelTracer tracer = open();
    tracer.attach();
    Set<BpfObjects.Held> held = new HashSet<>(BpfObjects.held());
    assertTrue(held.stream().allMatch(BpfObjects.Held::isInKernel));
    assertTrue(held.size() > 2 * tracer.programs().size());
    tracer.close();
    tracer.close();
    assertEquals(List.of(), BpfObjects.held());
    assertEquals(0, BpfObjects.mappings());
    assertEquals(0, BpfObjects.descriptors());
    // The kernel frees programs and maps after a grace period, in the background.
    while (held.stream().anyMatch(BpfObjects.Held::isInKernel)) {
      Thread.sleep(10);
    }
  }

  @Test
  void failedLoadLeavesNothingBehindAndSaysWhy() throws Exception {
    byte[] broken = withoutExits(elf());
    BpfException e =
        assertThrows(
            BpfException.class, () -> KernelTracer.open(broken, TracerConfig.DEFAULT, false));
    SourceUnavailableException refusal = Refusal.explain(e, KernelFacts.read());
    assertTrue(refusal.reason().contains("refused the programs"), refusal.reason());
    assertEquals(List.of(), BpfObjects.held());
    assertEquals(0, BpfObjects.descriptors());
  }

  /** Overwrites each BPF exit instruction with an operation that does not exist. */
  static byte[] withoutExits(byte[] elf) {
    byte[] broken = elf.clone();
    for (int i = 0; i + 8 <= broken.length; i += 8) {
      boolean exit = broken[i] == (byte) 0x95;
      for (int j = 1; j < 8; j++) {
        exit &= broken[i + j] == 0;
      }
      if (exit) {
        broken[i] = (byte) 0xff;
      }
    }
    return broken;
  }

  @Test
  void garbageIsRefusedAsNoObject() {
    byte[] garbage = new byte[1000];
    BpfException e =
        assertThrows(
            BpfException.class, () -> KernelTracer.open(garbage, TracerConfig.DEFAULT, false));
    assertFalse(e.log().isEmpty());
  }

  @Test
  void libbpfNeverPrintsIntoTheHostsOutput() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokenLoad.class.getName())
            .redirectErrorStream(true)
            .start();
    // On the class path, as here, JDK 24 and later warn of native access, then leave a line blank.
    List<String> output =
        child.inputReader().lines().filter(l -> !l.contains("WARNING:") && !l.isBlank()).toList();
    assertEquals(0, child.waitFor());
    assertEquals(List.of("refused"), output);
  }

  /** Loads an object that the verifier refuses. */
  static final class BrokenLoad {
    private BrokenLoad() {}

    public static void main(String[] args) throws IOException {
      BpfObject.loadLibrary();
      try {
        KernelTracer.open(withoutExits(elf()), TracerConfig.DEFAULT, false).close();
      } catch (BpfException e) {
        System.out.println("refused");
      }
    }
  }

  @Test
  void sizesAreAsConfigured() throws Exception {
    try (KernelTracer tracer = KernelTracer.open(elf(), new TracerConfig(1 << 20, 64), false)) {
      assertEquals(1 << 20, tracer.ringBytes());
      assertEquals((2 << 20) + MappedMemory.pageBytes(), tracer.producerPageAndData().capacity());
      assertTrue(tracer.producerPageAndData().isReadOnly());
      long smaller = tracer.kernelMemoryBytes();
      try (KernelTracer larger = KernelTracer.open(elf(), new TracerConfig(2 << 20, 64), false)) {
        assertTrue(larger.kernelMemoryBytes() - smaller >= 1 << 20);
      }
    }
  }

  @Test
  void kernelMemoryIsWithinItsBudget() throws Exception {
    try (KernelTracer tracer = open()) {
      long bytes = tracer.kernelMemoryBytes();
      assertTrue(bytes > 0 && bytes <= 4 << 20, bytes + " bytes");
    }
  }

  @Test
  void programsThatDidNotRunHaveNoRuns() throws Exception {
    try (KernelTracer tracer = open()) {
      for (BpfProgram program : tracer.programs()) {
        assertEquals(new BpfProgram.Runs(0, 0), program.runs());
      }
    }
  }

  @Test
  void openedAndClosedAgainAndAgainNothingLeaks() throws Exception {
    for (int i = 0; i < 10; i++) {
      openAttachClose();
    }
    long before = anonymousKilobytes();
    for (int i = 0; i < 60; i++) {
      openAttachClose();
    }
    long grown = anonymousKilobytes() - before;
    assertEquals(0, BpfObjects.descriptors());
    assertEquals(0, BpfObjects.mappings());
    assertEquals(List.of(), BpfObjects.held());
    assertEquals("0 kB", new StatusFile(Files.readAllLines(status())).value("VmLck"));
    // The object alone is over 100 KiB, its type information more: 60 of them would be over 12 MiB.
    assertTrue(grown < 10 << 10, grown + " KiB of memory more");
  }

  private static void openAttachClose() throws IOException, BpfException {
    try (KernelTracer tracer = open()) {
      tracer.attach();
    }
  }

  private static Path status() {
    return Path.of("/proc/self/status");
  }

  private static long anonymousKilobytes() throws IOException {
    System.gc();
    String rss = new StatusFile(Files.readAllLines(status())).value("RssAnon");
    return Long.parseLong(rss.substring(0, rss.indexOf(' ')));
  }
}
