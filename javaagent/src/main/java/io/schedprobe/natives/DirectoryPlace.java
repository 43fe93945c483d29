package io.schedprobe.natives;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** A directory of our own, below one that is there. */
final class DirectoryPlace implements Place {
  private static final FileAttribute<Set<PosixFilePermission>> FOR_US_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  // stat.h
  private static final int STICKY = 01000;
  private static final int WRITABLE_BY_OTHERS = 022;

  private final Path parent;
  private final boolean trusted;

  /**
   * Nothing is looked at yet.
   *
   * @param trusted whether to use it even if others may rename what lies there
   */
  DirectoryPlace(Path parent, boolean trusted) {
    this.parent = parent;
    this.trusted = trusted;
  }

  @Override
  public Place.Put put(Map<String, byte[]> contents) throws IOException {
    if (!trusted && !isOurs(parent)) {
      throw new IOException("others may write there");
    }
    Path directory;
    try {
      // A random name, and an error if there is such a thing already: links are not followed.
      directory = Files.createTempDirectory(parent, "schedprobe", FOR_US_ALONE);
    } catch (FileSystemException e) {
      throw new IOException(e.getReason() == null ? "not writable" : e.getReason(), e);
    }
    Written written = new Written(directory, contents.keySet());
    try {
      written.fill(contents);
      return written;
    } catch (IOException | RuntimeException e) {
      try {
        written.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** Whether nobody but root and this user can put something else in the place of our files. */
  static boolean isOurs(Path directory) {
    try {
      Map<String, Object> attributes = Files.readAttributes(directory, "unix:mode,uid");
      int mode = (Integer) attributes.get("mode");
      int owner = (Integer) attributes.get("uid");
      return (owner == 0 || owner == ownUser())
          && ((mode & WRITABLE_BY_OTHERS) == 0 || (mode & STICKY) != 0);
    } catch (IOException e) {
      return false;
    }
  }

  /** The owner of a process's directory in proc(5) is its effective user, or root. */
  private static int ownUser() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self/task"), "unix:uid");
  }

  @Override
  public String toString() {
    return parent.toString();
  }

  private record Written(Path directory, Set<String> names) implements Place.Put {

    void fill(Map<String, byte[]> contents) throws IOException {
      for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
        Path file = Files.createFile(path(entry.getKey()), FOR_US_ALONE);
        // access(2): a regular file on a mount that is noexec is not executable.
        if (!Files.isExecutable(file)) {
          throw new IOException("mounted noexec");
        }
        Files.write(file, entry.getValue(), StandardOpenOption.WRITE);
      }
    }

    @Override
    public Path path(String name) {
      return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
      for (String name : names) {
        Files.deleteIfExists(path(name));
      }
      Files.deleteIfExists(directory);
    }
  }
}
