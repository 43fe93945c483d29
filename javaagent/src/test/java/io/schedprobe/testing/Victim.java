package io.schedprobe.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread that wants a CPU for a while again and again, once it is let go. Before and after that
 * it is blocked, so that no wait of it is in progress.
 */
public final class Victim implements AutoCloseable {
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean stop;
  private volatile int tid;
  private final Thread thread;

  /**
   * Starts it, blocked.
   *
   * @param runMicros it spins for, before it sleeps for a millisecond
   */
  public Victim(String name, int runMicros) throws InterruptedException {
    thread = new Thread(() -> run(runMicros), name);
    thread.setDaemon(true);
    thread.start();
    awaitBlocked();
  }

  private void run(int runMicros) {
    try {
      tid = ownTid();
      go.await();
      while (!stop) {
        long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(runMicros);
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
        }
        Thread.sleep(1);
      }
      end.await();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int ownTid() throws IOException {
    Path task = Files.readSymbolicLink(Path.of("/proc/thread-self"));
    return Integer.parseInt(task.getFileName().toString());
  }

  private void awaitBlocked() throws InterruptedException {
    while (tid == 0 || thread.getState() != Thread.State.WAITING || !isAsleep()) {
      Thread.sleep(1);
    }
  }

  /** The kernel's word: a thread is WAITING to the JVM a moment before it leaves the CPU. */
  private boolean isAsleep() {
    try {
      String stat = Files.readString(Path.of("/proc/self/task/" + tid + "/stat"), ISO_8859_1);
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'S';
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As this JVM's own pid namespace has it. */
  public int tid() {
    return tid;
  }

  /** Pins it to a CPU. */
  public void pin(int cpu) throws IOException, InterruptedException {
    Process taskset =
        new ProcessBuilder("taskset", "-p", "-c", Integer.toString(cpu), Integer.toString(tid))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (taskset.waitFor() != 0) {
      throw new IOException("taskset failed");
    }
  }

  public void go() {
    go.countDown();
  }

  /** Returns when it is blocked again. */
  public void stop() throws InterruptedException {
    stop = true;
    awaitBlocked();
  }

  /** The kernel's own account of the time it waited for a CPU, in nanoseconds. */
  public long runDelayNanos() throws IOException {
    String schedstat = Files.readString(Path.of("/proc/self/task/" + tid + "/schedstat"));
    return Long.parseLong(schedstat.strip().split(" ", -1)[1]);
  }

  /** Lets it end. */
  @Override
  public void close() {
    stop = true;
    go.countDown();
    end.countDown();
  }
}
