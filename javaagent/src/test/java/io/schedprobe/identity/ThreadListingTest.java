package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.identity.ThreadIdentity.Category;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the directory takes: lists, files and memory. */
class ThreadListingTest {

  private final FakeThreads jvm = new FakeThreads();
  private final ThreadDirectory directory = jvm.directory();

  @AfterEach
  void close() {
    directory.close();
  }

  @Test
  void knownThreadIsConfirmedWithoutListingAgain() {
    Thread thread = jvm.javaThread("worker", 101);
    jvm.pass(50);
    for (int i = 0; i < 1000; i++) {
      assertSame(thread, directory.find(101, "worker", jvm.now).thread());
      jvm.pass(1);
    }
    assertEquals(1, jvm.lists);
    assertEquals(1, jvm.tidReads);
  }

  @Test
  void listYoungerThanTheMomentAskedAboutIsNotRenewed() {
    jvm.javaThread("main", 100);
    jvm.pass(50);
    long waited = jvm.now - 10_000_000;
    for (int tid = 1000; tid < 2000; tid++) {
      jvm.nativeThread("successor", tid);
      assertEquals(Category.UNKNOWN, directory.find(tid, "gone", waited).category());
    }
    assertEquals(1, jvm.lists);
  }

  @Test
  void endedThreadsMakeNoList() {
    jvm.javaThread("main", 100);
    for (int tid = 1000; tid < 2000; tid++) {
      assertEquals(Category.UNKNOWN, directory.find(tid, "gone", jvm.now).category());
    }
    assertEquals(0, jvm.lists);
  }

  @Test
  void listingStaysBelowItsAllowance() {
    jvm.javaThread("main", 100);
    jvm.listCostNanos = 1_000_000;
    long start = jvm.now;
    for (int i = 0; i < 100_000; i++) {
      jvm.nativeThread("new", 5000 + i);
      directory.find(5000 + i, "new", jvm.now);
      jvm.now += 100_000;
    }
    long elapsed = jvm.now - start;
    ThreadDirectory.Statistics statistics = directory.statistics();
    assertTrue(
        statistics.refreshNanos() <= elapsed / 200 + 20_000_000 + 2 * jvm.listCostNanos,
        () -> statistics + " in " + elapsed);
    assertTrue(statistics.refreshes() > 20, statistics::toString);
    assertEquals(
        100_000, statistics.refreshes() + statistics.refused(), "every refusal is counted");
  }

  @Test
  void whatOthersHadOfTheCpuIsNotChargedToTheAllowance() {
    jvm.listCostNanos = 100_000;
    jvm.listWaitNanos = 500_000_000;
    for (int i = 0; i < 50; i++) {
      Thread thread = jvm.javaThread("new", 5000 + i);
      jvm.pass(50);
      assertSame(thread, directory.find(5000 + i, "new", jvm.now).thread());
    }
    assertEquals(0, directory.statistics().refused());
    assertEquals(50 * 100_000, directory.statistics().refreshNanos());
  }

  @Test
  void afterARenewalEveryThreadIsFoundWithoutAListOrAFile() {
    useUpTheAllowance();
    Thread[] threads = new Thread[2000];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = jvm.javaThread("t" + i, 10_000 + i);
    }
    long refreshes = directory.statistics().refreshes();
    int files = jvm.taskReads;
    directory.renew();
    for (int i = 0; i < threads.length; i++) {
      assertSame(threads[i], directory.find(10_000 + i, "t", jvm.now).thread());
    }
    assertEquals(1, directory.statistics().refreshes() - refreshes);
    assertEquals(files, jvm.taskReads);
  }

  @Test
  void renewalDoesNotProveThatAThreadLivedBefore() {
    useUpTheAllowance();
    long before = jvm.now;
    jvm.pass(50);
    Thread late = jvm.javaThread("late", 10_000);
    directory.renew();
    assertNull(directory.find(10_000, "other", before).thread());
    assertSame(late, directory.find(10_000, "late", jvm.now).thread());
  }

  @Test
  void renewalsStayBelowTheirAllowance() {
    jvm.listCostNanos = 5_000_000;
    long start = jvm.now;
    for (int i = 0; i < 10_000; i++) {
      directory.renew();
      jvm.pass(20);
    }
    long elapsed = jvm.now - start;
    ThreadDirectory.Statistics statistics = directory.statistics();
    assertTrue(
        statistics.refreshNanos() <= elapsed / 100 + 100_000_000 + 2 * jvm.listCostNanos,
        () -> statistics + " in " + elapsed);
    assertTrue(statistics.refreshes() > 300, statistics::toString);
    assertEquals(10_000, statistics.refreshes() + statistics.refused());
  }

  @Test
  void memoryFollowsTheThreadsAliveAndNotAllThereWere() {
    for (int i = 0; i < 100_000; i++) {
      Thread thread = jvm.javaThread("short-lived", 1 + i % 30_000);
      if (i % 3 == 0) {
        directory.find(1 + i % 30_000, "short-lived", jvm.now);
      }
      jvm.end(thread);
      jvm.now += 30_000;
    }
    assertTrue(directory.statistics().refreshes() > 100, "the churn was seen");
    int known = directory.statistics().known();
    assertTrue(known <= 4096 + 1, () -> "remembers " + known);
  }

  @Test
  void moreThreadsThanExpectedAreAllListed() {
    Thread[] threads = new Thread[3000];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = jvm.javaThread("t" + i, 10_000 + i);
    }
    jvm.pass(50);
    for (int i = 0; i < threads.length; i++) {
      assertSame(threads[i], directory.find(10_000 + i, "t", jvm.now).thread());
    }
    assertEquals(3000, directory.statistics().known());
  }

  /** As threads do that come one after the other, each with a wait of its own. */
  private void useUpTheAllowance() {
    jvm.listCostNanos = 15_000_000;
    for (int i = 0; i < 5; i++) {
      jvm.javaThread("new", 9_000 + i);
      jvm.pass(5);
      directory.find(9_000 + i, "new", jvm.now);
    }
    assertTrue(directory.statistics().refused() > 0);
  }
}
