package io.schedprobe.libbpf;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The libc calls the tracer needs. Addresses, {@code size_t} and {@code off_t} are {@code long}:
 * LP64 only. The error number of a failed call is {@link Native#getLastError()}.
 */
final class LibC {
  static final int PROT_READ = 1;
  static final int PROT_WRITE = 2;
  static final int MAP_SHARED = 1;
  static final long MAP_FAILED = -1;
  static final short POLLIN = 1;
  static final int EFD_CLOEXEC = 0x80000; // O_CLOEXEC on x86-64 and arm64
  static final int EFD_NONBLOCK = 0x800; // O_NONBLOCK likewise

  static {
    load();
  }

  private LibC() {}

  /** Binds the functions, if they are not bound. */
  static synchronized void load() {
    if (!Native.registered(LibC.class)) {
      // The JVM has loaded libc; by its name it would have to be sought among files.
      Native.register(LibC.class, NativeLibrary.getProcess());
    }
  }

  /** Unbinds them: JNA's native half holds on to the class as long as they are bound. */
  static synchronized void unload() {
    Native.unregister(LibC.class);
  }

  static native long mmap(long address, long length, int protection, int flags, int fd, long at);

  static native int munmap(long address, long length);

  /** {@code fds} is an array of {@code struct pollfd}. */
  static native int poll(Pointer fds, long count, int timeoutMillis);

  static native int eventfd(int initial, int flags);

  static native long write(int fd, Pointer from, long count);

  static native long read(int fd, Pointer to, long count);

  static native int close(int fd);

  static native int getpagesize();

  static native int vsnprintf(Pointer to, long size, Pointer format, Pointer args);
}
