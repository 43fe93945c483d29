package io.schedprobe.doctor;

import io.schedprobe.natives.Places;
import io.schedprobe.platform.Platform;
import io.schedprobe.proc.KernelFiles;
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
    for (Path directory : Places.directories()) {
      if (Files.isWritable(directory)) {
        candidates.add(directory.toString());
      }
    }
    return read(Path.of("/"), Path.of("/proc/self"), candidates, Runtime.version().feature());
  }

  /**
   * For another JVM, whose temporary directory is its default or is said on its command line.
   *
   * @param feature its version; -1 when unknown
   */
  static LibbpfFacts other(Path process, List<String> arguments, int feature) throws IOException {
    Path root = process.resolve("root");
    DirectoryAccess access = DirectoryAccess.of(process);
    List<String> candidates = new ArrayList<>();
    candidates.add(property(arguments, Places.PROPERTY, null));
    candidates.add(property(arguments, "java.io.tmpdir", "/tmp"));
    candidates.add("/dev/shm");
    candidates.removeIf(place -> place != null && !mayWrite(access, root, Path.of(place)));
    return read(root, process, candidates, feature);
  }

  private static boolean mayWrite(DirectoryAccess access, Path root, Path place) {
    return !place.isAbsolute() || access.mayWrite(below(root, place));
  }

  private static String property(List<String> arguments, String name, String otherwise) {
    String option = "-D" + name + "=";
    String value = otherwise;
    for (String argument : arguments) {
      if (argument.startsWith(option)) {
        value = argument.substring(option.length());
      }
    }
    return value;
  }

  private static LibbpfFacts read(Path root, Path process, List<String> candidates, int feature) {
    List<String> mounts = mounts(process);
    List<String> executable = new ArrayList<>();
    List<String> noexec = new ArrayList<>();
    for (String candidate : candidates.stream().filter(Objects::nonNull).distinct().toList()) {
      Path path = Path.of(candidate);
      if (path.isAbsolute() && Files.isDirectory(below(root, path))) {
        List<String> options = MountInfo.optionsOf(mounts, path.normalize());
        if (options.contains("noexec")) {
          noexec.add(candidate);
        } else if (!options.contains("ro")) {
          executable.add(candidate);
        }
      }
    }
    if (feature >= Places.MEMORY_SINCE_JDK) {
      executable.add("memory");
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
      return KernelFiles.lines(process.resolve("mountinfo"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Path below(Path root, Path absolute) {
    return root.resolve(absolute.toString().substring(1));
  }
}
