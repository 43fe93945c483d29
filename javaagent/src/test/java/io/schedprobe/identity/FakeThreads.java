package io.schedprobe.identity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JVM, a kernel and a clock in which threads are born and die on command. */
final class FakeThreads implements JavaThreads, Tasks {

  private final Map<Thread, Long> handles = new LinkedHashMap<>();
  private final Map<Thread, Integer> tids = new HashMap<>();
  private final Map<Integer, Task> tasks = new HashMap<>();
  private long nextHandle = 0x7f00_0000_0000L;
  private boolean birthsKnown = true;
  long now = 1_000_000_000_000L;
  long listCostNanos = 20_000;
  long listWaitNanos;
  long idleNanos;
  int lists;
  int tidReads;
  int taskReads;

  /** A Java thread that is never really started. */
  Thread javaThread(String name, int tid) {
    Thread thread = new Thread(null, () -> {}, name);
    bear(thread, tid, nextHandle += 4096);
    return thread;
  }

  /** The same in the memory that a thread before it had. */
  Thread javaThreadAt(String name, int tid, long handle) {
    Thread thread = new Thread(null, () -> {}, name);
    bear(thread, tid, handle);
    return thread;
  }

  /** A native thread that becomes known to the JVM. */
  Thread attach(String name, int tid) {
    Thread thread = new Thread(null, () -> {}, name);
    handles.put(thread, nextHandle += 4096);
    tids.put(thread, tid);
    return thread;
  }

  private void bear(Thread thread, int tid, long handle) {
    handles.put(thread, handle);
    tids.put(thread, tid);
    nativeThread(thread.getName(), tid);
  }

  void nativeThread(String comm, int tid) {
    tasks.put(
        tid,
        new Tasks.Task(
            comm.substring(0, Math.min(15, comm.length())),
            birthsKnown ? now - now % TICK_NANOS : BIRTH_UNKNOWN));
  }

  void end(Thread thread) {
    handles.remove(thread);
    tasks.remove(tids.remove(thread));
  }

  void forgetBirths() {
    birthsKnown = false;
  }

  ThreadDirectory directory() {
    return new ThreadDirectory(this, this, () -> now, null);
  }

  void pass(long millis) {
    now += millis * 1_000_000;
  }

  @Override
  public int list(Thread[] into) {
    lists++;
    now += listCostNanos;
    now += listWaitNanos;
    idleNanos += listWaitNanos;
    int count = 0;
    for (Thread thread : handles.keySet()) {
      if (count < into.length) {
        into[count++] = thread;
      }
    }
    return count;
  }

  @Override
  public long handle(Thread thread) {
    return handles.getOrDefault(thread, 0L);
  }

  @Override
  public int tid(Thread thread, long handle) {
    tidReads++;
    return handle(thread) == handle ? tids.getOrDefault(thread, 0) : 0;
  }

  @Override
  public void close() {}

  @Override
  public Tasks.Task read(int tid) {
    taskReads++;
    return tasks.get(tid);
  }

  @Override
  public long cpuNanos() {
    return now - idleNanos;
  }
}
