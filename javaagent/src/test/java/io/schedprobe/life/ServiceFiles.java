package io.schedprobe.life;

import static io.schedprobe.testing.JavaProcess.agentJar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** What a service needs, where any user may read it, and write its recordings beside it. */
record ServiceFiles(Path directory, Path jar, Path classes) {

  static ServiceFiles in(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path jar = Files.copy(agentJar(), directory.resolve("schedprobe.jar"));
    Path classes = directory.resolve("classes");
    Path to = Files.createDirectories(classes.resolve("io/schedprobe/life"));
    try (Stream<Path> files = Files.list(Path.of("target/test-classes/io/schedprobe/life"))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("Service")) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    return new ServiceFiles(directory, jar, classes);
  }
}
