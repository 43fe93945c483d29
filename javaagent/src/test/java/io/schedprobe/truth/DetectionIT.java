package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.JavaProcess;
import io.schedprobe.testing.RequireBpf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The agent as it is shipped, without any recording, tells a webhook who the neighbor is. */
class DetectionIT {
  private static final int PATIENCE_SECONDS = 120;

  @Test
  void theHogsCgroupIsNamedThoughNothingIsRecorded() throws Exception {
    RequireBpf.orAbort();
    BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    try (CpuCgroup cgroup = CpuCgroup.create("detected");
        Hog hog = Hog.on("0", cgroup);
        JavaProcess service =
            JavaProcess.start(
                List.of("taskset", "-c", "0"),
                JavaProcess.agent("detect,alert-log=false,webhook=" + url),
                "-cp",
                TracedJvm.testClasses(),
                Busy.class.getName())) {
      service.await("busy");
      JsonObject alert = null;
      for (String name = ""; !name.endsWith(cgroup.name()); ) {
        String body = bodies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertTrue(body != null, () -> "no alert of the hog; " + service.err());
        alert = JsonParser.object().from(body);
        // Whoever else is on this CPU may be told of as well.
        name = alert.has("neighbor") ? alert.getObject("neighbor").getString("cgroup") : "";
      }
      assertEquals("NoisyNeighbor", alert.getString("alert"));
      assertEquals("firing", alert.getString("phase"));
      assertEquals(service.pid(), alert.getObject("service").getLong("pid"));
      assertTrue(alert.getDouble("confidence") >= 0.6);
      assertTrue(hog.cpuNanos() > 0);
    } finally {
      server.stop(0);
    }
  }

  /** A service that always has something to do. */
  static final class Busy {
    private Busy() {}

    public static void main(String[] args) {
      System.out.println("busy");
      while (System.nanoTime() != 0) {
        Thread.onSpinWait();
      }
    }
  }
}
