package io.schedprobe.truth;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The queries of the dashboard for Grafana, with its variables filled in as Grafana would. */
final class Dashboard {
  private Dashboard() {}

  static List<String> queries(Path file) throws Exception {
    List<String> queries = new ArrayList<>();
    for (Object panel : JsonParser.object().from(Files.readString(file)).getArray("panels")) {
      JsonObject fields = (JsonObject) panel;
      if (fields.has("targets")) {
        for (Object target : fields.getArray("targets")) {
          queries.add(
              ((JsonObject) target)
                  .getString("expr")
                  .replace("$job", ".*")
                  .replace("$instance", ".*")
                  .replace("$__rate_interval", "10s"));
        }
      }
    }
    return queries;
  }
}
