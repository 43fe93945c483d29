package io.schedprobe.identity;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import io.schedprobe.natives.Jna;
import java.io.IOException;

/**
 * Reads through {@code process_vm_readv(2)} on this very process.
 *
 * <p>For a process that is not dumpable, such as one whose {@code java} has file capabilities: its
 * {@code /proc/self/mem} belongs to root, while this call is always allowed on oneself. Not safe
 * for use by several threads at once.
 */
final class ProcessVmMemory implements NativeMemory {

  private static final int CAPACITY = 8192;
  private static final int IOVEC = 16;

  private final Function readv;
  private final int pid;
  private final Memory buffer;
  private final Memory local;
  private final Memory remote;

  ProcessVmMemory() throws IOException {
    try {
      Jna.load();
      NativeLibrary process = NativeLibrary.getProcess();
      readv = process.getFunction("process_vm_readv");
      pid = process.getFunction("getpid").invokeInt(new Object[0]);
      buffer = new Memory(CAPACITY);
      local = new Memory(IOVEC);
      remote = new Memory(IOVEC);
    } catch (LinkageError e) {
      throw new IOException("process_vm_readv is not to be had: " + e.getMessage(), e);
    }
    local.setPointer(0, buffer);
  }

  @Override
  public void read(long address, byte[] into, int length) throws IOException {
    if (length > CAPACITY) {
      throw new IOException("at most " + CAPACITY + " bytes at once, not " + length);
    }
    local.setLong(8, length);
    remote.setLong(0, address);
    remote.setLong(8, length);
    long got = readv.invokeLong(new Object[] {pid, local, 1L, remote, 1L, 0L});
    if (got != length) {
      throw new IOException("address " + Long.toHexString(address) + " is not readable");
    }
    buffer.read(0, into, 0, length);
  }

  @Override
  public void close() {
    buffer.close();
    local.close();
    remote.close();
  }
}
