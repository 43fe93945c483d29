package io.schedprobe.atlas;

import java.lang.reflect.Field;
import java.util.concurrent.ExecutorService;

/**
 * Spectator polls gauges of its own by a thread that is a constant of one of its classes and has no
 * end ({@code com.netflix.spectator.api.patterns.GaugePoller}). With it all classes of the agent
 * would stay when it is detached.
 */
final class GaugeThreads {
  private static final String OWNER = "com.netflix.spectator.api.patterns.GaugePoller";
  private static final String POOL = "DEFAULT_EXECUTOR";

  private GaugeThreads() {}

  /** Ends it. No registry can be started with these classes any more. */
  static void end() {
    try {
      Field field =
          Class.forName(OWNER, true, GaugeThreads.class.getClassLoader()).getDeclaredField(POOL);
      field.setAccessible(true);
      if (field.get(null) instanceof ExecutorService pool) {
        pool.shutdownNow();
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another Spectator than ours was built against: a test finds its threads.
    }
  }
}
