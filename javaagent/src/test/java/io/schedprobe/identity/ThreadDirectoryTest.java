package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

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
