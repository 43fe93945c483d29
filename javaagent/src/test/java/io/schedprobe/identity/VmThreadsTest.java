package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.identity.ThreadIdentity.Category;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which threads are taken for none of Java's. */
class VmThreadsTest {

  private final FakeThreads jvm = new FakeThreads();
  private final ThreadDirectory directory = jvm.directory();

  @AfterEach
  void close() {
    directory.close();
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

  /** On a loaded machine the JVM may know a thread long after the kernel does. */
  @Test
  void threadThatWasStartingWhenThreadsWereListedIsNotTakenForOneOfTheJvm() {
    jvm.javaThread("main", 100);
    jvm.nativeThread("worker", 102);
    jvm.pass(100);
    directory.find(100, "main", jvm.now);
    Thread worker = jvm.attach("worker", 102);
    jvm.pass(50);
    assertSame(worker, directory.find(102, "worker", jvm.now).thread());
  }

  @Test
  void vmThreadOlderThanTheListNeedsNoNewOne() {
    jvm.javaThread("main", 100);
    jvm.nativeThread("GC Thread#0", 102);
    jvm.nativeThread("G1 Conc#0", 103);
    jvm.pass(300);
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
}
