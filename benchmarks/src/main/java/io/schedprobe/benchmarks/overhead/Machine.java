package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were taken on. */
public final class Machine {
  private Machine() {}

  /** One sentence; the load says how far to trust the figures. */
  public static String describe() throws IOException {
    String model = Fields.read(Path.of("/proc/cpuinfo")).getOrDefault("model name", "unknown CPU");
    String release = System.getProperty("os.version");
    return Markdown.number(
        "Linux %s, %d CPUs (%s), JDK %s; load average at the beginning %s.",
        release.replaceAll("[^0-9.].*", ""),
        Runtime.getRuntime().availableProcessors(),
        model,
        Runtime.version().toString().replaceAll("[+-].*", ""),
        Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
  }

  public static void say(String words) {
    System.err.println(words);
  }
}
