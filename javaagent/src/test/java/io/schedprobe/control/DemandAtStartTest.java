package io.schedprobe.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.RunQueueLatency;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demand in JVMs of their own, from their first moment. */
@Timeout(120)
class DemandAtStartTest {

  @Test
  void leavesJfrAloneWhenNobodyRecords() throws Exception {
    assertTrue(run("none").contains("initialized false told []"));
    List<String> loaded = List.of(run("none", "-Xlog:class+load").split("\n"));
    assertTrue(loaded.stream().anyMatch(line -> line.contains(JfrDemand.class.getName())));
    assertFalse(
        loaded.stream().anyMatch(line -> line.contains("io.schedprobe.events.")),
        "event classes are loaded");
  }

  @Test
  void takesThresholdsFromTheCommandLine() throws Exception {
    String event = "+schedprobe.RunQueueLatency#";
    assertEquals(
        new Demand(true, true, true, true, true, true, 200_000).toString(),
        lastLine(
            run(
                "some",
                "-XX:StartFlightRecording:"
                    + event
                    + "threshold=200us,"
                    + event
                    + "enabled=true")));
  }

  private static String lastLine(String output) {
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  private static String run(String what, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        location(JfrDemand.class)
            + File.pathSeparator
            + location(RunQueueLatency.class)
            + File.pathSeparator
            + location(DemandProgram.class));
    command.add(DemandProgram.class.getName());
    command.add(what);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.strip();
  }

  private static Path location(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
