package io.schedprobe.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Recordings made by the real agent, by {@code src/test/recordings/make.sh}. */
public final class Recordings {
  private Recordings() {}

  /** The bytes of a recording. */
  public static byte[] bytes(String name) throws IOException {
    try (InputStream packed =
        Recordings.class.getResourceAsStream("/recordings/" + name + ".jfr.gz")) {
      return new GZIPInputStream(packed).readAllBytes();
    }
  }

  /** A recording as a file in a directory. */
  public static Path file(Path directory, String name) throws IOException {
    return Files.write(directory.resolve(name + ".jfr"), bytes(name));
  }

  /** Several recordings one after the other: a recording of as many chunks. */
  public static byte[] joined(String... names) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (String name : names) {
      joined.write(bytes(name));
    }
    return joined.toByteArray();
  }
}
