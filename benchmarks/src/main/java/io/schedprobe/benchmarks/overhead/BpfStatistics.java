package io.schedprobe.benchmarks.overhead;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;

/**
 * Lets the kernel count and time the runs of BPF programs, as {@code kernel.bpf_stats_enabled=1}
 * does, but for as long as a file descriptor of this process is open (BPF_ENABLE_STATS, since 5.8):
 * whatever ends the process ends it too.
 */
final class BpfStatistics {
  /** linux/bpf.h: BPF_STATS_RUN_TIME. */
  private static final int RUN_TIME = 0;

  private static final class LibBpf {
    static {
      Native.register(LibBpf.class, NativeLibrary.getInstance("libbpf.so.1"));
    }

    private LibBpf() {}

    static native int bpf_enable_stats(int type);
  }

  private static final class LibC {
    static {
      Native.register(LibC.class, Platform.C_LIBRARY_NAME);
    }

    private LibC() {}

    static native int close(int fd);
  }

  private BpfStatistics() {}

  /** What is to be measured. */
  interface Measurement {
    void run() throws Exception;
  }

  static void during(Measurement measurement) throws Exception {
    int fd = LibBpf.bpf_enable_stats(RUN_TIME);
    if (fd < 0) {
      throw new IllegalStateException(
          "the kernel keeps no BPF statistics for us (error " + -fd + "): run as root");
    }
    try {
      measurement.run();
    } finally {
      LibC.close(fd);
    }
  }

  /**
   * Statistics cost about 50 ns a run: no slowdown can be measured with them.
   *
   * @param pid of the process whose programs have just run under a workload
   * @throws IllegalStateException when the kernel counted their runs, for whomever
   */
  static void requireOff(long pid) throws IOException {
    for (FdInfo.Program program : FdInfo.programs(pid).values()) {
      if (program.runs() != 0) {
        throw new IllegalStateException(
            "someone has BPF statistics on: end that program, or sysctl kernel.bpf_stats_enabled=0");
      }
    }
  }
}
