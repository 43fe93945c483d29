package io.schedprobe.benchmarks.ring;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** libbpf's ring buffer functions under their own names, and what fills the ring. */
final class LibBpfRing {
  static {
    Native.register(LibBpfRing.class, NativeLibrary.getInstance("libbpf.so.1"));
  }

  private LibBpfRing() {}

  /** {@code ring_buffer_sample_fn}. */
  interface Sample extends Callback {
    int invoke(Pointer context, Pointer data, long size);
  }

  static native Pointer ring_buffer__new(
      int mapFd, Sample sample, Pointer context, Pointer options);

  static native int ring_buffer__consume(Pointer ring);

  static native int ring_buffer__poll(Pointer ring, int timeoutMillis);

  static native void ring_buffer__free(Pointer ring);

  static native int bpf_prog_test_run_opts(int fd, Pointer options);
}
