package io.schedprobe.containers;

import java.util.List;
import java.util.function.LongSupplier;

/** The names in one directory, read again when they are older than a second. */
final class Listing {
  private static final long FRESH_NANOS = 1_000_000_000L;

  private final NodeFiles files;
  private final String directory;
  private final LongSupplier clock;
  private List<String> names;
  private long read;

  Listing(NodeFiles files, String directory, LongSupplier clock) {
    this.files = files;
    this.directory = directory;
    this.clock = clock;
  }

  /** The first name that ends so; null if there is none. */
  String endingWith(String end) {
    long now = clock.getAsLong();
    if (names == null || now - read > FRESH_NANOS) {
      names = files.names(directory);
      read = now;
    }
    for (String name : names) {
      if (name.endsWith(end)) {
        return name;
      }
    }
    return null;
  }
}
