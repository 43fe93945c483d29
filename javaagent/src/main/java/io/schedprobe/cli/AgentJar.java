package io.schedprobe.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;

/** The jar that this command runs from, and how another JVM gets to see it. */
final class AgentJar {
  private AgentJar() {}

  static Path own() throws IOException {
    CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
    try {
      if (source != null && source.getLocation() != null) {
        return Path.of(source.getLocation().toURI()).toAbsolutePath();
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("cannot tell which file this command runs from", e);
    }
    throw new IOException("cannot tell which file this command runs from");
  }

  /**
   * Where the target finds this jar. A target in another mount namespace, a container, may not see
   * our file: it gets a copy in its own {@code /tmp}, reached through {@code /proc/<pid>/root}.
   */
  static Path visibleTo(TargetProcess target) throws CommandException {
    try {
      Path own = own();
      if (target.sharesMounts()) {
        return own;
      }
      Path seen = target.root().resolve("tmp").resolve(copyName(own));
      if (!Files.exists(seen) || Files.size(seen) != Files.size(own)) {
        Path partial = Files.createTempFile(seen.getParent(), "schedprobe", ".part");
        try {
          Files.copy(own, partial, StandardCopyOption.REPLACE_EXISTING);
          Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-r--r--"));
          Files.move(partial, seen, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(partial);
        }
      }
      return Path.of("/tmp").resolve(copyName(own));
    } catch (IOException e) {
      throw new CommandException(
          "process "
              + target.pid()
              + " runs in a container and its /tmp cannot be written ("
              + e.getMessage()
              + "): run this command as root or inside the container, or start the JVM with"
              + " -javaagent",
          e);
    }
  }

  /** One name for one build, so that attaching again copies nothing and an update is not missed. */
  private static String copyName(Path jar) throws IOException {
    return "schedprobe-"
        + Long.toHexString(Files.size(jar))
        + "-"
        + Long.toHexString(Files.getLastModifiedTime(jar).toMillis())
        + ".jar";
  }
}
