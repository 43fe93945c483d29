package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.identity.ThreadIdentity.Category;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The directory over the threads of the JVM that runs the test. */
class LiveThreadsTest {

  /** What a thread says of itself. */
  private record Truth(Thread thread, int tid, long at) {}

  private ThreadDirectory directory;

  @BeforeEach
  void open() {
    directory = ThreadDirectory.open(ByteBuddyAgent.install());
    assertNull(directory.limitation());
  }

  @AfterEach
  void close() {
    directory.close();
  }

  @Test
  void testsOwnThreadIsFound() {
    ThreadIdentity found = directory.find(OwnTid.get(), "any", System.nanoTime());
    assertSame(Thread.currentThread(), found.thread());
    assertEquals(Thread.currentThread().getName(), found.name());
    assertEquals(Category.JAVA, found.category());
  }

  @Test
  void interruptOfTheReaderDoesNotBlindTheDirectory() {
    Thread.currentThread().interrupt();
    directory.find(Integer.MAX_VALUE, "none", System.nanoTime());
    assertTrue(Thread.interrupted());
    assertSame(
        Thread.currentThread(), directory.find(OwnTid.get(), "", System.nanoTime()).thread());
  }

  @Test
  void threadsOfTheVmHaveNamesAndNoThread() throws IOException {
    Map<String, ThreadIdentity> byComm = new HashMap<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        String comm = Files.readString(task.resolve("comm")).strip();
        int tid = Integer.parseInt(task.getFileName().toString());
        byComm.put(comm, directory.find(tid, comm, System.nanoTime()));
      }
    }
    ThreadIdentity vm = byComm.get("VM Thread");
    assertNotNull(vm, () -> "no VM Thread among " + byComm.keySet());
    assertEquals(Category.VM, vm.category());
    assertEquals("VM Thread", vm.name());
    assertNull(vm.thread());
    assertEquals(Category.JAVA, byComm.get("Reference Handl").category());
    assertEquals("Reference Handler", byComm.get("Reference Handl").name());
  }

  @Test
  void threadsThatComeAndGoAreNeverConfused() throws Exception {
    LinkedBlockingQueue<Truth> truths = new LinkedBlockingQueue<>();
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> parents = new ArrayList<>();
    CountDownLatch standing = new CountDownLatch(2000);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> longLived = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      Thread thread =
          new Thread(
              null,
              () -> {
                truths.add(new Truth(Thread.currentThread(), OwnTid.get(), System.nanoTime()));
                standing.countDown();
                await(end);
              },
              "standing-" + i,
              128 * 1024);
      thread.setDaemon(true);
      thread.start();
      longLived.add(thread);
    }
    standing.await();
    for (int p = 0; p < 2; p++) {
      Thread parent =
          new Thread(
              () -> {
                while (!stop.get()) {
                  Thread child =
                      new Thread(
                          null,
                          () ->
                              truths.add(
                                  new Truth(
                                      Thread.currentThread(), OwnTid.get(), System.nanoTime())),
                          "churn",
                          128 * 1024);
                  child.start();
                  join(child);
                }
              },
              "parent-" + p);
      parent.start();
      parents.add(parent);
    }
    int live = 0;
    int asked = 0;
    List<Truth> standingTruths = new ArrayList<>();
    while (asked < 6000) {
      Truth truth = truths.take();
      asked++;
      boolean stands = truth.thread.getName().startsWith("standing-");
      if (stands) {
        standingTruths.add(truth);
      }
      ThreadIdentity found = directory.find(truth.tid, "comm", truth.at);
      if (found.thread() != null) {
        assertSame(truth.thread, found.thread(), "wrong thread");
        live++;
      } else {
        assertTrue(!stands, () -> "a live thread was not found: " + truth);
        assertTrue(found.name().equals("comm") || found.name().equals("churn"), found.name());
      }
    }
    for (Truth truth : standingTruths) {
      assertSame(truth.thread, directory.find(truth.tid, "", System.nanoTime()).thread());
    }
    stop.set(true);
    for (Thread parent : parents) {
      parent.join();
    }
    end.countDown();
    for (Thread thread : longLived) {
      thread.join();
    }
    assertEquals(2000, standingTruths.size());
    assertTrue(live >= 2000, "found " + live);
    assertTrue(directory.statistics().known() < 2000 + 4096 + 100, "memory is bounded");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
  void virtualThreadsWaitIsItsCarriers() throws Exception {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    ConcurrentLinkedQueue<Truth> truths = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> mounted = new ConcurrentLinkedQueue<>();
    List<Thread> virtual = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Runnable task =
          () -> {
            // VirtualThread[#22]/runnable@ForkJoinPool-1-worker-1
            String before = Thread.currentThread().toString();
            int tid = OwnTid.get();
            if (before.equals(Thread.currentThread().toString())) {
              mounted.add(tid + " " + before.substring(before.indexOf('@') + 1));
              truths.add(new Truth(Thread.currentThread(), tid, System.nanoTime()));
            }
          };
      virtual.add((Thread) start.invoke(null, task));
    }
    for (Thread thread : virtual) {
      thread.join();
    }
    assertTrue(!truths.isEmpty());
    for (Truth truth : truths) {
      ThreadIdentity found = directory.find(truth.tid, "ForkJoinPool-1-", truth.at);
      assertEquals(Category.CARRIER, found.category());
      assertNotNull(found.thread());
      assertTrue(found.thread() != truth.thread, "the carrier, not what it carries");
      assertTrue(
          mounted.contains(truth.tid + " " + found.thread().getName()),
          () -> found + " is none of " + mounted);
      assertEquals(found.thread().getName() + " (carrier)", found.name());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
