package io.schedprobe.natives;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Somewhere to put libraries for the moment it takes to load them. */
public interface Place {

  /** Files that are gone once closed; what was loaded from them stays. */
  interface Put extends AutoCloseable {
    /** Where a file lies, to be given to dlopen(3). */
    Path path(String name);

    @Override
    void close() throws IOException;
  }

  /**
   * Writes the libraries.
   *
   * @param contents by file name
   * @throws IOException when they cannot be written, or could not be loaded from there; the message
   *     says why in a few words
   */
  Put put(Map<String, byte[]> contents) throws IOException;

  /** Says which one it is, for a user. */
  @Override
  String toString();
}
