package io.schedprobe.jmc.page;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * Does what takes long beside the UI thread: one job at a time, always for the newest request. All
 * methods are for the UI thread, in which results are shown, too; a result is dropped if another
 * request came meanwhile, or if what would show it is disposed.
 *
 * @param <R> what a job is told
 * @param <T> what it finds
 */
final class Background<R, T> {
  /** A job that takes longer is told of: shorter ones would only flicker. */
  private static final int SLOW_MILLIS = 200;

  private final Control owner;
  private final Display display;
  private final Executor executor;
  private final Supplier<R> request;
  private final BiFunction<R, BooleanSupplier, T> work;
  private final Consumer<T> show;
  private final Runnable slow;
  private final Consumer<Throwable> failed;
  private boolean waiting;
  private boolean running;
  private final AtomicLong newest = new AtomicLong();

  /**
   * For one kind of jobs.
   *
   * @param owner shows the results
   * @param request asked in the UI thread just before a job starts
   * @param work what a job does; it may give up when it is told that it is out of date
   * @param show takes the result in the UI thread
   * @param slow runs in the UI thread if that takes a while
   * @param failed takes in the UI thread why there is no result
   */
  Background(
      Control owner,
      Executor executor,
      Supplier<R> request,
      BiFunction<R, BooleanSupplier, T> work,
      Consumer<T> show,
      Runnable slow,
      Consumer<Throwable> failed) {
    this.owner = owner;
    this.display = owner.getDisplay();
    this.executor = executor;
    this.request = request;
    this.work = work;
    this.show = show;
    this.slow = slow;
    this.failed = failed;
  }

  /** What is there now is to be shown. Requests made by one event are one. */
  void request() {
    newest.incrementAndGet();
    if (!waiting && !running) {
      waiting = true;
      display.asyncExec(this::start);
      display.timerExec(SLOW_MILLIS, this::tellIfSlow);
    }
  }

  private void tellIfSlow() {
    if ((waiting || running) && !owner.isDisposed()) {
      slow.run();
    }
  }

  private void start() {
    waiting = false;
    if (owner.isDisposed()) {
      return;
    }
    long number = newest.get();
    R told = request.get();
    running = true;
    executor.execute(
        () -> {
          T result = null;
          Throwable failure = null;
          try {
            result = work.apply(told, () -> newest.get() != number);
          } catch (RuntimeException | Error e) {
            failure = e;
          }
          finish(number, result, failure);
        });
  }

  /** Leaves the job's thread. */
  private void finish(long number, T result, Throwable failure) {
    try {
      display.asyncExec(() -> finished(number, result, failure));
    } catch (SWTException e) {
      // JMC ends, and nobody wants the result any more.
    }
  }

  private void finished(long number, T result, Throwable failure) {
    running = false;
    if (owner.isDisposed()) {
      return;
    }
    if (number != newest.get()) {
      start();
    } else if (failure != null) {
      fail(failure);
    } else {
      try {
        show.accept(result);
      } catch (RuntimeException e) {
        fail(e);
      }
    }
  }

  private void fail(Throwable failure) {
    failed.accept(failure);
    throw new IllegalStateException(failure); // JMC logs what is thrown in its UI thread
  }
}
