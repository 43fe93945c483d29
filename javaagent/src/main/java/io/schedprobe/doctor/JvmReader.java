package io.schedprobe.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at this JVM or, through its files, at another. */
final class JvmReader {
  private static final String LIBJVM = "/lib/server/libjvm.so";

  private JvmReader() {}

  static JvmFacts self() {
    String home = System.getProperty("java.home");
    return new JvmFacts(
        Presence.YES,
        home,
        System.getProperty("java.version"),
        System.getProperty("java.vendor"),
        Presence.of(ModuleFinder.ofSystem().find("jdk.jfr").isPresent()),
        release(Path.of(home)).getOrDefault("LIBC", ""));
  }

  /**
   * @param process its directory in {@code /proc}; its root is looked into when allowed
   */
  static JvmFacts other(Path process) {
    String libjvm;
    try {
      libjvm = libjvm(process.resolve("maps"));
    } catch (IOException e) {
      return JvmFacts.none(Presence.UNKNOWN);
    }
    if (libjvm.isEmpty()) {
      return JvmFacts.none(Presence.NO);
    }
    String home = libjvm.substring(0, libjvm.length() - LIBJVM.length());
    Map<String, String> release = release(process.resolve("root").resolve(home.substring(1)));
    String modules = release.get("MODULES");
    return new JvmFacts(
        Presence.YES,
        home,
        release.getOrDefault("JAVA_VERSION", ""),
        release.getOrDefault("IMPLEMENTOR", ""),
        modules == null
            ? Presence.UNKNOWN
            : Presence.of(List.of(modules.split(" ", -1)).contains("jdk.jfr")),
        release.getOrDefault("LIBC", ""));
  }

  /** The arguments a process was started with; empty when they are not visible. */
  static List<String> arguments(Path process) {
    try {
      return List.of(
          Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
              .split("\0", -1));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String libjvm(Path maps) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int path = line.indexOf('/');
        if (path > 0 && line.endsWith(LIBJVM)) {
          return line.substring(path);
        }
      }
    }
    return "";
  }

  /** The {@code KEY="value"} lines of a JDK's release file. */
  private static Map<String, String> release(Path home) {
    Map<String, String> release = new HashMap<>();
    try {
      for (String line : Files.readAllLines(home.resolve("release"))) {
        int equals = line.indexOf("=\"");
        if (equals > 0 && line.endsWith("\"") && line.length() > equals + 2) {
          release.put(line.substring(0, equals), line.substring(equals + 2, line.length() - 1));
        }
      }
    } catch (IOException e) {
      return Map.of();
    }
    return release;
  }
}
