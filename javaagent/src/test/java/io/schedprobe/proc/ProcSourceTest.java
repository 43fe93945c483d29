package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.CgroupName;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.source.SourceUnavailableException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcSourceTest {
  private static final WaitSink NONE =
      new WaitSink() {
        @Override
        public void onWait(Wait wait) {
          throw new AssertionError(wait);
        }

        @Override
        public void onCgroup(CgroupName name) {
          throw new AssertionError(name);
        }
      };

  @TempDir private Path root;

  @Test
  void agreesWithTheKernelAboutARealThread() throws Exception {
    Semaphore go = new Semaphore(0);
    Semaphore done = new Semaphore(0);
    AtomicInteger tid = new AtomicInteger();
    Thread thread =
        new Thread(
            () -> {
              try {
                tid.set(
                    Integer.parseInt(
                        Path.of("/proc/thread-self").toRealPath().getFileName().toString()));
                done.release();
                for (int i = 0; i < 200; i++) {
                  go.acquire();
                  done.release();
                }
                go.acquire();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            },
            "proc-source-it");
    thread.setDaemon(true);
    thread.start();
    done.acquire();
    settle(tid.get());
    SchedStat earlier = null;
    SchedStat later = null;
    try (ProcSource source = ProcSource.open()) {
      assertEquals("proc", source.name());
      for (int i = 0; i < 200; i++) {
        go.release();
        done.acquire();
        if (i == 100) {
          earlier = schedstat(tid.get());
          source.readThreads(waits -> {});
          later = schedstat(tid.get());
        }
      }
      settle(tid.get());
      List<ThreadWaits> mine = new ArrayList<>();
      source.readThreads(
          waits -> {
            if (waits.nsTid() == tid.get()) {
              mine.add(waits);
            }
          });
      SchedStat after = schedstat(tid.get());
      assertEquals(1, mine.size());
      ThreadWaits waits = mine.get(0);
      assertTrue(waits.waits() > 0);
      // The period began between the two readings and ended with the thread asleep.
      assertBetween(
          after.timeslices() - later.timeslices(),
          after.timeslices() - earlier.timeslices(),
          waits.waits());
      assertBetween(
          after.runDelayNanos() - later.runDelayNanos(),
          after.runDelayNanos() - earlier.runDelayNanos(),
          waits.totalNanos());
      assertEquals("proc-source-it", waits.comm());
      assertTrue(waits.preemptions() >= 0);
      assertTrue(source.statistics().waits() >= waits.waits());
      assertEquals(0, source.unreadable());
    }
    go.release(200);
  }

  private static void assertBetween(long least, long most, long value) {
    assertTrue(least <= value && value <= most, () -> least + " <= " + value + " <= " + most);
  }

  /** Waits until the kernel has put the thread to sleep. */
  private static void settle(int tid) throws Exception {
    Path stat = Path.of("/proc/self/task/" + tid + "/stat");
    while (!Files.readString(stat).replaceFirst("(?s).*\\) ", "").startsWith("S")) {
      Thread.sleep(1);
    }
  }

  private static SchedStat schedstat(int tid) throws Exception {
    byte[] content = Files.readAllBytes(Path.of("/proc/self/task/" + tid + "/schedstat"));
    SchedStat stat = new SchedStat();
    assertTrue(stat.parse(content, content.length));
    return stat;
  }

  @Test
  void scansWhilePollingSoThatAShortThreadIsSeen() throws Exception {
    new TaskDirectory(root).schedstat(2001, 5, 5, 5);
    try (ProcSource source = ProcSource.open(root.toFile())) {
      TaskDirectory tasks = new TaskDirectory(root).schedstat(2002, 9, 8, 7);
      while (source.statistics().waits() == 0) {
        source.poll(NONE, 2_000);
      }
      tasks.end(2002);
      List<ThreadWaits> all = new ArrayList<>();
      source.readThreads(all::add);
      assertEquals(1, all.size());
      assertEquals(8, all.get(0).totalNanos());
      assertTrue(all.get(0).exited());
      assertEquals(1, source.threadsEnded());
    }
  }

  @Test
  void staysWithinItsTimeoutWhenNoScanIsDue() throws Exception {
    new TaskDirectory(root).schedstat(2001, 5, 5, 5);
    try (ProcSource source = ProcSource.open(root.toFile())) {
      new TaskDirectory(root).schedstat(2001, 9, 9, 9);
      source.poll(NONE, 0);
      assertEquals(0, source.statistics().waits());
    }
  }

  @Test
  void deliversNothingOnceClosed() throws Exception {
    TaskDirectory tasks = new TaskDirectory(root).schedstat(2001, 5, 5, 5);
    ProcSource source = ProcSource.open(root.toFile());
    tasks.schedstat(2001, 9, 9, 9);
    source.close();
    source.close();
    source.poll(NONE, 1_000_000);
    source.readThreads(waits -> assertFalse(true, waits::toString));
    assertEquals(0, source.statistics().waits());
  }

  @Test
  void saysWhatAKernelWithoutTheFileIsMissing() throws Exception {
    new TaskDirectory(root).status(2001, "main", 0);
    SourceUnavailableException e = refused(root.toFile());
    assertTrue(e.remedy().contains("CONFIG_SCHED_INFO"), e.remedy());
  }

  @Test
  void saysWhatAKernelThatCountsNothingIsMissing() throws Exception {
    new TaskDirectory(root).schedstat(2001, 0, 0, 0).status(2001, "main", 0);
    SourceUnavailableException e = refused(root.toFile());
    assertTrue(e.reason().contains("0 0 0"), e.reason());
    assertTrue(e.remedy().contains("delayacct"), e.remedy());
  }

  @Test
  void saysThatProcIsNotMounted() {
    SourceUnavailableException e = refused(new File(root.toFile(), "missing"));
    assertTrue(e.remedy().contains("mount proc"), e.remedy());
  }

  private static SourceUnavailableException refused(File directory) {
    SourceUnavailableException e =
        assertThrows(SourceUnavailableException.class, () -> ProcSource.open(directory));
    assertNotNull(e.reason());
    return e;
  }
}
