package io.schedprobe.identity;

import io.schedprobe.identity.ThreadIdentity.Category;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * From an OS thread id and a moment to the Java thread that had it then.
 *
 * <p>Ids are reused, and what is asked about is always some time ago. So an answer needs proof: the
 * thread's id was read no later than that moment, or the kernel says that the thread was born
 * before it, and the thread was still alive at that moment. Without proof there is no {@code
 * Thread} in the answer. (The kernel tells a birth to 10 ms; an id that goes from one thread,
 * unseen here, to the next within that time could deceive.)
 *
 * <p>A thread once known costs one field read to confirm. An unknown id makes the directory list
 * the JVM's threads anew, without a safepoint, if the last list is older than the moment asked
 * about and the allowance of half a percent of one CPU is not used up. Who is about to ask about
 * all threads has them listed once beforehand ({@link #renew}), on an allowance of its own: else a
 * thousand threads that started since would use up the first with the first few of them.
 *
 * <p>Memory grows with the threads alive, not with those that ever were. Safe for use by several
 * threads; never throws, and holds no thread strongly.
 */
public final class ThreadDirectory implements AutoCloseable {

  /** How long an ended thread is remembered for records still on their way. */
  private static final long MEMORY_NANOS = 10_000_000_000L;

  private static final int MAX_ENDED = 4096;

  private static final long ALLOWANCE_ONE_IN = 200;
  private static final long ALLOWANCE_BURST_NANOS = 20_000_000;
  private static final long RENEWAL_ONE_IN = 100;

  /** A first list of ten thousand threads. */
  private static final long RENEWAL_BURST_NANOS = 100_000_000;

  /**
   * Tallies since the directory was opened.
   *
   * @param known threads remembered now, alive or ended
   * @param refreshes times that the JVM's threads were listed, and {@code refreshNanos} the CPU
   *     time that this took
   * @param refused look-ups and renewals left to an old list for want of allowance
   * @param unknown look-ups answered with {@link Category#UNKNOWN}
   */
  public record Statistics(
      int known, long lookups, long refreshes, long refreshNanos, long refused, long unknown) {}

  private final JavaThreads threads;
  private final Tasks tasks;
  private final LongSupplier clock;
  private final String limitation;
  private final Allowance allowance;
  private final Allowance renewals;
  private final Map<Integer, KnownThread> byTid = new HashMap<>();
  private final Map<Long, KnownThread> byHandle = new HashMap<>();
  private final LastList lastList = new LastList();
  private final VmThreads vmThreads = new VmThreads(lastList);
  private Thread[] list = new Thread[64];
  private boolean closed;
  private int refresh;
  private long lookups;
  private long refreshNanos;
  private long refused;
  private long unknown;

  ThreadDirectory(JavaThreads threads, Tasks tasks, LongSupplier clock, String limitation) {
    this.threads = threads;
    this.tasks = tasks;
    this.clock = clock;
    this.limitation = limitation;
    long now = clock.getAsLong();
    this.allowance = new Allowance(ALLOWANCE_ONE_IN, ALLOWANCE_BURST_NANOS, now);
    this.renewals = new Allowance(RENEWAL_ONE_IN, RENEWAL_BURST_NANOS, now);
  }

  /**
   * Opens the directory; to be called on a platform thread. Where the JVM does not let its threads
   * be known, it opens all the same and knows them by their comm only: see {@link #limitation()}.
   *
   * @param instrumentation used to open {@code java.lang} to this module; may be null
   */
  public static ThreadDirectory open(Instrumentation instrumentation) {
    Tasks tasks = new ProcTasks();
    try {
      return new ThreadDirectory(
          HotSpotThreads.open(instrumentation), tasks, System::nanoTime, null);
    } catch (IOException | RuntimeException e) {
      String why = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
      return new ThreadDirectory(
          null, tasks, System::nanoTime, "no java.lang.Thread in events: " + why);
    }
  }

  /** Why no answer will ever hold a {@code Thread}, and what to do about it; null if it may. */
  public String limitation() {
    return limitation;
  }

  /**
   * Who had the thread id {@code tid}.
   *
   * @param tid as this JVM knows it (its pid namespace)
   * @param comm what the kernel called the thread at that moment; may be null or empty
   * @param atNanos a moment, of {@link System#nanoTime()}, at which the thread had begun and not
   *     yet ended, such as the end of its wait
   */
  public synchronized ThreadIdentity find(int tid, String comm, long atNanos) {
    return find(tid, comm, atNanos, true);
  }

  /**
   * The same for a thread known to have ended, which nothing but memory can tell of.
   *
   * @param atNanos a moment before its end
   */
  public synchronized ThreadIdentity findEnded(int tid, String comm, long atNanos) {
    return find(tid, comm, atNanos, false);
  }

  /**
   * Lists the JVM's threads, so that a look-up of each of them at a moment after this call needs
   * neither a list nor a file. Does nothing when such lists have lately taken more than 1 % of one
   * CPU.
   */
  public synchronized void renew() {
    if (closed || threads == null) {
      return;
    }
    if (renewals.granted(clock.getAsLong())) {
      refresh(renewals);
    } else {
      refused++;
    }
  }

  private ThreadIdentity find(int tid, String comm, long atNanos, boolean lives) {
    lookups++;
    ThreadIdentity found = null;
    if (tid > 0 && !closed) {
      long now = clock.getAsLong();
      long at = atNanos - now > 0 ? now : atNanos;
      found = javaThread(tid, at);
      if (found == null && threads != null) {
        found = byTid.containsKey(tid) ? null : vmThreads.find(tid, comm, now);
      }
      if (found == null && threads != null && lives) {
        found = seek(tid, comm, at, now);
      }
    }
    if (found == null) {
      unknown++;
      found = new ThreadIdentity(tid, null, comm == null ? "" : comm, Category.UNKNOWN);
    }
    return found;
  }

  /** Tallies since the directory was opened. */
  public synchronized Statistics statistics() {
    return new Statistics(byTid.size(), lookups, refresh, refreshNanos, refused, unknown);
  }

  /** Forgets everything. Later look-ups are answered by comm. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      byTid.clear();
      byHandle.clear();
      vmThreads.clear();
      if (threads != null) {
        threads.close();
      }
    }
  }

  /** The Java thread proved to have had {@code tid} then; null when none is. */
  private ThreadIdentity javaThread(int tid, long at) {
    KnownThread known = byTid.get(tid);
    if (known == null) {
      return null;
    }
    Thread alive = confirm(known);
    if (alive != null && at - known.from < 0 && !known.birthSought) {
      known.birthSought = true;
      Tasks.Task task = tasks.read(tid);
      // alive after the kernel was asked: it is this thread's birth
      alive = confirm(known);
      if (alive != null && task != null && task.bornNanos() != Tasks.BIRTH_UNKNOWN) {
        known.bornAt(task.bornNanos());
      }
    }
    if (at - known.from < 0 || at - known.until > 0) {
      return null;
    }
    return known.identity(alive);
  }

  /** Moves the end of the proved span to now and returns the thread; null when it has ended. */
  private Thread confirm(KnownThread known) {
    Thread thread = known.thread.get();
    long now = clock.getAsLong();
    if (thread == null || threads.handle(thread) != known.handle) {
      return null;
    }
    known.until = now;
    known.name = thread.getName();
    return thread;
  }

  /** Asks the kernel and, if need be, the JVM about a thread not known. */
  private ThreadIdentity seek(int tid, String comm, long at, long now) {
    Tasks.Task task = tasks.read(tid);
    if (task == null) {
      return null; // it has ended, so the JVM has forgotten it too
    }
    ThreadIdentity found = newVmThread(tid, comm, task, at, now);
    if (found == null && lastList.isOlderThan(at)) {
      if (!allowance.granted(now)) {
        refused++;
        return null;
      }
      refresh(allowance);
      found = javaThread(tid, at);
      if (found == null) {
        found = newVmThread(tid, comm, task, at, now);
      }
    }
    return found;
  }

  private ThreadIdentity newVmThread(int tid, String comm, Tasks.Task task, long at, long now) {
    return byTid.containsKey(tid) ? null : vmThreads.judge(tid, comm, task, at, now);
  }

  private void refresh(Allowance payer) {
    long start = clock.getAsLong();
    // what is asked of a loaded machine is not to be paid for with the time that others had
    long before = tasks.cpuNanos();
    refresh++;
    int count = listThreads();
    for (int i = 0; i < count; i++) {
      see(list[i]);
    }
    Arrays.fill(list, 0, count, null);
    forgetEnded(start);
    lastList.made(start);
    long took = tasks.cpuNanos() - before;
    refreshNanos += took;
    if (refresh > 1) { // the first, of which there is but one, runs cold
      payer.spend(took);
    }
  }

  private int listThreads() {
    for (; ; ) {
      int count = threads.list(list);
      if (count < list.length) {
        return count;
      }
      list = new Thread[list.length * 2];
    }
  }

  private void see(Thread thread) {
    long handle = threads.handle(thread);
    if (handle == 0) {
      return;
    }
    long now = clock.getAsLong();
    KnownThread known = byHandle.get(handle);
    if (known != null && known.thread.get() == thread) {
      known.refresh = refresh;
      known.until = now;
      known.name = thread.getName();
      return;
    }
    int tid = threads.tid(thread, handle);
    if (tid > 0) {
      KnownThread fresh = new KnownThread(tid, handle, thread, now, byTid.get(tid));
      fresh.refresh = refresh;
      byTid.put(tid, fresh);
      byHandle.put(handle, fresh);
      vmThreads.forget(tid);
    }
  }

  private void forgetEnded(long now) {
    int ended = 0;
    for (Iterator<KnownThread> i = byTid.values().iterator(); i.hasNext(); ) {
      KnownThread known = i.next();
      if (known.refresh != refresh && confirm(known) == null) {
        byHandle.remove(known.handle, known);
        if (now - known.until > MEMORY_NANOS || ++ended > MAX_ENDED) {
          i.remove();
        }
      }
    }
    // what another thread's tid displaced
    byHandle.values().removeIf(known -> byTid.get(known.tid) != known);
  }
}
