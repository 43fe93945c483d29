package io.schedprobe.benchmarks.overhead;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are that are no part of the benchmarks' jar. */
public final class Checkout {
  private static final String PROPERTY = "schedprobe.root";

  private Checkout() {}

  /** A command of ours, built from {@code src/main/c}. */
  public static String command(String name) {
    return existing("benchmarks/target/commands/" + name).toString();
  }

  /** The agent as it is shipped. */
  public static Path agentJar() {
    return existing("javaagent/target/schedprobe.jar");
  }

  /** The benchmarks' own classes, for JVMs of their own. */
  public static Path classes() {
    return existing("benchmarks/target/classes");
  }

  public static Path document() {
    return document("overhead");
  }

  /** A page of the documentation. */
  public static Path document(String name) {
    return existing("docs/" + name + ".md");
  }

  private static Path existing(String relative) {
    String root = System.getProperty(PROPERTY);
    Path path = root == null ? null : Path.of(root, relative);
    if (path == null || !Files.exists(path)) {
      throw new IllegalStateException(relative + " not found: run ./benchmark.sh");
    }
    return path;
  }
}
