package io.schedprobe.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A program that has the kernel give a thread id to one thread after another, and looks both up. It
 * has to run in a pid namespace of its own, since it sets where the next id is sought.
 */
final class TidReuse {

  private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
  private static final int ATTEMPTS = 500;

  /** A thread, and moments at which it lived. */
  private static final class Guest {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private volatile int tid;

    Guest(String name) throws InterruptedException {
      thread =
          new Thread(
              () -> {
                tid = OwnTid.get();
                told.countDown();
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              name);
      thread.start();
      told.await();
    }

    /** A new thread with this tid. */
    static Guest withTid(String name, int tid) throws IOException, InterruptedException {
      for (int i = 0; i < ATTEMPTS; i++) {
        Files.writeString(LAST_PID, Integer.toString(tid - 1));
        Guest guest = new Guest(name);
        if (guest.tid == tid) {
          return guest;
        }
        guest.leave();
      }
      throw new IOException("tid " + tid + " was not given again in " + ATTEMPTS + " attempts");
    }

    void leave() throws InterruptedException {
      end.countDown();
      thread.join();
      // the kernel's end of the thread comes after Java's
      Path task = Path.of("/proc/self/task/" + tid);
      for (int i = 0; i < 1000 && Files.exists(task); i++) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  private TidReuse() {}

  public static void main(String[] args) throws Exception {
    try (ThreadDirectory directory = ThreadDirectory.open(null)) {
      check(directory.limitation() == null, directory.limitation());
      knownThreadThenAnother(directory);
      unknownThreadThenAnother(directory);
    }
    System.out.println("never confused");
  }

  private static void knownThreadThenAnother(ThreadDirectory directory) throws Exception {
    Guest first = new Guest("first guest");
    long firstLived = System.nanoTime();
    ThreadIdentity found = directory.find(first.tid, "first guest", firstLived);
    check(found.thread() == first.thread, "first, alive: " + found);
    first.leave();
    Guest second = Guest.withTid("second guest", first.tid);
    try {
      found = directory.find(first.tid, "first guest", firstLived);
      check(found.thread() == null, "first, ended: " + found);
      check(found.name().equals("first guest"), "first, ended: " + found);
      found = directory.find(first.tid, "second guest", System.nanoTime());
      check(found.thread() == second.thread, "second: " + found);
      found = directory.find(first.tid, "first guest", firstLived);
      check(found.thread() == null, "first, when second was known: " + found);
      check(found.name().equals("first guest"), "first, when second was known: " + found);
    } finally {
      second.leave();
    }
  }

  private static void unknownThreadThenAnother(ThreadDirectory directory) throws Exception {
    Guest first = new Guest("unseen guest");
    long firstLived = System.nanoTime();
    first.leave();
    TimeUnit.MILLISECONDS.sleep(30);
    Guest second = Guest.withTid("seen guest", first.tid);
    try {
      long secondLived = System.nanoTime();
      ThreadIdentity found = directory.find(first.tid, "seen guest", secondLived);
      check(found.thread() == second.thread, "second: " + found);
      found = directory.find(first.tid, "unseen guest", firstLived);
      check(found.thread() == null, "first: " + found);
    } finally {
      second.leave();
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
