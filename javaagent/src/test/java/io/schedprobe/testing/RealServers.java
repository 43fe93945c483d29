package io.schedprobe.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the programs of Prometheus are, by {@code scripts/find-servers.sh}. Where they cannot be
 * had, tests fail if {@code SCHEDPROBE_REQUIRE_SERVERS=1} is set, and abort with the reason
 * otherwise.
 */
public final class RealServers {
  private static final int PROMETHEUS = 0;
  private static final int PROMTOOL = 1;
  private static final int ALERTMANAGER = 2;
  private static final int AMTOOL = 3;

  private static List<String> found;
  private static String refusal;

  private RealServers() {}

  public static String prometheus() {
    return find().get(PROMETHEUS);
  }

  public static String promtool() {
    return find().get(PROMTOOL);
  }

  public static String alertmanager() {
    return find().get(ALERTMANAGER);
  }

  public static String amtool() {
    return find().get(AMTOOL);
  }

  private static synchronized List<String> find() {
    if (found == null && refusal == null) {
      look();
    }
    if (found != null) {
      return found;
    }
    if ("1".equals(System.getenv("SCHEDPROBE_REQUIRE_SERVERS"))) {
      fail(refusal);
    }
    return abort(refusal);
  }

  private static void look() {
    try {
      Process script =
          new ProcessBuilder(root().resolve("scripts/find-servers.sh").toString())
              .redirectErrorStream(true)
              .start();
      script.getOutputStream().close();
      String said =
          new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (script.waitFor() == 0) {
        found = said.lines().filter(line -> line.startsWith("/")).toList();
      } else {
        refusal = "no Prometheus and Alertmanager: " + said;
      }
    } catch (IOException | InterruptedException e) {
      refusal = "no Prometheus and Alertmanager: " + e;
    }
  }

  /** Of the project. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("scripts")) ? here : here.getParent();
  }

  /** A port that nobody listened to a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
