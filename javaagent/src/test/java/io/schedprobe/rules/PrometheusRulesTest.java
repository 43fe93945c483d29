package io.schedprobe.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.RealServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recording and alerting rules, by Prometheus's own tool. */
class PrometheusRulesTest {
  private static final Path DIRECTORY = RealServers.root().resolve("deploy/prometheus");

  @Test
  void rulesAreWellFormed() throws Exception {
    String said = promtool("check", "rules", "schedprobe-rules.yml");
    assertTrue(said.contains("SUCCESS: 14 rules found"), said);
  }

  @Test
  void rulesDoWhatTheirTestsSay() throws Exception {
    promtool("test", "rules", "schedprobe-rules-test.yml");
  }

  private static String promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(RealServers.promtool()));
    command.addAll(List.of(arguments));
    Process tool =
        new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectErrorStream(true).start();
    tool.getOutputStream().close();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tool.waitFor(), said);
    return said;
  }
}
