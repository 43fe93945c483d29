package io.schedprobe.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks the service at a fixed mean rate, phase by phase as told on standard input.
 *
 * <p>Each line {@code <seconds>} runs one phase and is answered by one line: requests answered,
 * requests failed, p50, p99 and maximum in milliseconds. End of input ends the program.
 */
public final class Load {
  private static final int REQUESTS_PER_SECOND = 120;
  private static final int CONNECTIONS = 16;
  private static final int LONGEST_SECONDS = 60;

  private Load() {}

  /**
   * Runs phases until the end of input.
   *
   * @param arguments one: the port of the service on the loopback
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      System.err.println("usage: Load <port>");
      System.exit(2);
    }
    URI target = URI.create("http://127.0.0.1:" + Integer.parseInt(arguments[0]) + "/price");
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      int seconds = Math.min(LONGEST_SECONDS, Integer.parseInt(line.strip()));
      System.out.println(report(new Phase(target, CONNECTIONS, REQUESTS_PER_SECOND).run(seconds)));
    }
  }

  private static String report(Phase.Result result) {
    Latencies latencies = result.latencies();
    if (latencies.count() == 0) {
      return "0 " + result.failed() + " - - -";
    }
    return String.format(
        Locale.ROOT,
        "%d %d %.1f %.1f %.1f",
        latencies.count(),
        result.failed(),
        latencies.at(0.5) / 1e6,
        latencies.at(0.99) / 1e6,
        latencies.at(1) / 1e6);
  }
}
