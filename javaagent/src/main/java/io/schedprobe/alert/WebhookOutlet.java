package io.schedprobe.alert;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.schedprobe.detect.Alert;
import io.schedprobe.detect.Assessment;
import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Score;
import java.io.IOException;
import java.net.URI;

/** Any receiver of JSON by HTTP; the document is described in {@code docs/detection.md}. */
final class WebhookOutlet implements Outlet {
  private final HttpPost post;

  WebhookOutlet(URI uri) {
    this.post = new HttpPost(uri);
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public void deliver(AlertMessage message) throws IOException, RefusedException {
    post.send(body(message));
  }

  @Override
  public void abort() {
    post.abort();
  }

  static String body(AlertMessage m) {
    Alert alert = m.alert();
    Assessment a = alert.assessment();
    JsonStringWriter json = JsonWriter.string().object();
    json.value("version", 1);
    json.value("alert", AlertText.name(a.cause()));
    json.value("id", alert.id());
    json.value("phase", AlertText.word(alert.phase()));
    json.value("severity", AlertText.word(alert.severity()));
    json.value("startsAt", m.startsAt().toString());
    json.value("at", m.at().toString());
    json.value("repeats", alert.repeats());
    json.value("summary", AlertText.summary(m));
    json.value("details", AlertText.details(m));
    json.value("recommendation", alert.advice());
    json.object("service");
    json.value("name", m.service().name());
    json.value("pid", m.service().pid());
    json.value("cgroup", m.service().cgroup());
    json.value("host", m.service().host());
    json.end();
    if (m.neighbor() != null) {
      json.object("neighbor");
      neighbor(json, m.neighbor());
      json.end();
    }
    json.array("largest");
    for (int i = 0; i < m.largest().size(); i++) {
      json.object();
      neighbor(json, m.largest().get(i));
      json.value("part", alert.largest().get(i).part());
      json.end();
    }
    json.end();
    score(json, a.score());
    json.value("confidence", a.confidence());
    json.value("coverage", a.coverage());
    json.value("pattern", AlertText.word(a.pattern()));
    json.value("waits", a.waits());
    json.value("p50Nanos", a.p50());
    json.value("p95Nanos", a.p95());
    json.value("p99Nanos", a.p99());
    json.value("baselineNanos", a.baselineNanos());
    json.value("preemptionsPerSecond", a.preemptionsPerSecond());
    json.value("cpus", a.cpus());
    json.value("lost", a.lost());
    json.value("slopePerMinute", alert.temporal().slope());
    json.value("periodNanos", alert.temporal().periodNanos());
    json.value("runNanos", alert.temporal().runNanos());
    if (a.throttledPart() >= 0) {
      json.value("throttledPart", a.throttledPart());
    }
    return json.end().done();
  }

  private static void neighbor(JsonStringWriter json, NeighborName name) {
    json.value("cgroup", name.cgroup());
    json.value("container", name.container());
    json.value("containerName", name.containerName());
    json.value("pod", name.pod());
  }

  private static void score(JsonStringWriter json, Score score) {
    json.object("score");
    json.value("overall", score.overall());
    part(json, "latency", score.latency());
    part(json, "preemption", score.preemption());
    part(json, "throttling", score.throttling());
    part(json, "resource", score.resource());
    json.end();
  }

  private static void part(JsonStringWriter json, String name, double part) {
    if (part != Score.NONE) {
      json.value(name, part);
    }
  }
}
