package io.schedprobe.atlas;

import com.netflix.spectator.api.Clock;
import com.netflix.spectator.api.DefaultRegistry;
import com.netflix.spectator.api.Measurement;
import com.netflix.spectator.api.Registry;
import com.netflix.spectator.api.Tag;
import com.netflix.spectator.atlas.AtlasRegistry;
import io.schedprobe.metrics.Family;
import io.schedprobe.metrics.Meters;
import io.schedprobe.metrics.Point;
import io.schedprobe.model.Wait;
import io.schedprobe.observe.Interval;
import io.schedprobe.observe.Observer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends the meters to Atlas, once each step. Counts go to Spectator every few seconds on the
 * tracer's thread, which takes microseconds; all else happens on Spectator's own threads.
 */
public final class AtlasPublisher implements Observer, AutoCloseable {
  /** Atlas's own limit is 10,000. */
  private static final int BATCH = 5_000;

  private static final int EVERY = 5;

  /** For the last measurements; then the server is left alone. */
  private static final long CLOSING_MILLIS = 3_000;

  private final Supplier<List<Family>> families;
  private final Registry itself = new DefaultRegistry();
  private final AtlasRegistry registry;
  private final AtlasMeters meters;
  private final CountingPublisher sender;
  private int intervals;

  private AtlasPublisher(
      Supplier<List<Family>> families,
      URI uri,
      Duration step,
      int batch,
      Map<String, String> tags) {
    this.families = families;
    PublisherConfig config = new PublisherConfig(uri, step, batch, tags, itself);
    this.sender = config.publisher();
    this.registry = new AtlasRegistry(Clock.SYSTEM, config);
    this.meters = new AtlasMeters(registry);
  }

  /**
   * Begins to send. To be called on a daemon thread, from which Spectator's own may take that.
   *
   * @param families what to tell, at any moment
   * @param uri that batches are posted to, such as http://atlas:7101/api/v1/publish
   * @param step how often, at least a second
   * @param tags of all measurements
   */
  public static AtlasPublisher open(
      Supplier<List<Family>> families, URI uri, Duration step, Map<String, String> tags) {
    return open(families, uri, step, BATCH, tags);
  }

  static AtlasPublisher open(
      Supplier<List<Family>> families,
      URI uri,
      Duration step,
      int batch,
      Map<String, String> tags) {
    AtlasPublisher publisher = new AtlasPublisher(families, uri, step, batch, tags);
    publisher.registry.start();
    return publisher;
  }

  @Override
  public long thresholdNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public void onWait(Wait wait) {}

  @Override
  public void onInterval(Interval interval) {
    if (++intervals % EVERY == 1) {
      meters.update(families.get());
      sender.begin();
    }
  }

  /** What became of the measurements. */
  public List<Family> families() {
    List<Point> points = new ArrayList<>();
    itself
        .counters()
        .filter(counter -> counter.id().name().equals("spectator.measurements"))
        .forEach(counter -> points.add(point(counter.measure())));
    points.add(new Point(List.of("failed"), sender.failed()));
    return List.of(
        new Family(Meters.ATLAS_MEASUREMENTS, points, null, 0),
        new Family(
            Meters.ATLAS_STEPS_MISSED, List.of(new Point(List.of(), sender.missed())), null, 0));
  }

  private static Point point(Iterable<Measurement> measured) {
    Measurement one = measured.iterator().next();
    String result = "";
    for (Tag tag : one.id().tags()) {
      if (tag.key().equals("error") || (tag.key().equals("id") && result.isEmpty())) {
        result = tag.value();
      }
    }
    return new Point(List.of(result), one.value());
  }

  /** Sends what there is once more, for a few seconds at the most, and ends Spectator's threads. */
  @Override
  public void close() {
    Thread last =
        new Thread(
            null,
            () -> {
              try {
                meters.update(families.get());
                registry.close();
              } catch (RuntimeException e) {
                // What was not sent by now is lost, as it is when the JVM ends.
              }
            },
            "schedprobe-atlas",
            0,
            false);
    last.setDaemon(true);
    last.setContextClassLoader(null);
    last.start();
    try {
      last.join(CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends what Spectator keeps for all publishers, so that its classes can be collected. To be
   * called when the last one is closed and none will follow.
   */
  public static void unload() {
    GaugeThreads.end();
  }
}
