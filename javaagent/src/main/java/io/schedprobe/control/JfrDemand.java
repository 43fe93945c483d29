package io.schedprobe.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Watches what the running recordings demand of the tracer.
 *
 * <p>A thread of its own does everything, so that neither the host's start nor whoever starts a
 * recording waits for it. While nobody uses Flight Recorder that thread sleeps and JFR stays
 * uninitialized; while nothing is recorded it sleeps too. JFR tells when recordings start and stop,
 * but not when the settings of a running one change: hence a look every five seconds while there is
 * one.
 */
public final class JfrDemand implements AutoCloseable {

  /** Called on the watching thread, one call after the other; what it throws is swallowed. */
  public interface Listener {
    /** JFR is initialized and the event classes are registered. Once, before any demand. */
    void ready();

    /**
     * Settings of the JVM's command line that JFR had not taken are in force now.
     *
     * @param settings each as {@code key=value}; at least one
     */
    void restored(List<String> settings);

    /** The demand is another than before; at first it is {@link Demand#NONE}. */
    void changed(Demand demand);

    /**
     * The recordings could not be looked at. Told once; the look is repeated.
     *
     * @param e any but an exhausted heap
     */
    void failed(Throwable e);
  }

  /** Of the names of our events. */
  private static final String PREFIX = "schedprobe.";

  private static final long LOOK_NANOS = 5_000_000_000L;

  private final Listener listener;
  private final Thread thread;
  private final FlightRecorderListener wakeUp =
      new FlightRecorderListener() {
        @Override
        public void recorderInitialized(FlightRecorder recorder) {
          wakeUp();
        }

        @Override
        public void recordingStateChanged(Recording recording) {
          wakeUp();
        }
      };
  private volatile boolean closed;
  private volatile boolean told;
  private boolean registered;
  private boolean readyTold;
  private boolean failureTold;
  private DemandOfRecordings demands;
  private DroppedSettings dropped;
  private Demand last = Demand.NONE;
  private List<Map<String, String>> seen;

  public JfrDemand(Listener listener) {
    this.listener = listener;
    this.thread = new Thread(null, this::watch, "schedprobe-control", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    // the host's own handler may end the host
    thread.setUncaughtExceptionHandler((dead, e) -> {});
  }

  /** Begins to watch; returns at once. */
  public void start() {
    thread.start();
  }

  /**
   * Watches no more and takes the event classes out of JFR; the last demand is left as it is. Waits
   * for a call of the listener under way, unless it is the listener that calls. Idempotent.
   */
  @Override
  public void close() {
    closed = true;
    wakeUp();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wakeUp() {
    told = true;
    LockSupport.unpark(thread);
  }

  private void watch() {
    try {
      FlightRecorder.addListener(wakeUp);
      while (!closed) {
        told = false;
        boolean recording = look();
        if (!told && !closed) {
          sleep(recording);
        }
      }
    } finally {
      FlightRecorder.removeListener(wakeUp);
      unregister();
    }
  }

  private void sleep(boolean recording) {
    if (recording) {
      LockSupport.parkNanos(this, LOOK_NANOS);
    } else {
      LockSupport.park(this);
    }
    // an interrupt would turn every later park into none
    Thread.interrupted();
  }

  /** Whether something is being recorded. */
  private boolean look() {
    if (!FlightRecorder.isInitialized()) {
      return false;
    }
    try {
      prepare();
      List<Recording> recordings = FlightRecorder.getFlightRecorder().getRecordings();
      List<String> restored = dropped.restore(recordings);
      if (!restored.isEmpty()) {
        listener.restored(restored);
      }
      List<Map<String, String>> running = runningSettings(recordings);
      if (running.equals(seen)) {
        return !running.isEmpty();
      }
      Demand demand = demands.of(running);
      if (!demand.equals(last)) {
        listener.changed(demand);
        last = demand;
      }
      seen = running;
      return !running.isEmpty();
    } catch (Throwable e) {
      // nothing may end the watch, an exhausted heap neither
      tell(e);
      return true;
    }
  }

  /** What an exhausted heap keeps from being made is made at the next look. */
  private void prepare() {
    if (demands == null) {
      registered = true;
      OwnEvents.register();
      DroppedSettings settings = new DroppedSettings(JvmArguments.read(), OwnEvents.settings());
      demands = new DemandOfRecordings();
      dropped = settings;
    }
    if (!readyTold) {
      listener.ready();
      readyTold = true;
    }
  }

  private void tell(Throwable e) {
    if (!failureTold && !(e instanceof OutOfMemoryError)) {
      failureTold = true;
      try {
        listener.failed(e);
      } catch (Throwable again) {
        // as above
      }
    }
  }

  private static List<Map<String, String>> runningSettings(List<Recording> recordings) {
    List<Map<String, String>> running = new ArrayList<>();
    for (Recording recording : recordings) {
      if (recording.getState() == RecordingState.RUNNING) {
        running.add(aboutOurs(recording.getSettings()));
      }
    }
    return running;
  }

  /** What may speak of our events, by name or by number: of hundreds of settings a handful. */
  private static Map<String, String> aboutOurs(Map<String, String> settings) {
    Map<String, String> ours = new HashMap<>();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String key = setting.getKey();
      if (key.startsWith(PREFIX) || (!key.isEmpty() && Character.isDigit(key.charAt(0)))) {
        ours.put(key, setting.getValue());
      }
    }
    return ours;
  }

  private void unregister() {
    if (registered) {
      OwnEvents.unregister();
    }
  }
}
