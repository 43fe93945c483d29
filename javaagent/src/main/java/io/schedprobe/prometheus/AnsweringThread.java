package io.schedprobe.prometheus;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that answers scrapes. A caller that sends half a request, or does not take its
 * answer, would have it forever: the next caller ends that after a while. An interrupt closes the
 * connection that the thread reads from or writes to.
 */
final class AnsweringThread extends ThreadPoolExecutor {
  /** Prometheus itself waits no longer unless told otherwise. */
  static final long LONGEST_NANOS = 10_000_000_000L;

  /** More callers than this at once are turned away. */
  private static final int WAITING = 16;

  private Thread busy;
  private long since;

  /**
   * @param first run first on the thread
   */
  AnsweringThread(Runnable first) {
    super(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(WAITING),
        task -> {
          Thread thread = new Thread(null, () -> run(first, task), "schedprobe-scrape", 0, false);
          thread.setDaemon(true);
          thread.setContextClassLoader(null);
          thread.setUncaughtExceptionHandler((dead, e) -> {});
          return thread;
        });
    prestartCoreThread();
  }

  private static void run(Runnable first, Runnable then) {
    first.run();
    then.run();
  }

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      if (busy != null && System.nanoTime() - since > LONGEST_NANOS) {
        busy.interrupt();
      }
    }
    super.execute(task);
  }

  @Override
  protected synchronized void beforeExecute(Thread thread, Runnable task) {
    busy = thread;
    since = System.nanoTime();
    super.beforeExecute(thread, task);
  }

  @Override
  protected synchronized void afterExecute(Runnable task, Throwable thrown) {
    super.afterExecute(task, thrown);
    busy = null;
    // One that came too late is not meant for the next caller.
    Thread.interrupted();
  }
}
