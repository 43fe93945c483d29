package io.schedprobe.jmc.page;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** What the page does beside the UI thread; a test can hold it up. */
final class Jobs implements Executor {
  private final Queue<Runnable> held = new ArrayDeque<>();
  private boolean holds;
  private int running;
  private int done;

  @Override
  public synchronized void execute(Runnable work) {
    if (holds) {
      held.add(work);
      return;
    }
    running++;
    Thread thread = new Thread(() -> run(work), "job");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Runnable work) {
    try {
      work.run();
    } finally {
      finished();
    }
  }

  private synchronized void finished() {
    running--;
    done++;
  }

  /** Jobs start no more. */
  synchronized void hold() {
    holds = true;
  }

  /** Those that were held start now. */
  synchronized void release() {
    holds = false;
    while (!held.isEmpty()) {
      execute(held.remove());
    }
  }

  synchronized boolean isIdle() {
    return running == 0;
  }

  /** How many have ended. */
  synchronized int done() {
    return done;
  }

  /** How many wait to be released. */
  synchronized int held() {
    return held.size();
  }
}
