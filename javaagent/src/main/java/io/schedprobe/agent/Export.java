package io.schedprobe.agent;

import io.schedprobe.atlas.AtlasPublisher;
import io.schedprobe.detect.Alert;
import io.schedprobe.detect.Assessment;
import io.schedprobe.detect.Cause;
import io.schedprobe.identity.CgroupNames;
import io.schedprobe.identity.Escaping;
import io.schedprobe.metrics.Family;
import io.schedprobe.metrics.ServiceMetrics;
import io.schedprobe.model.Wait;
import io.schedprobe.observe.Interval;
import io.schedprobe.observe.Observer;
import io.schedprobe.options.ExportOptions;
import io.schedprobe.prometheus.ScrapeEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The meters among the observers, the servers they go to, and the life of both. */
final class Export implements Observer, AutoCloseable {
  /** As the events of single waits have it. */
  private static final long THRESHOLD_NANOS = 1_000_000;

  private final ExportOptions options;
  private final Notice notice;
  private final ServiceMetrics metrics;
  private volatile Supplier<List<Family>> more = List::of;
  private volatile AutoCloseable prometheus;
  private volatile AtlasPublisher atlas;

  Export(ExportOptions options, CgroupNames cgroups, Notice notice) {
    this.options = options;
    this.notice = notice;
    this.metrics =
        new ServiceMetrics(
            cgroups,
            ServiceMetrics.ownName(
                OwnProcessReader.read().cgroup(),
                Objects.requireNonNullElse(HostName.read(), ""),
                Escaping::printable),
            options.neighbors(),
            THRESHOLD_NANOS,
            Escaping::printable);
  }

  /** An alert began. */
  void count(Alert alert) {
    Assessment a = alert.assessment();
    metrics.alert(
        a.cause() == Cause.NEIGHBOR ? metrics.neighborName(a.cgroupId()) : "",
        a.cause().name().toLowerCase(Locale.ROOT));
  }

  /** Others that have something to export, at any moment. */
  void add(Supplier<List<Family>> families) {
    more = families;
  }

  /**
   * Opens what is asked for; what cannot be had is told in one line, and the agent goes on. On a
   * daemon thread.
   *
   * @param countMe run first on the thread that answers
   */
  void start(Runnable countMe) {
    if (options.prometheus() != null) {
      InetSocketAddress address = options.prometheus();
      try {
        prometheus = ScrapeEndpoint.open(resolved(address), this::families, countMe);
      } catch (IOException | RuntimeException e) {
        complain(address, e.getMessage() == null ? e.toString() : e.getMessage());
      } catch (NoClassDefFoundError e) {
        complain(address, "the JVM has no module jdk.httpserver");
      }
    }
    if (options.atlas() != null) {
      try {
        atlas =
            AtlasPublisher.open(
                this::families,
                options.atlas(),
                Duration.ofNanos(options.atlasStepNanos()),
                atlasTags());
      } catch (RuntimeException | LinkageError e) {
        notice.complain("nothing is sent to Atlas: " + e);
      }
    }
  }

  /** Atlas takes what has the same tags for the same: each host has one of its own. */
  private Map<String, String> atlasTags() {
    Map<String, String> tags = new LinkedHashMap<>(options.atlasTags());
    String host = HostName.read();
    if (host != null && !host.isEmpty()) {
      tags.putIfAbsent("nf.node", host.replaceAll("[^-._A-Za-z0-9~^]", "_"));
    }
    return tags;
  }

  private static InetSocketAddress resolved(InetSocketAddress address) {
    return address.isUnresolved()
        ? new InetSocketAddress(address.getHostString(), address.getPort())
        : address;
  }

  private void complain(InetSocketAddress address, String reason) {
    notice.complain(
        "Prometheus is not answered at "
            + address.getHostString()
            + ":"
            + address.getPort()
            + ": "
            + reason);
  }

  private List<Family> families() {
    List<Family> families = new ArrayList<>(metrics.snapshot());
    families.addAll(more.get());
    AtlasPublisher publisher = atlas;
    if (publisher != null) {
      families.addAll(publisher.families());
    }
    return families;
  }

  @Override
  public long thresholdNanos() {
    return metrics.thresholdNanos();
  }

  @Override
  public void onWait(Wait wait) {
    metrics.onWait(wait);
  }

  @Override
  public void onInterval(Interval interval) {
    metrics.onInterval(interval);
    AtlasPublisher publisher = atlas;
    if (publisher != null) {
      publisher.onInterval(interval);
    }
  }

  @Override
  public void close() {
    AutoCloseable endpoint = prometheus;
    AtlasPublisher publisher = atlas;
    prometheus = null;
    atlas = null;
    if (publisher != null) {
      publisher.close();
      AtlasPublisher.unload();
    }
    if (endpoint != null) {
      try {
        endpoint.close();
      } catch (Exception e) {
        // It answers no more, whatever else went wrong.
      }
    }
  }
}
