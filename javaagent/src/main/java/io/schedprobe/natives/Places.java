package io.schedprobe.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where libraries can be loaded from, the best first.
 *
 * <p>Read-only images and {@code noexec} mounts leave little: Docker mounts {@code /dev/shm} and
 * what {@code --tmpfs} asks for noexec, an {@code emptyDir} of Kubernetes may be written to by all
 * and has no sticky bit. So memory comes before a directory in which others could put a library of
 * theirs in place of ours, and such a directory is used only if the JVM itself is to trust it.
 */
public final class Places {
  /** Names a directory to be used before all others. */
  public static final String PROPERTY = "schedprobe.jna.tmpdir";

  /** From here on memory is one of them. */
  public static final int MEMORY_SINCE_JDK = MemoryPlace.JDK;

  private Places() {}

  /** All that are worth a try; never empty. */
  public static List<Place> all() {
    List<Place> places = new ArrayList<>();
    Path wanted = directory(System.getProperty(PROPERTY));
    if (wanted != null) {
      places.add(new DirectoryPlace(wanted, true));
    }
    for (Path directory : directories()) {
      if (!directory.equals(wanted)) {
        places.add(in(directory));
      }
    }
    places.add(new MemoryPlace());
    Path temporary = directory(System.getProperty("java.io.tmpdir"));
    if (temporary != null && !temporary.equals(wanted) && !DirectoryPlace.isOurs(temporary)) {
      places.add(new DirectoryPlace(temporary, true));
    }
    return places;
  }

  /** A directory, unless others than this user and root can put something else in its place. */
  public static Place in(Path directory) {
    return new DirectoryPlace(directory, false);
  }

  /** The directories among them, each once, by their real paths. */
  public static Set<Path> directories() {
    Set<Path> directories = new LinkedHashSet<>();
    directories.add(directory(System.getProperty(PROPERTY)));
    directories.add(directory(System.getProperty("java.io.tmpdir")));
    directories.add(directory("/dev/shm"));
    directories.add(directory(System.getenv("XDG_RUNTIME_DIR")));
    directories.add(directory(System.getProperty("user.home")));
    directories.add(directory(System.getProperty("user.dir")));
    directories.add(besideTheJar());
    directories.add(ownDev());
    directories.remove(null);
    return directories;
  }

  private static Path besideTheJar() {
    CodeSource source = Places.class.getProtectionDomain().getCodeSource();
    if (source == null || !"file".equals(source.getLocation().getProtocol())) {
      return null;
    }
    Path parent = Path.of(source.getLocation().getPath()).getParent();
    return parent == null ? null : directory(parent.toString());
  }

  /**
   * Container runtimes give each container a tmpfs of its own there, which stays writable for its
   * root in a read-only container and may be executed from (Docker's and containerd's default
   * specifications). On a host it is a devtmpfs, which is left alone.
   */
  private static Path ownDev() {
    Path dev = directory("/dev");
    try {
      return dev != null && Files.getFileStore(dev).type().equals("tmpfs") ? dev : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static Path directory(String name) {
    try {
      return name == null || name.isEmpty() || !Files.isDirectory(Path.of(name))
          ? null
          : Path.of(name).toRealPath();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }
}
