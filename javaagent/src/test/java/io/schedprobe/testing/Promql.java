package io.schedprobe.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Questions to a real Prometheus. */
public record Promql(ServerProcess server) {
  private static final int PATIENCE = 300;

  /** The values by their labels, but for the name, job and instance; fails on an error. */
  public Map<Map<String, String>, Double> ask(String query)
      throws IOException, InterruptedException {
    String answer =
        server.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    try {
      JsonObject json = JsonParser.object().from(answer);
      assertEquals("success", json.getString("status"), () -> query + ": " + answer);
      return values(json.getObject("data").getArray("result"));
    } catch (JsonParserException e) {
      throw new AssertionError(query + ": " + answer, e);
    }
  }

  private static Map<Map<String, String>, Double> values(JsonArray result) {
    Map<Map<String, String>, Double> values = new LinkedHashMap<>();
    for (Object one : result) {
      JsonObject series = (JsonObject) one;
      Map<String, String> labels = new LinkedHashMap<>();
      series
          .getObject("metric")
          .forEach(
              (name, value) -> {
                if (!name.equals("job") && !name.equals("instance")) {
                  labels.put(name, (String) value);
                }
              });
      values.put(labels, Double.parseDouble(series.getArray("value").getString(1)));
    }
    return values;
  }

  /** The one value of a query that has one. */
  public double one(String query) throws IOException, InterruptedException {
    Map<Map<String, String>, Double> values = ask(query);
    assertEquals(1, values.size(), () -> query + ": " + values);
    return values.values().iterator().next();
  }

  /** Waits until the query has an answer. */
  public void await(String query) throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      if (!ask(query).isEmpty()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no answer to " + query);
  }
}
