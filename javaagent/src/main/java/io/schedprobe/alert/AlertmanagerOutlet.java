package io.schedprobe.alert;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Severity;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Prometheus Alertmanager, API v2 ({@code POST /api/v2/alerts}, its openapi.yaml). An alert is
 * known by its labels there, so the same ones go with all words of it; a new severity is a new
 * alert, and ends the one with the old. Alertmanager takes an alert for over at {@code endsAt}:
 * hence it is reminded, and if this JVM dies the alert ends by itself.
 */
final class AlertmanagerOutlet implements Outlet {
  /** Four reminders late is over, as Prometheus itself does it. */
  static final long ENDS_AFTER_SECONDS = 240;

  private final HttpPost post;
  private final String generator;

  /**
   * @param base of Alertmanager, with its path prefix if it has one
   * @param generator URL of what explains the alert; null for none
   */
  AlertmanagerOutlet(URI base, String generator) {
    String text = base.toString();
    this.post =
        new HttpPost(
            URI.create(
                (text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                    + "/api/v2/alerts"));
    this.generator = generator;
  }

  @Override
  public Channel channel() {
    return Channel.ALERTMANAGER;
  }

  @Override
  public void deliver(AlertMessage message) throws IOException, RefusedException {
    post.send(body(message, generator, Instant.now()));
  }

  @Override
  public boolean forgets() {
    return true;
  }

  @Override
  public void abort() {
    post.abort();
  }

  static String body(AlertMessage m, String generator, Instant now) {
    JsonStringWriter json = JsonWriter.string().array();
    Severity severity = m.alert().severity();
    if (m.before() != null && m.before() != severity) {
      one(json, m, m.before(), m.at(), generator);
    }
    Instant end = m.resolved() ? m.at() : now.plusSeconds(ENDS_AFTER_SECONDS);
    one(json, m, severity, end, generator);
    return json.end().done();
  }

  private static void one(
      JsonStringWriter json, AlertMessage m, Severity severity, Instant end, String generator) {
    json.object();
    json.object("labels");
    json.value("alertname", AlertText.name(m.alert().assessment().cause()));
    json.value("severity", AlertText.word(severity));
    label(json, "service", m.service().name());
    label(json, "service_cgroup", m.service().cgroup());
    label(json, "instance", m.service().host());
    json.value("pid", Integer.toString(m.service().pid()));
    if (m.neighbor() != null) {
      label(json, "neighbor_cgroup", m.neighbor().cgroup());
      label(json, "container_id", m.neighbor().container());
    }
    json.end();
    json.object("annotations");
    json.value("summary", AlertText.summary(m));
    json.value("description", AlertText.details(m));
    json.value("recommendation", m.alert().advice());
    if (m.neighbor() != null) {
      // Found out later than the cgroup, perhaps: a label would make another alert of it.
      label(json, "neighbor", m.neighbor().best());
      label(json, "pod", m.neighbor().pod());
      label(json, "container_name", m.neighbor().containerName());
    }
    json.end();
    json.value("startsAt", time(m.startsAt()));
    json.value("endsAt", time(end));
    if (generator != null) {
      json.value("generatorURL", generator);
    }
    json.end();
  }

  /** Alertmanager takes an empty label for none. */
  private static void label(JsonStringWriter json, String name, String value) {
    if (value != null && !value.isEmpty()) {
      json.value(name, value);
    }
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
