package io.schedprobe.alert;

import io.schedprobe.alert.Outlet.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hands alerts to their outlets on a thread of its own. {@link #offer} never waits for an outlet
 * and never throws; an outlet that is dead holds the others up for one attempt at a time.
 */
public final class Dispatcher implements AutoCloseable {
  private static final long REMIND_NANOS = 60_000_000_000L;
  private static final long PATIENCE_MILLIS = 3000;

  private final List<Lane> lanes;
  private final Object lock = new Object();
  private final Thread thread;
  private Runnable begun;
  private boolean closed;

  Dispatcher(List<Outlet> outlets) {
    lanes = outlets.stream().map(Lane::new).toList();
    thread = new Thread(null, this::run, "schedprobe-alert", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    // The host's own handler may end the host.
    thread.setUncaughtExceptionHandler((dead, e) -> {});
  }

  /**
   * Starts the thread.
   *
   * @param first what it does first
   */
  public void start(Runnable first) {
    begun = first;
    thread.start();
  }

  /** Takes an alert for each outlet that it is meant for. */
  public void offer(AlertMessage message) {
    synchronized (lock) {
      for (Lane lane : lanes) {
        if (!closed && lane.wants(message)) {
          lane.offer(message);
        }
      }
      lock.notifyAll();
    }
  }

  /** What became of them so far. */
  public DeliveryStatistics statistics() {
    synchronized (lock) {
      long delivered = 0;
      long retries = 0;
      long refused = 0;
      long givenUp = 0;
      long overflowed = 0;
      long remindersLost = 0;
      long waiting = 0;
      for (Lane lane : lanes) {
        delivered += lane.delivered;
        retries += lane.retries;
        refused += lane.refused;
        givenUp += lane.givenUp;
        overflowed += lane.overflowed;
        remindersLost += lane.remindersLost;
        waiting += lane.waiting();
      }
      return new DeliveryStatistics(
          delivered, retries, refused, givenUp, overflowed, remindersLost, waiting);
    }
  }

  /** Ends the thread; what still waits is lost. Waits a few seconds at the most. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    lanes.forEach(lane -> lane.outlet.abort());
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    begun.run();
    long nextReminder = System.nanoTime() + REMIND_NANOS;
    while (true) {
      try {
        boolean did = false;
        for (Lane lane : lanes) {
          did |= attempt(lane);
        }
        synchronized (lock) {
          long now = System.nanoTime();
          if (now - nextReminder >= 0) {
            nextReminder = now + REMIND_NANOS;
            lanes.forEach(Lane::remind);
          } else if (!did && !closed) {
            await(Math.min(nextReminder - now, pause(now)));
          }
          if (closed) {
            return;
          }
        }
      } catch (InterruptedException e) {
        // Nobody has a right to interrupt this thread; closed says when it is to end.
      }
    }
  }

  /** With the lock held. */
  private long pause(long now) {
    long least = Long.MAX_VALUE;
    for (Lane lane : lanes) {
      least = Math.min(least, lane.pause(now));
    }
    return least;
  }

  private void await(long nanos) throws InterruptedException {
    if (nanos > 0) {
      TimeUnit.NANOSECONDS.timedWait(lock, Math.max(nanos, 1_000_000));
    }
  }

  /** Whether an item was tried. */
  private boolean attempt(Lane lane) {
    Lane.Item item;
    synchronized (lock) {
      item = closed ? null : lane.due(System.nanoTime());
    }
    if (item == null) {
      return false;
    }
    try {
      lane.outlet.deliver(item.message());
      synchronized (lock) {
        lane.succeeded(item);
      }
    } catch (RefusedException e) {
      synchronized (lock) {
        lane.refused(item);
      }
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      // An outlet runs code of the host's: loggers, socket factories.
      synchronized (lock) {
        lane.failed(item, System.nanoTime());
      }
    }
    return true;
  }
}
