package io.schedprobe.identity;

import java.io.Closeable;
import java.io.IOException;

/**
 * This process' own memory, read so that an address that is not mapped is an error, not a crash.
 */
interface NativeMemory extends Closeable {

  /**
   * Fills the first {@code length} bytes of {@code into} from {@code address}.
   *
   * @throws IOException when not all of it is mapped and readable
   */
  void read(long address, byte[] into, int length) throws IOException;
}
