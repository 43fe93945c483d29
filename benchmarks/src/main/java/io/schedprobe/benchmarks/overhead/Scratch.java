package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the files of one benchmark; goes when it is closed, or with this JVM. */
final class Scratch implements AutoCloseable {
  private final Path directory;
  private final Thread atExit = new Thread(this::delete, "delete-scratch");

  Scratch() throws IOException {
    directory = Files.createTempDirectory("schedprobe-benchmark");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  private void delete() {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(all::add);
      for (Path file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      Machine.say("left behind: " + directory + " (" + e + ")");
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    delete();
  }
}
