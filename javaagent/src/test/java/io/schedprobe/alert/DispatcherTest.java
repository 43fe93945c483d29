package io.schedprobe.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.schedprobe.detect.Alert;
import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Severity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static Dispatcher open(Outlet... outlets) {
    Dispatcher dispatcher = new Dispatcher(List.of(outlets));
    dispatcher.start(() -> {});
    return dispatcher;
  }

  private static DeliveryStatistics await(
      Dispatcher dispatcher, Predicate<DeliveryStatistics> wanted) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!wanted.test(dispatcher.statistics())) {
      assertTrue(System.nanoTime() < end, () -> dispatcher.statistics().toString());
      Thread.sleep(5);
    }
    return dispatcher.statistics();
  }

  @Test
  void alertmanagerGetsLabelsThatStayAndAnEndThatMoves() throws Exception {
    try (Receiver receiver = new Receiver(200);
        Dispatcher dispatcher =
            open(new AlertmanagerOutlet(receiver.uri("/prefix/"), "http://node/why"))) {
      dispatcher.offer(Messages.firing(1));
      JsonObject first = alerts(receiver.next()).getObject(0);
      dispatcher.offer(Messages.of(1, Alert.Phase.RESOLVED, Severity.WARNING, Set.of()));
      JsonObject last = alerts(receiver.next()).getObject(0);
      assertEquals(first.getObject("labels"), last.getObject("labels"));
      JsonObject labels = first.getObject("labels");
      assertEquals("NoisyNeighbor", labels.getString("alertname"));
      assertEquals("warning", labels.getString("severity"));
      assertEquals("/kubepods/\\u001b\"x", labels.getString("neighbor_cgroup"));
      assertEquals("Limit it.", first.getObject("annotations").getString("recommendation"));
      assertEquals("http://node/why", first.getString("generatorURL"));
      assertEquals(Messages.START, Instant.parse(first.getString("startsAt")));
      assertTrue(Instant.parse(first.getString("endsAt")).isAfter(Instant.now()));
      assertEquals(Messages.START.plusSeconds(9), Instant.parse(last.getString("endsAt")));
    }
  }

  private static JsonArray alerts(String request) throws Exception {
    String path = "/prefix/api/v2/alerts ";
    assertTrue(request.startsWith(path), request);
    return JsonParser.array().from(request.substring(path.length()));
  }

  @Test
  void aNewSeverityEndsTheAlertWithTheOldOne() throws Exception {
    try (Receiver receiver = new Receiver(200);
        Dispatcher dispatcher = open(new AlertmanagerOutlet(receiver.uri("/prefix"), null))) {
      dispatcher.offer(Messages.firing(1));
      assertEquals(1, alerts(receiver.next()).size());
      dispatcher.offer(Messages.of(1, Alert.Phase.ESCALATED, Severity.CRITICAL, Set.of()));
      JsonArray both = alerts(receiver.next());
      assertEquals(2, both.size());
      assertEquals("warning", both.getObject(0).getObject("labels").getString("severity"));
      assertEquals(
          Messages.START.plusSeconds(9), Instant.parse(both.getObject(0).getString("endsAt")));
      assertEquals("critical", both.getObject(1).getObject("labels").getString("severity"));
    }
  }

  @Test
  void theWebhookGetsTheWholeStory() throws Exception {
    try (Receiver receiver = new Receiver(204);
        Dispatcher dispatcher = open(new WebhookOutlet(receiver.uri("/hook?a=b")))) {
      dispatcher.offer(Messages.firing(7));
      String request = receiver.next();
      JsonObject json = JsonParser.object().from(request.substring(request.indexOf(' ')));
      assertEquals(7, json.getLong("id"));
      assertEquals("firing", json.getString("phase"));
      assertEquals("a/b", json.getObject("neighbor").getString("pod"));
      assertEquals(76.7, json.getObject("score").getDouble("overall"));
      assertFalse(json.getObject("score").has("throttling"));
      assertEquals(4_000_000, json.getLong("p95Nanos"));
      assertEquals(0.8, json.getArray("largest").getObject(0).getDouble("part"));
      assertEquals(1, await(dispatcher, s -> s.delivered() == 1).delivered());
    }
  }

  @Test
  void whatIsRefusedIsNotSentAgain() throws Exception {
    try (Receiver receiver = new Receiver(400);
        Dispatcher dispatcher = open(new WebhookOutlet(receiver.uri("/")))) {
      dispatcher.offer(Messages.firing(1));
      DeliveryStatistics s = await(dispatcher, d -> d.waiting() == 0);
      assertEquals(new DeliveryStatistics(0, 0, 1, 0, 0, 0, 0), s);
      receiver.next();
      assertEquals(0, receiver.left());
    }
  }

  @Test
  void aServerThatFailsIsTriedAgainAndGetsTheAlertInTheEnd() throws Exception {
    try (Receiver receiver = new Receiver(500);
        Dispatcher dispatcher = open(new WebhookOutlet(receiver.uri("/")))) {
      dispatcher.offer(Messages.firing(1));
      String first = receiver.next();
      receiver.answer(200);
      assertEquals(first, receiver.next());
      DeliveryStatistics s = await(dispatcher, d -> d.delivered() == 1);
      assertEquals(new DeliveryStatistics(1, 1, 0, 0, 0, 0, 0), s);
    }
  }

  @Test
  void aServerThatIsDownIsGivenUpAfterFourTriesAndCostsNoMore() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (Dispatcher dispatcher = open(new WebhookOutlet(nobody))) {
      for (int i = 0; i < 1000; i++) {
        dispatcher.offer(Messages.firing(i));
      }
      DeliveryStatistics full = dispatcher.statistics();
      assertTrue(full.waiting() <= Lane.LENGTH, full::toString);
      assertTrue(full.overflowed() >= 1000 - Lane.LENGTH - 1, full::toString);
      DeliveryStatistics s = await(dispatcher, d -> d.givenUp() == 1);
      assertTrue(s.retries() >= Lane.TRIES - 1, s::toString);
    }
  }

  @Test
  void aServerThatNeverAnswersHoldsUpNeitherTheCallerNorTheEnd() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Receiver receiver = new Receiver(200)) {
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      Dispatcher dispatcher = open(new WebhookOutlet(uri), new WebhookOutlet(receiver.uri("/")));
      dispatcher.offer(Messages.firing(1));
      // The other channel gets it although the first one is stuck meanwhile.
      receiver.next();
      await(dispatcher, s -> s.delivered() == 1);
      dispatcher.close();
      assertEquals(0, dispatcher.statistics().givenUp());
    }
  }

  @Test
  void anAlertGoesToItsTargetsAndItsEndFollowsIt() throws Exception {
    try (Receiver hook = new Receiver(200);
        Receiver manager = new Receiver(200);
        Dispatcher dispatcher =
            open(new WebhookOutlet(hook.uri("/")), new AlertmanagerOutlet(manager.uri(""), null))) {
      Set<Channel> target = Set.of(Channel.WEBHOOK);
      dispatcher.offer(Messages.of(1, Alert.Phase.FIRING, Severity.WARNING, target));
      dispatcher.offer(Messages.of(1, Alert.Phase.RESOLVED, Severity.WARNING, Set.of(Channel.LOG)));
      hook.next();
      hook.next();
      await(dispatcher, s -> s.delivered() == 2);
      assertEquals(0, manager.left());
    }
  }

  @Test
  void whoForgetsIsRemindedOfWhatIsStillOpen() {
    Lane lane = new Lane(new AlertmanagerOutlet(URI.create("http://127.0.0.1:1"), null));
    lane.offer(Messages.firing(1));
    lane.remind();
    assertEquals(1, lane.waiting(), "the first word has not gone yet");
    lane.succeeded(lane.due(0));
    lane.remind();
    assertTrue(lane.due(0).reminder());
    lane.succeeded(lane.due(0));
    assertEquals(1, lane.delivered, "a reminder is no word");
    lane.remind();
    lane.refused(lane.due(0));
    lane.remind();
    for (int i = 0; i < Lane.TRIES; i++) {
      lane.failed(lane.due(Long.MAX_VALUE / 2), 0);
    }
    assertEquals(2, lane.remindersLost);
    assertEquals(0, lane.refused + lane.givenUp);
    lane.offer(Messages.of(1, Alert.Phase.RESOLVED, Severity.WARNING, Set.of()));
    lane.succeeded(lane.due(0));
    lane.remind();
    assertNull(lane.due(0));
  }
}
