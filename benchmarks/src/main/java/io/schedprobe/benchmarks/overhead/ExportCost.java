package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What everything at once takes, recording, metrics and detection, while over a thousand waits a
 * second are over the threshold, which is 0: each wait is an event of its own.
 */
final class ExportCost {
  private static final int SECONDS = 60;
  private static final int THREADS = 16;
  private static final int SCRAPE_SECONDS = 5;
  private static final long WARM_UP_SECONDS = 40;

  /** Until what the budget had saved up is used. */
  private static final long LONG_WARM_UP_SECONDS = 150;

  private static final double LEAST_WAITS = 1000;
  private static final double MOST_CPU_PERCENT = 0.1;
  private static final double MOST_MEMORY_MB = 24;
  private static final double MEGABYTE = 1e6;

  private static final String AGENT = "schedprobe";

  /** "JFR Periodic Tasks", cut to 15 characters: it runs our periodic events too. */
  private static final String PERIODIC = "JFR Periodic";

  /** Of the JDK's HTTP server. */
  private static final String DISPATCHER = "HTTP-Dispatcher";

  private static final String EVERY_WAIT =
      "+schedprobe.RunQueueLatency#threshold=0ns,+schedprobe.NeighborRun#threshold=0ns,"
          + "+schedprobe.Preemption#threshold=0ns,+schedprobe.Throttling#threshold=0ns";

  /** What is switched on, and what it takes. */
  private record Cost(
      String words,
      double waitsPerSecond,
      double agentPercent,
      double periodicPercent,
      double residentMegabytes,
      double heldBack) {}

  private ExportCost() {}

  static void measure(Markdown page) throws Exception {
    try (Scratch scratch = new Scratch()) {
      Cost recording = cost(scratch, "recording", "", "rate=1000000", WARM_UP_SECONDS);
      Cost metrics =
          cost(scratch, "recording, Prometheus", "prometheus", "rate=1000000", WARM_UP_SECONDS);
      Cost all =
          cost(
              scratch,
              "recording, Prometheus, detection",
              "prometheus",
              "rate=1000000,detect,detect-latency=1us,alert-log=false",
              WARM_UP_SECONDS);
      Cost budget =
          cost(
              scratch,
              "the same within the budget, as it is unless told otherwise",
              "prometheus",
              "detect,detect-latency=1us,alert-log=false",
              LONG_WARM_UP_SECONDS);
      page.head(
          "on",
          "waits over the threshold, 1/s",
          "agent's threads, % of a CPU",
          "JFR's periodic thread more, %",
          "resident memory more, MB",
          "of the waits held back, 1/s");
      for (Cost cost : List.of(recording, metrics, all, budget)) {
        page.row(
            cost.words,
            Markdown.number("%.0f", cost.waitsPerSecond),
            Markdown.number("%.3f", cost.agentPercent),
            Markdown.number("%.3f", cost.periodicPercent),
            Markdown.number("%.1f", cost.residentMegabytes),
            cost.heldBack < 0 ? "" : Markdown.number("%.0f", cost.heldBack));
      }
      page.end();
      page.paragraph(
          Markdown.number(
              "Over %d s each, after %d s of warm-up, or %d s with the budget, until what it had saved up is"
                  + " used; beside a JVM without the agent; a scrape every %d s. CPU is the kernel's"
                  + " `schedstat` of the threads. Memory: as in the JVM above.",
              SECONDS, WARM_UP_SECONDS, LONG_WARM_UP_SECONDS, SCRAPE_SECONDS));
      targets(page, budget);
    }
  }

  private static void targets(Markdown page, Cost all) {
    double cpu = all.agentPercent + Math.max(0, all.periodicPercent);
    page.targets();
    page.target(
        "everything on, at 1,000 waits/s over the threshold, ≤ 0.1 % of a core, or it says what it"
            + " holds back",
        Markdown.number(
            "%.3f %%, %.0f of %.0f waits/s held back", cpu, all.heldBack, all.waitsPerSecond),
        (cpu <= MOST_CPU_PERCENT || all.heldBack > 0) && all.waitsPerSecond >= LEAST_WAITS);
    page.target(
        "the same, ≤ 24 MB",
        Markdown.number("%.1f MB", all.residentMegabytes),
        all.residentMegabytes <= MOST_MEMORY_MB);
    page.end();
  }

  private static Cost cost(
      Scratch scratch, String words, String export, String options, long warmUp)
      throws IOException, InterruptedException {
    Machine.say(words + ": " + (SECONDS + warmUp) + " s");
    int port = freePort();
    String agent = options + (export.isEmpty() ? "" : ",prometheus=" + port);
    try (Service without = Service.start(null, "", THREADS, scratch.file("export-without.jfr"));
        Service with = Service.start(agent, EVERY_WAIT, THREADS, scratch.file("export.jfr"))) {
      boolean scraped = !export.isEmpty();
      pass(warmUp, scraped, port);
      long begin = System.nanoTime();
      long busy = agentNanos(with, scraped);
      long periodic = with.cpuNanos(PERIODIC) - without.cpuNanos(PERIODIC);
      String first = scraped ? scrape(port) : "";
      pass(SECONDS, scraped, port);
      double nanos = System.nanoTime() - begin;
      String last = scraped ? scrape(port) : "";
      double heldBack = scraped ? 1e9 * (heldBack(last) - heldBack(first)) / nanos : -1;
      double rate = scraped ? heldBack + 1e9 * (records(last) - records(first)) / nanos : -1;
      double agentPercent = 100 * (agentNanos(with, scraped) - busy) / nanos;
      double periodicPercent =
          100 * (with.cpuNanos(PERIODIC) - without.cpuNanos(PERIODIC) - periodic) / nanos;
      double resident = with.takesMoreThan(without).residentBytes() / MEGABYTE;
      with.finish();
      without.finish();
      double recorded = rate < 0 ? Recording.waitsPerSecond(scratch.file("export.jfr")) : rate;
      return new Cost(words, recorded, agentPercent, periodicPercent, resident, heldBack);
    }
  }

  private static double records(String scraped) {
    return value(scraped, "schedprobe_records_total");
  }

  private static double heldBack(String scraped) {
    return value(scraped, "schedprobe_losses_total{loss=\"suppressed\"}")
        + value(scraped, "schedprobe_losses_total{loss=\"dropped\"}");
  }

  private static long agentNanos(Service with, boolean scraped) throws IOException {
    return with.cpuNanos(AGENT) + (scraped ? with.cpuNanos(DISPATCHER) : 0);
  }

  private static void pass(long seconds, boolean scraped, int port)
      throws IOException, InterruptedException {
    for (long second = 0; second < seconds; second += SCRAPE_SECONDS) {
      Thread.sleep(SCRAPE_SECONDS * 1000L);
      if (scraped) {
        scrape(port);
      }
    }
  }

  private static String scrape(int port) throws IOException {
    try (InputStream in =
        URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static double value(String text, String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findAny()
        .orElseThrow(() -> new IllegalStateException("no " + series + " was scraped"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
