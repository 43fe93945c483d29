package io.schedprobe.proc;

import io.schedprobe.model.KernelText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Files of the kernel that hold names, and files that are called by such names: bytes that need not
 * be UTF-8, whatever the locale of this JVM. Names are as {@link KernelText} has them.
 */
public final class KernelFiles {
  private static final String PLAIN = "/-_.";

  private KernelFiles() {}

  /** The whole text of a file. */
  public static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return KernelText.decode(bytes, 0, bytes.length);
  }

  /**
   * The lines of a file. They end at a line feed and at nothing else: of all control characters
   * only that one cannot stand in a cgroup's name (cgroup_mkdir(), kernel/cgroup/cgroup.c).
   */
  public static List<String> lines(Path file) throws IOException {
    return lines(text(file));
  }

  /** The same of a text. */
  public static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /**
   * The path of these very bytes. {@link Path#of(String, String...)} refuses what the JVM's locale
   * cannot encode; only in a URI can bytes be told apart from characters.
   *
   * @param name absolute
   */
  public static Path path(String name) {
    if (isAscii(name)) {
      return Path.of(name);
    }
    StringBuilder uri = new StringBuilder("file://");
    for (byte b : KernelText.encode(name)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || PLAIN.indexOf(b) >= 0);
      if (plain) {
        uri.append((char) b);
      } else {
        uri.append('%').append(hex(b >> 4)).append(hex(b));
      }
    }
    return Path.of(URI.create(uri.toString()));
  }

  /** What an absolute path is called: the reverse of {@link #path}. */
  public static String name(Path path) {
    String text = path.toString();
    if (isAscii(text)) {
      return text;
    }
    String uri = path.toUri().getRawPath();
    byte[] bytes = new byte[uri.length()];
    int length = 0;
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) == '%') {
        bytes[length++] = (byte) Integer.parseInt(uri.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        bytes[length++] = (byte) uri.charAt(i);
      }
    }
    if (length > 1 && bytes[length - 1] == '/') { // of a directory
      length--;
    }
    return KernelText.decode(bytes, 0, length);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static char hex(int digit) {
    return Character.forDigit(digit & 0xf, 16);
  }
}
