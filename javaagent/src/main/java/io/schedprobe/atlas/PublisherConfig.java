package io.schedprobe.atlas;

import com.netflix.spectator.api.Clock;
import com.netflix.spectator.api.NoopRegistry;
import com.netflix.spectator.api.Registry;
import com.netflix.spectator.atlas.AtlasConfig;
import com.netflix.spectator.atlas.impl.DefaultPublisher;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Spectator's settings; none is taken from the host's system properties. */
final class PublisherConfig implements AtlasConfig {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration READ = Duration.ofSeconds(5);

  private final URI uri;
  private final Duration step;
  private final int batch;
  private final Map<String, String> tags;
  private final CountingPublisher publisher;

  /**
   * @param uri that batches are posted to
   * @param batch measurements in a batch at the most
   * @param tags of all measurements
   * @param itself where Spectator counts what became of the measurements
   */
  PublisherConfig(URI uri, Duration step, int batch, Map<String, String> tags, Registry itself) {
    this.uri = uri;
    this.step = step;
    this.batch = batch;
    this.tags = tags;
    this.publisher =
        new CountingPublisher(
            new DefaultPublisher(this, StrictRequest::new, itself), Clock.SYSTEM, step);
  }

  @Override
  public String get(String key) {
    return null;
  }

  @Override
  public String uri() {
    return uri.toString();
  }

  @Override
  public Duration step() {
    return step;
  }

  /** Not used, but the meters are polled as often. */
  @Override
  public Duration lwcStep() {
    return step;
  }

  @Override
  public int batchSize() {
    return batch;
  }

  @Override
  public int numThreads() {
    return 1;
  }

  @Override
  public Duration connectTimeout() {
    return CONNECT;
  }

  @Override
  public Duration readTimeout() {
    return READ;
  }

  @Override
  public Map<String, String> commonTags() {
    return tags;
  }

  /** Whatever else has this registry polls it by a thread that never ends. */
  @Override
  public Registry debugRegistry() {
    return new NoopRegistry();
  }

  @Override
  public CountingPublisher publisher() {
    return publisher;
  }

  /** Counters of neighbors that are gone. */
  @Override
  public Duration meterTTL() {
    return Duration.ofMinutes(15);
  }
}
