package io.schedprobe.jmc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that lives, and runs what it is told, until it is told to end. */
public final class TellingThread extends Thread {
  private final BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();

  /** Lives from now on. */
  public TellingThread(String name) {
    super(name);
    setDaemon(true);
    start();
  }

  @Override
  public void run() {
    try {
      while (true) {
        told.take().run();
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  /** Runs in this thread, and waits for it. */
  void tell(Runnable action) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    told.add(
        () -> {
          action.run();
          done.countDown();
        });
    done.await();
  }

  /** What the kernel calls it. */
  public long osThreadId() throws InterruptedException {
    long[] id = new long[1];
    tell(() -> id[0] = ownId());
    return id[0];
  }

  private static long ownId() {
    try {
      Path own = Path.of("/proc/thread-self").toRealPath();
      return Long.parseLong(own.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void end() {
    interrupt();
  }
}
