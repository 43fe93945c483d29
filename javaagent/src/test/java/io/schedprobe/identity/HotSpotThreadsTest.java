package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JVM that runs the test. */
class HotSpotThreadsTest {

  @Test
  void tidOfALiveThreadIsTheKernelsAndOfAnEndedOneNone() throws Exception {
    try (HotSpotThreads threads = HotSpotThreads.open(ByteBuddyAgent.install())) {
      AtomicInteger tid = new AtomicInteger();
      CountDownLatch read = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      Thread thread =
          new Thread(
              () -> {
                tid.set(OwnTid.get());
                read.countDown();
                awaitQuietly(end);
              });
      assertEquals(0, threads.handle(thread), "not started");
      thread.start();
      read.await();
      long handle = threads.handle(thread);
      assertEquals(tid.get(), threads.tid(thread, handle));
      end.countDown();
      thread.join();
      assertEquals(0, threads.handle(thread));
      assertEquals(0, threads.tid(thread, handle));
    }
  }

  @Test
  void listHoldsEveryThreadGroupsThreads() throws Exception {
    try (HotSpotThreads threads = HotSpotThreads.open(ByteBuddyAgent.install())) {
      CountDownLatch end = new CountDownLatch(1);
      ThreadGroup outer = new ThreadGroup("outer");
      Thread thread =
          new Thread(new ThreadGroup(outer, "inner"), () -> awaitQuietly(end), "deep inside");
      thread.start();
      Thread[] list = new Thread[1000];
      int count = threads.list(list);
      List<Thread> listed = Arrays.asList(list).subList(0, count);
      assertTrue(listed.contains(thread));
      assertTrue(listed.contains(Thread.currentThread()));
      assertTrue(listed.stream().anyMatch(t -> t.getName().equals("Reference Handler")));
      end.countDown();
      thread.join();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void memoryThatIsNotMappedIsAnError(boolean proc) throws IOException {
    try (NativeMemory reader = proc ? new ProcMemory() : new ProcessVmMemory();
        Memory memory = new Memory(64)) {
      memory.setLong(40, 0x1122334455667788L);
      byte[] bytes = new byte[8];
      reader.read(Pointer.nativeValue(memory) + 40, bytes, 8);
      assertEquals((byte) 0x88, bytes[0]);
      assertEquals((byte) 0x11, bytes[7]);
      for (long address : new long[] {0, 8, 4096, 1L << 46, -4096, Long.MIN_VALUE}) {
        assertThrows(IOException.class, () -> reader.read(address, bytes, 8));
      }
      reader.read(Pointer.nativeValue(memory) + 40, bytes, 8);
      assertEquals((byte) 0x88, bytes[0]);
    }
  }

  @Test
  void exportedSymbolsAreWhereTheDynamicLinkerSaysToo() throws IOException {
    try (NativeMemory memory = new ProcMemory()) {
      LoadedLibrary jvm = LoadedLibrary.find("libjvm.so", new MemoryPages(memory));
      for (String symbol :
          List.of(
              "gHotSpotVMStructs", "gHotSpotVMStructEntryArrayStride", "JNI_GetCreatedJavaVMs")) {
        Pointer linked = NativeLibrary.getProcess().getGlobalVariableAddress(symbol);
        assertEquals(Pointer.nativeValue(linked), jvm.address(symbol), symbol);
      }
      IOException e = assertThrows(IOException.class, () -> jvm.address("gNoSuchSymbol"));
      assertEquals("libjvm.so does not export gNoSuchSymbol", e.getMessage());
    }
  }

  @Test
  void bothWaysOfReadingFindTheSameLayout() throws IOException {
    try (NativeMemory proc = new ProcMemory();
        NativeMemory call = new ProcessVmMemory()) {
      HotSpotLayout layout = layout(proc);
      assertEquals(layout, layout(call));
      assertNotEquals(0, layout.osThread());
    }
  }

  @Test
  void libraryIsFoundInTheMapsWhateverItsFileBecame() throws IOException {
    List<String> maps =
        List.of(
            "55e0c0a00000-55e0c0a01000 r--p 00000000 fe:00 11 /opt/my jdk/bin/java",
            "7f0000100000-7f0000200000 r--p 00100000 fe:00 12 /opt/my jdk/lib/server/libjvm.so (deleted)",
            "7f0000000000-7f0000100000 r--p 00000000 fe:00 12                        /opt/my jdk/lib/server/libjvm.so (deleted)",
            "7fff00000000-7fff00021000 rw-p 00000000 00:00 0                          [stack]",
            "7fff00030000-7fff00040000 rw-p 00000000 00:00 0");
    assertEquals(0x7f0000000000L, LoadedLibrary.base("libjvm.so", maps));
    assertEquals(0x55e0c0a00000L, LoadedLibrary.base("java", maps));
    IOException e = assertThrows(IOException.class, () -> LoadedLibrary.base("libj9vm.so", maps));
    assertEquals("libj9vm.so is not mapped into this process", e.getMessage());
  }

  @Test
  void startTimeIsReadPastAHostileComm() {
    String rest = " S 1 2 3 0 -1 4 5 6 7 8 9 10 11 12 20 0 1 0 4711 99 0";
    assertEquals(4711, ProcTasks.startTicks("7 (java)" + rest));
    assertEquals(4711, ProcTasks.startTicks("7 (a) S 1 (b) )" + rest));
    assertEquals("a) S 1 (b) ", ProcTasks.comm("7 (a) S 1 (b) )" + rest));
    assertEquals(-1, ProcTasks.startTicks("7 (java) S 1 2"));
    assertEquals(-1, ProcTasks.startTicks(""));
  }

  @Test
  void birthOfAThreadIsNotAfterItsFirstMomentAndAtMostATickBefore() throws Exception {
    ProcTasks tasks = new ProcTasks();
    for (int i = 0; i < 20; i++) {
      long[] times = new long[3];
      times[0] = System.nanoTime();
      Thread thread =
          new Thread(
              () -> {
                times[1] = System.nanoTime();
                times[2] = tasks.read(OwnTid.get()).bornNanos();
              });
      thread.start();
      thread.join();
      assertTrue(times[2] <= times[1], "born " + (times[2] - times[1]) + " ns after it ran");
      assertTrue(times[2] >= times[0] - 10_100_000, "born " + (times[0] - times[2]) + " ns early");
    }
  }

  private static HotSpotLayout layout(NativeMemory memory) throws IOException {
    MemoryPages pages = new MemoryPages(memory);
    return HotSpotLayout.read(pages, LoadedLibrary.find("libjvm.so", pages));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
