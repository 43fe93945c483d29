package io.schedprobe.libbpf;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import io.schedprobe.platform.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a libbpf this process can use: the bundled one, or the system's where that cannot be loaded
 * (an older glibc, every directory mounted noexec).
 */
final class NativeLibraries {
  private static final String SYSTEM = "libbpf.so.1";

  /** In the order of their dependencies; only the last is called by us. */
  private static final List<String> BUNDLED = List.of("libz.so.1", "libelf.so.1", SYSTEM);

  /** dlfcn.h: bind now, keep the symbols to ourselves, so that the host's own copies never mix. */
  private static final Map<String, Object> OPTIONS =
      Map.of(Library.OPTION_OPEN_FLAGS, 2 /* RTLD_NOW, RTLD_LOCAL is 0 */);

  /** Closed when JNA finds them unreachable, though libbpf needs them. */
  private static final List<NativeLibrary> DEPENDENCIES = new ArrayList<>();

  private NativeLibraries() {}

  record Loaded(NativeLibrary library, String origin) {}

  /**
   * Loads the bundled libraries from the first directory that allows it, or else the system's.
   *
   * @throws UnsatisfiedLinkError whose message says what was tried and why it failed
   */
  static Loaded load() {
    return load(directories());
  }

  static Loaded load(List<Path> directories) {
    List<String> failures = new ArrayList<>();
    Map<String, byte[]> bundle = bundle(failures);
    for (Path parent : bundle.isEmpty() ? List.<Path>of() : directories) {
      try {
        return new Loaded(loadFrom(parent, bundle), "bundled libbpf");
      } catch (IOException | UnsatisfiedLinkError e) {
        failures.add(parent + ": " + firstLine(e));
      }
    }
    try {
      return new Loaded(NativeLibrary.getInstance(SYSTEM, OPTIONS), "system libbpf");
    } catch (UnsatisfiedLinkError e) {
      failures.add(SYSTEM + ": " + firstLine(e));
    }
    throw new UnsatisfiedLinkError(String.join("; ", failures));
  }

  /** Closes what the library needed, which must be closed before. */
  static void unload() {
    DEPENDENCIES.forEach(NativeLibrary::close);
    DEPENDENCIES.clear();
  }

  private static Map<String, byte[]> bundle(List<String> failures) {
    Platform platform = Platform.current().orElse(null);
    if (platform == null) {
      failures.add("no bundled libbpf for " + System.getProperty("os.arch"));
      return Map.of();
    }
    Map<String, byte[]> bundle = new LinkedHashMap<>();
    for (String name : BUNDLED) {
      try (InputStream in = NativeLibraries.class.getResourceAsStream(platform.resource(name))) {
        if (in == null) {
          failures.add("not bundled: " + name + " for " + platform.directory());
          return Map.of();
        }
        bundle.put(name, in.readAllBytes());
      } catch (IOException e) {
        failures.add(name + ": " + firstLine(e));
        return Map.of();
      }
    }
    return bundle;
  }

  /** Where to put the files for the moment it takes to load them; any may be mounted noexec. */
  private static List<Path> directories() {
    List<Path> directories = new ArrayList<>();
    for (String candidate :
        new String[] {
          System.getProperty("java.io.tmpdir"),
          "/dev/shm",
          System.getenv("XDG_RUNTIME_DIR"),
          System.getProperty("user.home"),
          System.getProperty("user.dir")
        }) {
      if (candidate != null && Files.isDirectory(Path.of(candidate))) {
        Path path = Path.of(candidate).toAbsolutePath();
        if (!directories.contains(path)) {
          directories.add(path);
        }
      }
    }
    return directories;
  }

  private static NativeLibrary loadFrom(Path parent, Map<String, byte[]> bundle)
      throws IOException {
    // Others must not be able to put a file of theirs in our place.
    Path directory =
        Files.createTempDirectory(
            parent,
            "schedprobe",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    List<Path> files = new ArrayList<>();
    List<NativeLibrary> opened = new ArrayList<>();
    try {
      for (Map.Entry<String, byte[]> entry : bundle.entrySet()) {
        Path file = directory.resolve(entry.getKey());
        files.add(file);
        Files.write(file, entry.getValue());
      }
      for (Path file : files) {
        opened.add(NativeLibrary.getInstance(file.toString(), OPTIONS));
      }
      DEPENDENCIES.addAll(opened);
      return opened.get(opened.size() - 1);
    } catch (UnsatisfiedLinkError e) {
      opened.forEach(NativeLibrary::close);
      throw e;
    } finally {
      // What is mapped stays; the names are not needed any more.
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    }
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(message).strip();
  }
}
