package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.ThreadWaits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadScannerTest {
  @TempDir private Path root;
  private TaskDirectory tasks;
  private ThreadScanner scanner;

  @BeforeEach
  void twoThreads() {
    tasks =
        new TaskDirectory(root)
            .schedstat(2001, 500, 100, 10)
            .status(2001, "main", 4)
            .schedstat(2002, 700, 300, 20)
            .status(2002, "worker", 6);
    scanner = new ThreadScanner(tasks.file());
    assertEquals(2, scanner.begin());
  }

  private List<ThreadWaits> report() {
    List<ThreadWaits> all = new ArrayList<>();
    scanner.report(all::add);
    all.sort(Comparator.comparingInt(ThreadWaits::tid));
    return all;
  }

  private ThreadWaits reportOne() {
    List<ThreadWaits> all = report();
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }

  @Test
  void doesNotReportWhatWasWaitedBeforeItBegan() {
    scanner.scan();
    assertEquals(List.of(), report());
    assertEquals(0, scanner.waits());
  }

  @Test
  void reportsTheDifferencesOfTheThreadsThatWaited() {
    tasks.schedstat(2002, 900, 350, 23).status(2002, "worker-7", 8);
    assertEquals(2, scanner.scan());
    ThreadWaits waits = reportOne();
    assertEquals(2002, waits.tid());
    assertEquals(1002, waits.nsTid());
    assertEquals("worker-7", waits.comm());
    assertFalse(waits.exited());
    assertEquals(3, waits.waits());
    assertEquals(50, waits.totalNanos());
    assertEquals(2, waits.preemptions());
    assertEquals(-1, waits.maxNanos());
    assertNull(waits.quantiles());
    assertArrayEquals(new long[] {-1, -1, -1, -1, -1, -1, 50}, waits.shares());
    assertEquals(3, scanner.waits());
  }

  @Test
  void addsUpScansBetweenTwoReportsAndReportsNothingTwice() {
    tasks.schedstat(2001, 510, 110, 11);
    scanner.scan();
    tasks.schedstat(2001, 520, 130, 13).status(2001, "main", 5);
    scanner.scan();
    ThreadWaits waits = reportOne();
    assertEquals(3, waits.waits());
    assertEquals(30, waits.totalNanos());
    assertEquals(1, waits.preemptions());
    scanner.scan();
    assertEquals(List.of(), report());
  }

  @Test
  void countsAThreadThatAppearsFromItsFirstWait() {
    tasks.schedstat(2003, 50, 40, 2).status(2003, "young", 1);
    assertEquals(3, scanner.scan());
    ThreadWaits waits = reportOne();
    assertEquals(2003, waits.tid());
    assertEquals(2, waits.waits());
    assertEquals(40, waits.totalNanos());
    assertEquals(1, waits.preemptions());
  }

  @Test
  void reportsWhatItSawOfAThreadThatEndedAndCountsIt() {
    tasks.schedstat(2003, 50, 40, 2).status(2003, "young", 1);
    scanner.scan();
    tasks.end(2003);
    assertEquals(2, scanner.scan());
    ThreadWaits waits = reportOne();
    assertTrue(waits.exited());
    assertEquals("young", waits.comm());
    assertEquals(1003, waits.nsTid());
    assertEquals(2, waits.waits());
    assertEquals(40, waits.totalNanos());
    assertEquals(-1, waits.preemptions());
    assertEquals(1, scanner.threadsEnded());
    scanner.scan();
    assertEquals(List.of(), report());
    assertEquals(1, scanner.threadsEnded());
  }

  @Test
  void tellsAThreadThatWasGivenTheIdOfAnother() {
    tasks.schedstat(2002, 710, 320, 22);
    scanner.scan();
    tasks.schedstat(2002, 5, 7, 1).status(2002, "heir", 0);
    scanner.scan();
    List<ThreadWaits> all = report();
    assertEquals(2, all.size());
    ThreadWaits old = all.get(all.get(0).exited() ? 0 : 1);
    ThreadWaits heir = all.get(all.get(0).exited() ? 1 : 0);
    assertEquals(20, old.totalNanos());
    assertEquals("worker", old.comm());
    assertEquals(7, heir.totalNanos());
    assertEquals(1, heir.waits());
    assertEquals("heir", heir.comm());
    assertEquals(0, heir.preemptions());
    assertEquals(1, scanner.threadsEnded());
  }

  @Test
  void doesNotTakeAnUnreadableFileForTheEndOfAThread() {
    tasks.schedstat(2002, "garbage");
    assertEquals(2, scanner.scan());
    assertEquals(1, scanner.unreadable());
    assertEquals(0, scanner.threadsEnded());
    tasks.schedstat(2002, 900, 350, 23);
    scanner.scan();
    assertEquals(50, reportOne().totalNanos());
  }

  @Test
  void keepsItsThreadsWhileTheDirectoryCannotBeListed() {
    java.io.File hidden = new java.io.File(root.toFile(), "nowhere");
    ThreadScanner blind = new ThreadScanner(hidden);
    assertEquals(0, blind.begin());
    assertEquals(0, blind.scan());
    assertEquals(1, blind.unreadable());
    assertEquals(0, blind.threadsEnded());
  }

  @Test
  void saysUnknownPreemptionsWithoutAStatusAndFallsBackToTheDirectorysName() {
    tasks.schedstat(2003, 50, 40, 2);
    scanner.scan();
    ThreadWaits waits = reportOne();
    assertEquals(2003, waits.tid());
    assertEquals(2003, waits.nsTid());
    assertEquals("", waits.comm());
    assertEquals(-1, waits.preemptions());
  }

  @Test
  void collectsTheEndedThreadsBeyondItsMemoryInOneSum() {
    int threads = ThreadScanner.ENDED_KEPT + 3;
    for (int i = 0; i < threads; i++) {
      int tid = 10_000 + i;
      tasks.schedstat(tid, 1, 5, 2);
      scanner.scan();
      tasks.end(tid);
    }
    scanner.scan();
    List<ThreadWaits> all = report();
    assertEquals(threads, scanner.threadsEnded());
    assertEquals(ThreadScanner.ENDED_KEPT + 1, all.size());
    ThreadWaits rest = all.get(0);
    assertEquals(0, rest.nsTid());
    assertEquals(6, rest.waits());
    assertEquals(15, rest.totalNanos());
    assertEquals(5L * threads, all.stream().mapToLong(ThreadWaits::totalNanos).sum());
  }
}
