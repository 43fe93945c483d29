package io.schedprobe.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server on a port of the loopback interface, ended when closed. What it logs goes to a file. */
public final class ServerProcess implements AutoCloseable {
  private static final int PATIENCE = 1200;
  private static final String TEMPLATE = "prometheus/alertmanager/default.tmpl";

  private final Process process;
  private final Path log;
  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private ServerProcess(Process process, Path log, URI base) {
    this.process = process;
    this.log = log;
    this.base = base;
  }

  /**
   * Starts a Prometheus and returns when it is ready.
   *
   * @param directory for its data and its configuration
   * @param scrape the port of the agent's endpoint
   */
  public static ServerProcess prometheus(Path directory, int scrape, List<Path> rules)
      throws IOException, InterruptedException {
    StringBuilder config =
        new StringBuilder("global: {scrape_interval: 1s, evaluation_interval: 1s}\nrule_files:\n");
    rules.forEach(file -> config.append("  - ").append(file).append('\n'));
    config
        .append("scrape_configs:\n  - job_name: schedprobe\n    static_configs:\n")
        .append("      - targets: ['127.0.0.1:")
        .append(scrape)
        .append("']\n");
    Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
    int port = RealServers.freePort();
    return start(
        directory,
        port,
        List.of(
            RealServers.prometheus(),
            "--config.file=" + file,
            "--storage.tsdb.path=" + directory.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + port));
  }

  /** Starts an Alertmanager that tells nobody, and returns when it is ready. */
  public static ServerProcess alertmanager(Path directory)
      throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            directory.resolve("alertmanager.yml"),
            "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
    int port = RealServers.freePort();
    List<String> command = new ArrayList<>(withItsTemplates(Path.of(RealServers.alertmanager())));
    command.add("--config.file=" + file);
    command.add("--storage.path=" + directory.resolve("alertmanager"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.add("--cluster.listen-address=");
    return start(directory, port, command);
  }

  /**
   * Debian's Alertmanager wants the templates of its package in /usr/share. Where it is unpacked
   * and not installed it gets a view of the file system of its own in which they are there.
   */
  private static List<String> withItsTemplates(Path program) {
    Path share = program.getParent().resolveSibling("share");
    if (Files.exists(Path.of("/usr/share", TEMPLATE)) || !Files.exists(share.resolve(TEMPLATE))) {
      return List.of(program.toString());
    }
    String overlay =
        "mount -t overlay overlay -o lowerdir=" + share + ":/usr/share /usr/share && exec \"$@\"";
    return List.of(
        "unshare", "-rm", "--propagation", "private", "sh", "-c", overlay, "sh", "" + program);
  }

  private static ServerProcess start(Path directory, int port, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory, "server", ".log");
    ServerProcess server =
        new ServerProcess(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start(),
            log,
            URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitReady();
      return server;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (int i = 0; i < PATIENCE && process.isAlive(); i++) {
      try {
        if (status("/-/ready") == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      Thread.sleep(50);
    }
    throw new AssertionError("it does not become ready: " + Files.readString(log));
  }

  private int status(String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** What it answers at the path, of whatever status. */
  public String get(String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Its address. */
  public URI base() {
    return base;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
