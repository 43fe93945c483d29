package io.schedprobe.jmc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Event;
import jdk.jfr.Recording;

/**
 * A recording by JFR of events whose fields a test chooses. Events begin in the {@link #SPAN}
 * before they are written: JFR keeps start and duration in private fields of every event, which are
 * set here as the agent sets them.
 */
public final class KnownRecording {
  /** Time before the first event is written, for starts to lie in. */
  public static final Duration SPAN = Duration.ofMillis(600);

  private record Planned(Event event, long startNanos, long nanos) {}

  private record OwnWork(TellingThread thread, Planned planned) {}

  /** What a thread tells of itself, with its stack. */
  public static final class Work extends Event {}

  private final List<Planned> planned = new ArrayList<>();
  private final List<OwnWork> works = new ArrayList<>();

  /**
   * Plans an event.
   *
   * @param startMillis start, from the beginning of the span
   * @param micros length
   */
  public KnownRecording add(Event event, long startMillis, long micros) {
    planned.add(new Planned(event, startMillis * 1_000_000, micros * 1_000));
    return this;
  }

  /** Plans an event that a thread tells of itself, with its stack. */
  public KnownRecording add(TellingThread thread, long startMillis, long micros) {
    works.add(
        new OwnWork(thread, new Planned(new Work(), startMillis * 1_000_000, micros * 1_000)));
    return this;
  }

  /** Records the planned events, written by a thread named agent. */
  public Path write(Path file) {
    try (Recording recording = new Recording()) {
      for (Planned plan : planned) {
        recording.enable(plan.event().getClass()).withThreshold(Duration.ZERO).withoutStackTrace();
      }
      recording.enable(Work.class).withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      Clock clock = new Clock();
      Thread agent = new Thread(() -> planned.forEach(clock::commit), "agent");
      agent.start();
      agent.join();
      for (OwnWork work : works) {
        work.thread().tell(() -> clock.commit(work.planned()));
      }
      recording.stop();
      recording.dump(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** JFR's ticks beside nanoseconds. */
  private static final class Clock {
    private final long ticksAtStart;
    private final double ticksPerNano;

    Clock() {
      Moment start = Moment.now();
      while (System.nanoTime() - start.nanos() < SPAN.toNanos()) {
        LockSupport.parkNanos(1_000_000);
      }
      Moment end = Moment.now();
      ticksAtStart = start.ticks();
      ticksPerNano = (double) (end.ticks() - start.ticks()) / (end.nanos() - start.nanos());
    }

    /** The same moment by both clocks. */
    private record Moment(long ticks, long nanos) {
      private static final int ATTEMPTS = 50;

      /** Of several the one in whose midst the thread was held up least. */
      static Moment now() {
        Moment best = null;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ATTEMPTS; i++) {
          long before = System.nanoTime();
          long ticks = Clock.ticks();
          long took = System.nanoTime() - before;
          if (took < least) {
            least = took;
            best = new Moment(ticks, before + took / 2);
          }
        }
        return best;
      }
    }

    private static long ticks() {
      Tick tick = new Tick();
      tick.begin();
      return get(tick, "startTime");
    }

    void commit(Planned plan) {
      set(plan.event(), "startTime", ticksAtStart + Math.round(plan.startNanos() * ticksPerNano));
      set(plan.event(), "duration", Math.round(plan.nanos() * ticksPerNano));
      plan.event().commit();
    }

    private static long get(Event event, String name) {
      try {
        return field(event, name).getLong(event);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void set(Event event, String name, long value) {
      try {
        field(event, name).setLong(event, value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Field field(Event event, String name) throws ReflectiveOperationException {
      Field field = event.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field;
    }
  }

  /** Never written. */
  static final class Tick extends Event {}
}
