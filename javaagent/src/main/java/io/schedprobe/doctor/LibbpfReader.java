package io.schedprobe.doctor;

import io.schedprobe.platform.Platform;
import io.schedprobe.proc.MountInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Looks for a libbpf and for a directory from which the bundled one can be loaded. */
final class LibbpfReader {
  private static final String NAME = "libbpf.so.1";
  private static final List<String> LIBRARY_DIRECTORIES =
      List.of(
          "lib/x86_64-linux-gnu",
          "usr/lib/x86_64-linux-gnu",
          "lib/aarch64-linux-gnu",
          "usr/lib/aarch64-linux-gnu",
          "lib64",
          "usr/lib64",
          "usr/local/lib64",
          "usr/local/lib",
          "usr/lib",
          "lib");

  private LibbpfReader() {}

  /** For this JVM, which puts the bundled library into the first of these that will do. */
  static LibbpfFacts self() {
    List<String> candidates = new ArrayList<>();
    candidates.add(System.getProperty("java.io.tmpdir"));
    candidates.add("/dev/shm");
    candidates.add(System.getenv("XDG_RUNTIME_DIR"));
    candidates.add(System.getProperty("user.home"));
    candidates.add(System.getProperty("user.dir"));
    candidates.removeIf(candidate -> candidate == null || !Files.isWritable(Path.of(candidate)));
    return read(Path.of("/"), Path.of("/proc/self"), candidates);
  }

  /** For another JVM, whose temporary directory is its default or is said on its command line. */
  static LibbpfFacts other(Path process, List<String> arguments) {
    String temporary = "/tmp";
    for (String argument : arguments) {
      if (argument.startsWith("-Djava.io.tmpdir=")) {
        temporary = argument.substring(17);
      }
    }
    return read(process.resolve("root"), process, List.of(temporary, "/dev/shm"));
  }

  private static LibbpfFacts read(Path root, Path process, List<String> candidates) {
    List<String> mounts = mounts(process);
    List<String> executable = new ArrayList<>();
    List<String> noexec = new ArrayList<>();
    for (String candidate : candidates.stream().filter(Objects::nonNull).distinct().toList()) {
      Path path = Path.of(candidate);
      if (path.isAbsolute() && Files.isDirectory(below(root, path))) {
        boolean refused = MountInfo.optionsOf(mounts, path.normalize()).contains("noexec");
        (refused ? noexec : executable).add(candidate);
      }
    }
    return new LibbpfFacts(bundled(), system(root), List.copyOf(executable), List.copyOf(noexec));
  }

  private static boolean bundled() {
    return Platform.current().filter(Platform::isInJar).isPresent();
  }

  private static String system(Path root) {
    for (String directory : LIBRARY_DIRECTORIES) {
      if (Files.exists(root.resolve(directory).resolve(NAME))) {
        return "/" + directory + "/" + NAME;
      }
    }
    return "";
  }

  private static List<String> mounts(Path process) {
    try {
      return Files.readAllLines(process.resolve("mountinfo"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Path below(Path root, Path absolute) {
    return root.resolve(absolute.toString().substring(1));
  }
}
