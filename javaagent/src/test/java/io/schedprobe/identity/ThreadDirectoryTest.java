package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.identity.ThreadIdentity.Category;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The directory's judgement, over threads whose truth is known. */
class ThreadDirectoryTest {

  private final FakeThreads jvm = new FakeThreads();
  private final ThreadDirectory directory = jvm.directory();

  @AfterEach
  void close() {
    directory.close();
  }

  @Test
  void liveThreadIsFoundWithItsWholeName() {
    Thread thread = jvm.javaThread("a name longer than a comm", 101);
    jvm.pass(50);
    assertEquals(
        new ThreadIdentity(101, thread, "a name longer than a comm", Category.JAVA),
        directory.find(101, "a name longer t", jvm.now));
  }

  @Test
  void renamedThreadHasItsNewName() {
    Thread thread = jvm.javaThread("before", 101);
    jvm.pass(50);
    directory.find(101, "before", jvm.now);
    thread.setName("after");
    assertEquals("after", directory.find(101, "before", jvm.now).name());
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
  void waitThatBeganWithTheThreadIsItsOwn() {
    Thread thread = jvm.javaThread("new", 101);
    long endOfFirstWait = jvm.now + 1_000;
    jvm.pass(80);
    assertSame(thread, directory.find(101, "java", endOfFirstWait).thread());
  }

  @Test
  void waitOfAnEarlierThreadWithTheSameTidIsNotGivenToTheLiveOne() {
    Thread first = jvm.javaThread("first", 101);
    jvm.pass(50);
    long firstWaited = jvm.now;
    jvm.pass(1);
    jvm.end(first);
    jvm.pass(20);
    jvm.javaThread("second", 101);
    jvm.pass(50);
    assertEquals(
        new ThreadIdentity(101, null, "first", Category.UNKNOWN),
        directory.find(101, "first", firstWaited));
  }

  @Test
  void tidThatWentToAnotherThreadGivesEachItsOwnWaits() {
    Thread first = jvm.javaThread("the first of the two", 101);
    jvm.pass(50);
    directory.find(101, "the first of th", jvm.now);
    long firstWaited = jvm.now - 1_000_000;
    jvm.end(first);
    jvm.pass(20);
    assertEquals(
        new ThreadIdentity(101, null, "the first of the two", Category.JAVA),
        directory.find(101, "the first of th", firstWaited));
    Thread second = jvm.javaThread("second", 101);
    jvm.pass(50);
    assertSame(second, directory.find(101, "second", jvm.now).thread());
    assertNull(directory.find(101, "the first of th", firstWaited).thread());
  }

  @Test
  void tidThatGoesOnWithinATickIsKeptApartWhenTheFirstWasSeen() {
    Thread first = jvm.javaThread("first", 101);
    jvm.pass(52);
    long firstWaited = jvm.now;
    assertSame(first, directory.find(101, "first", firstWaited).thread());
    jvm.end(first);
    jvm.pass(1);
    Thread second = jvm.javaThread("second", 101);
    jvm.pass(3);
    assertSame(second, directory.find(101, "second", jvm.now).thread());
    assertNull(directory.find(101, "first", firstWaited).thread());
  }

  @Test
  void threadInTheMemoryOfAnEndedOneIsNotMistakenForIt() {
    Thread first = jvm.javaThreadAt("first", 101, 0x7000);
    jvm.pass(50);
    assertSame(first, directory.find(101, "first", jvm.now).thread());
    jvm.end(first);
    Thread second = jvm.javaThreadAt("second", 102, 0x7000);
    jvm.pass(50);
    assertNull(directory.find(101, "first", jvm.now).thread());
    assertSame(second, directory.find(102, "second", jvm.now).thread());
  }

  @Test
  void endedThreadIsNamedByTheRecord() {
    Thread thread = jvm.javaThread("short-lived", 101);
    long waited = jvm.now;
    jvm.end(thread);
    jvm.pass(50);
    assertEquals(
        new ThreadIdentity(101, null, "Thread-12345", Category.UNKNOWN),
        directory.find(101, "Thread-12345", waited));
    assertEquals(1, directory.statistics().unknown());
  }

  @Test
  void withoutBirthsOnlyWhatWasSeenIsGiven() {
    jvm.forgetBirths();
    Thread thread = jvm.javaThread("worker", 101);
    jvm.pass(50);
    assertNull(directory.find(101, "worker", jvm.now).thread());
    jvm.pass(1);
    assertSame(thread, directory.find(101, "worker", jvm.now).thread());
  }

  @Test
  void threadThatIsNoneOfJavasIsNamedByItsComm() {
    jvm.javaThread("main", 100);
    jvm.nativeThread("GC Thread#0", 102);
    jvm.pass(50);
    ThreadIdentity gc = new ThreadIdentity(102, null, "GC Thread#0", Category.VM);
    assertEquals(gc, directory.find(102, "GC Thread#0", jvm.now - 5_000_000));
    assertEquals(gc, directory.find(102, null, jvm.now - 5_000_000));
    assertEquals(gc, directory.find(102, "", jvm.now));
    assertEquals(1, jvm.lists);
    assertTrue(jvm.taskReads <= 1, "what was found out is kept");
  }

  @Test
  void vmThreadOlderThanTheListNeedsNoNewOne() {
    jvm.javaThread("main", 100);
    jvm.nativeThread("GC Thread#0", 102);
    jvm.nativeThread("G1 Conc#0", 103);
    jvm.pass(50);
    directory.find(100, "main", jvm.now);
    jvm.pass(1000);
    assertEquals(Category.VM, directory.find(102, "GC Thread#0", jvm.now).category());
    assertEquals(Category.VM, directory.find(103, "G1 Conc#0", jvm.now).category());
    assertEquals(1, jvm.lists);
  }

  @Test
  void nativeThreadThatAttachesBecomesAJavaThreadInTime() {
    jvm.javaThread("main", 100);
    jvm.nativeThread("native", 102);
    jvm.pass(50);
    assertEquals(Category.VM, directory.find(102, "native", jvm.now).category());
    Thread attached = jvm.attach("attached", 102);
    jvm.pass(6000);
    assertSame(attached, directory.find(102, "native", jvm.now).thread());
  }

  @Test
  void vmThreadWhoseTidGoesToAJavaThreadBecomesThatThread() {
    jvm.nativeThread("GC Thread#9", 102);
    jvm.pass(50);
    assertEquals(Category.VM, directory.find(102, "GC Thread#9", jvm.now).category());
    Thread thread = jvm.javaThread("worker", 102);
    jvm.pass(50);
    assertSame(thread, directory.find(102, "worker", jvm.now).thread());
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
  void endedThreadIsSoughtInMemoryOnly() {
    Thread thread = jvm.javaThread("the name of the thread", 101);
    jvm.pass(50);
    directory.find(101, "the name of the", jvm.now);
    long lived = jvm.now - 1_000_000;
    jvm.end(thread);
    int files = jvm.taskReads;
    assertEquals(
        "the name of the thread", directory.findEnded(101, "the name of the", lived).name());
    assertEquals(Category.UNKNOWN, directory.findEnded(102, "never seen", lived).category());
    assertEquals(files, jvm.taskReads);
    assertEquals(1, jvm.lists);
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

  @Test
  void noTidAndNoNameStillGiveAnAnswer() {
    assertEquals(
        new ThreadIdentity(0, null, "", Category.UNKNOWN), directory.find(0, null, jvm.now));
    assertEquals(
        new ThreadIdentity(-1, null, "x", Category.UNKNOWN), directory.find(-1, "x", jvm.now));
  }

  @Test
  void closedDirectoryAnswersByComm() {
    jvm.javaThread("worker", 101);
    jvm.pass(50);
    directory.close();
    directory.close();
    assertEquals(
        new ThreadIdentity(101, null, "worker", Category.UNKNOWN),
        directory.find(101, "worker", jvm.now));
  }

  @Test
  void whereTheJvmKeepsItsThreadsToItselfTheCommIsLeft() {
    try (ThreadDirectory blind = new ThreadDirectory(null, jvm, () -> jvm.now, "closed")) {
      jvm.javaThread("worker", 101);
      jvm.pass(50);
      assertEquals(
          new ThreadIdentity(101, null, "worker", Category.UNKNOWN),
          blind.find(101, "worker", jvm.now));
      assertEquals("closed", blind.limitation());
    }
  }
}
