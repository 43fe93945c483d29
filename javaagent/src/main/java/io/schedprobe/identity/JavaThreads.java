package io.schedprobe.identity;

import java.io.Closeable;

/** What the JVM knows of its threads. */
interface JavaThreads extends Closeable {

  /**
   * Writes the live platform threads into {@code into}, without a safepoint.
   *
   * @return how many; when equal to the array's length there may be more
   */
  int list(Thread[] into);

  /**
   * A number that the thread has from its start to its end, and zero before and after. Another
   * thread may get the same number later; the same {@code Thread} never gets a second one.
   */
  long handle(Thread thread);

  /**
   * The OS thread id of {@code thread}, in the JVM's pid namespace.
   *
   * @param handle what {@link #handle} gave for it
   * @return 0 when the thread has ended, or not yet got an id
   */
  int tid(Thread thread, long handle);

  @Override
  void close();
}
