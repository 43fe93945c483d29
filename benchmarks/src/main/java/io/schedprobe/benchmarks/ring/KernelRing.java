package io.schedprobe.benchmarks.ring;

import com.sun.jna.Memory;
import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.BpfMap;
import io.schedprobe.libbpf.BpfObject;
import java.io.IOException;
import java.io.InputStream;

/** A real BPF ring buffer and the program that fills it. */
final class KernelRing implements AutoCloseable {
  /** RECORDS in fill_ring.bpf.c. */
  static final int RECORDS = 1024;

  /** The sum of the first words of all records. */
  static final long SUM = (long) RECORDS * (RECORDS + 1) / 2;

  private static final String OBJECT = "/META-INF/benchmarks/fill_ring.bpf.o";

  /** bpf.h, struct bpf_test_run_opts. */
  private static final int TEST_RUN_BYTES = 80;

  private static final int TEST_RUN_RETVAL = 56;

  private final BpfObject object;
  private final BpfMap events;
  private final int program;
  private final Memory options = new Memory(TEST_RUN_BYTES);

  KernelRing() throws IOException, BpfException {
    BpfObject.loadLibrary();
    try (InputStream in = KernelRing.class.getResourceAsStream(OBJECT)) {
      object = BpfObject.load(in.readAllBytes(), "fill_ring", loading -> {});
    }
    events = object.map("events");
    program = object.program("fill").fd();
    options.clear();
    options.setLong(0, TEST_RUN_BYTES);
  }

  int mapFd() {
    return events.fd();
  }

  int size() {
    return events.maxEntries();
  }

  /** Puts {@link #RECORDS} records into the ring. Allocates nothing. */
  void fill() {
    int error = LibBpfRing.bpf_prog_test_run_opts(program, options);
    int written = options.getInt(TEST_RUN_RETVAL);
    if (error != 0 || written != RECORDS) {
      throw new IllegalStateException("error " + error + ", records written: " + written);
    }
  }

  @Override
  public void close() {
    options.close();
    object.close();
  }
}
