package io.schedprobe.atlas;

import com.netflix.spectator.api.Clock;
import com.netflix.spectator.api.Measurement;
import com.netflix.spectator.atlas.Publisher;
import com.netflix.spectator.atlas.impl.EvalPayload;
import com.netflix.spectator.atlas.impl.PublishPayload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Counts what Spectator's own publisher does not: batches over which it fails with anything but an
 * exception of the request, or before there is a request, and steps of which it gets nothing, since
 * the one before took too long or Spectator failed over the meters.
 */
final class CountingPublisher implements Publisher {
  private final Publisher publisher;
  private final Clock clock;
  private final long stepMillis;
  private long failed;
  private long missed;
  private boolean begun;

  /** The number of the last step that was handed over. */
  private long last;

  CountingPublisher(Publisher publisher, Clock clock, Duration step) {
    this.publisher = publisher;
    this.clock = clock;
    this.stepMillis = step.toMillis();
  }

  /** From now on there is something to send. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      last = clock.wallTime() / stepMillis;
    }
  }

  @Override
  public void init() {
    publisher.init();
  }

  @Override
  public CompletableFuture<Void> publish(PublishPayload payload) {
    List<Measurement> batch = payload.getMetrics();
    if (!batch.isEmpty()) {
      handed(batch.get(0).timestamp() / stepMillis);
    }
    try {
      return publisher.publish(payload).exceptionally(e -> lost(batch.size()));
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      // Not thrown on: the other batches of the step would be lost as well.
      return CompletableFuture.completedFuture(lost(batch.size()));
    }
  }

  @Override
  public CompletableFuture<Void> publish(EvalPayload payload) {
    return publisher.publish(payload);
  }

  private synchronized void handed(long step) {
    if (begun && step > last) {
      missed += step - last - 1;
      last = step;
    }
  }

  private synchronized Void lost(int measurements) {
    failed += measurements;
    return null;
  }

  /** Measurements that were lost before there was an answer to tell why. */
  synchronized long failed() {
    return failed;
  }

  /** Steps of which nothing was handed over. The last two that are over may be still to come. */
  synchronized long missed() {
    long overdue = clock.wallTime() / stepMillis - 2;
    if (begun && overdue > last) {
      missed += overdue - last;
      last = overdue;
    }
    return missed;
  }

  @Override
  public void close() throws IOException {
    publisher.close();
  }
}
