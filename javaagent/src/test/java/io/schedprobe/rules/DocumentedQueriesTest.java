package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.metrics.Meter;
import io.schedprobe.metrics.Meters;
import io.schedprobe.testing.Documented;
import io.schedprobe.testing.RealServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queries in the documents parse, and ask for what there is. That each of them has an answer is
 * seen where a real agent is scraped.
 */
class DocumentedQueriesTest {
  /** Of Prometheus itself, for each target. */
  private static final Set<String> PROMETHEUS_OWN = Set.of("scrape_samples_scraped", "up");

  /** Labels of the scrape and of a histogram. */
  private static final Set<String> LABELS_OF_THE_SCRAPE = Set.of("job", "instance", "namespace");

  private static final Pattern RECORD = Pattern.compile("record: (\\S+)");

  /** Text, ranges and durations. */
  private static final Pattern NO_NAMES = Pattern.compile("\"[^\"]*\"|\\[[^]]*]");

  private static final Pattern GROUPING =
      Pattern.compile(
          "\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)" + "|\\{([^}]*)}");

  private static final Pattern FUNCTION = Pattern.compile("\\b\\w+\\s*(?=\\()");

  private static final Pattern WORD = Pattern.compile("(?<![\\w.])[A-Za-z_:][\\w:]*");

  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  @Test
  void promqlParses(@TempDir Path directory) throws Exception {
    List<String> queries = Documented.queries("promql");
    assertTrue(queries.size() >= 9, () -> "" + queries);
    assertEquals("", complaint(directory, queries));
    assertTrue(complaint(directory, List.of("rate(x[5m]")).contains("could not parse"));
  }

  /** What promtool has against the queries, as recording rules. */
  private static String complaint(Path directory, List<String> queries) throws Exception {
    StringBuilder rules = new StringBuilder("groups: [{name: documented, rules: [\n");
    for (int i = 0; i < queries.size(); i++) {
      String quoted = queries.get(i).replace("'", "''");
      rules.append("{record: 'query%d', expr: '%s'},\n".formatted(i, quoted));
    }
    Path file = Files.writeString(directory.resolve("rules.yml"), rules.append("]}]\n"));
    Process tool =
        new ProcessBuilder(RealServers.promtool(), "check", "rules", file.toString())
            .redirectErrorStream(true)
            .start();
    tool.getOutputStream().close();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return tool.waitFor() == 0 ? "" : said;
  }

  @Test
  void promqlNamesWhatThereIs() throws Exception {
    Set<String> names = new HashSet<>(PROMETHEUS_OWN);
    Set<String> labels = new HashSet<>(LABELS_OF_THE_SCRAPE);
    for (Meter meter : Meters.all()) {
      names.addAll(exported(meter));
      labels.addAll(meter.labels());
    }
    labels.add("le");
    Matcher record =
        RECORD.matcher(
            Files.readString(RealServers.root().resolve("deploy/prometheus/schedprobe-rules.yml")));
    while (record.find()) {
      names.add(record.group(1));
    }
    for (String query : Documented.queries("promql")) {
      checkNames(query, names, labels);
    }
    assertThrows(
        AssertionError.class,
        () -> checkNames("rate(schedprobe_wait_second_total[5m])", names, labels));
    assertThrows(
        AssertionError.class,
        () -> checkNames("sum by (tenant) (schedprobe_source)", names, labels));
  }

  private static List<String> exported(Meter meter) {
    return switch (meter.kind()) {
      case COUNTER -> List.of(meter.name() + "_total");
      case GAUGE, INFO -> List.of(meter.name());
      case HISTOGRAM ->
          List.of(meter.name() + "_bucket", meter.name() + "_sum", meter.name() + "_count");
    };
  }

  private static void checkNames(String query, Set<String> names, Set<String> labels) {
    String bare = NO_NAMES.matcher(query).replaceAll("");
    Matcher grouping = GROUPING.matcher(bare);
    while (grouping.find()) {
      String list = grouping.group(1) == null ? grouping.group(2) : grouping.group(1);
      words(list).forEach(label -> assertTrue(labels.contains(label), label + " in " + query));
    }
    bare = FUNCTION.matcher(GROUPING.matcher(bare).replaceAll(" ")).replaceAll(" ");
    Set<String> asked = words(bare);
    asked.removeAll(OPERATORS);
    asked.removeAll(Set.of("by", "without", "on", "ignoring", "group_left", "group_right"));
    asked.removeAll(Set.of("sum", "count", "min", "max", "avg", "topk", "bottomk", "quantile"));
    assertTrue(!asked.isEmpty(), query);
    asked.forEach(name -> assertTrue(names.contains(name), name + " in " + query));
  }

  private static Set<String> words(String text) {
    Set<String> words = new HashSet<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  @Test
  void atlasStacksAreWholeAndNameWhatThereIs() throws IOException {
    List<String> queries = Documented.queries("asl");
    assertTrue(queries.size() >= 8, () -> "" + queries);
    for (String query : queries) {
      AtlasStack.check(query);
    }
    for (String wrong :
        List.of(
            "name,schedprobe.waitTimes,:eq,:sum",
            "name,schedprobe.waitTime,:eq,shares,external,:eq,:and,:sum",
            "name,schedprobe.waitTime,:eq,:sum,(,container,),:by",
            "name,schedprobe.waitTime,:eq,:summ",
            "name,schedprobe.waitTime,:eq,name,schedprobe.waits,:eq,:sum")) {
      assertThrows(AssertionError.class, () -> AtlasStack.check(wrong), wrong);
    }
  }
}
