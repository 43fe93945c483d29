package io.schedprobe.jmc.parser;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;

/**
 * Threads that waited in one recording. Events without a thread are held back until all others are
 * read, as chunks are read in parallel and any of them may know the thread: another wait of it, or
 * an event of JFR's own.
 */
final class Victims {
  private record Key(String name, Object osThreadId) {}

  private final Map<Key, IMCThread> known = new ConcurrentHashMap<>();
  private final JfrThreads ofJfr = new JfrThreads();
  private final Queue<Sink> sinks = new ConcurrentLinkedQueue<>();

  /**
   * Looks at the events of one type in one chunk for threads, and hands them on as they are.
   *
   * @param threads indices of threads among the values
   */
  IEventSink watch(IEventSink next, int[] threads) {
    // Of a chunk, the parser has one object for each thread.
    IdentityHashMap<IMCThread, Boolean> seen = new IdentityHashMap<>();
    return values -> {
      for (int index : threads) {
        if (values[index] instanceof IMCThread thread && seen.put(thread, true) == null) {
          ofJfr.add(thread);
        }
      }
      next.addEvent(values);
    };
  }

  /**
   * Takes the events of one type in one chunk.
   *
   * @param victim index of the thread among the values
   * @param name index of its name
   * @param id index of its id in the kernel
   */
  IEventSink sink(IEventSink next, int victim, int name, int id) {
    Sink sink = new Sink(next, victim, name, id);
    sinks.add(sink);
    return sink;
  }

  /** Hands on what was held back. */
  void flush() {
    for (Sink sink = sinks.poll(); sink != null; sink = sinks.poll()) {
      sink.flush();
    }
  }

  private final class Sink implements IEventSink {
    private final IEventSink next;
    private final int victim;
    private final int name;
    private final int id;
    private final List<Object[]> held = new ArrayList<>();

    Sink(IEventSink next, int victim, int name, int id) {
      this.next = next;
      this.victim = victim;
      this.name = name;
      this.id = id;
    }

    @Override
    public void addEvent(Object[] values) {
      Key key = values[name] instanceof String known ? new Key(known, values[id]) : null;
      if (values[victim] == null && key != null) {
        // The parser uses the array again.
        held.add(values.clone());
        return;
      }
      if (key != null && values[victim] instanceof IMCThread thread) {
        known.putIfAbsent(key, thread);
      }
      next.addEvent(values);
    }

    void flush() {
      for (Object[] values : held) {
        Key key = new Key((String) values[name], values[id]);
        IMCThread thread = known.get(key);
        if (thread == null) {
          thread = ofJfr.find(key.name(), key.osThreadId());
        }
        values[victim] = thread != null ? thread : new NamedThread(key.name(), key.osThreadId());
        next.addEvent(values);
      }
      held.clear();
    }
  }
}
