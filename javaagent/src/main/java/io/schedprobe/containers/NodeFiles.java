package io.schedprobe.containers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files below a root directory, as far as they may be read. */
final class NodeFiles {
  /** A container's specification with its seccomp profile has some tens of kilobytes. */
  static final int MOST_BYTES = 1 << 20;

  /** A node runs some hundred pods (kubelet's own limit is 110 unless configured otherwise). */
  static final int MOST_ENTRIES = 10_000;

  private final Path root;

  NodeFiles(Path root) {
    this.root = root;
  }

  /**
   * The text of a regular file; null if there is none that may be read, or it is longer than {@link
   * #MOST_BYTES}. A pipe or a device under its name is not opened: that could block.
   */
  String text(String file) {
    try {
      Path path = root.resolve(file);
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        return bytes.length > MOST_BYTES ? null : new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Names in a directory, {@link #MOST_ENTRIES} at the most; none if it may not be read. */
  List<String> names(String directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(directory))) {
      for (Path entry : entries) {
        if (names.size() == MOST_ENTRIES) {
          break;
        }
        names.add(entry.getFileName().toString());
      }
    } catch (IOException | RuntimeException e) {
      // what was read until then counts
    }
    return names;
  }
}
