package io.schedprobe.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** A program of a loaded object. Valid until the object is closed. */
public final class BpfProgram {
  /** linux/bpf.h, struct bpf_prog_info: only grows at its end. */
  private static final int INFO_BYTES = 232;

  private static final int INFO_RUN_NANOS = 192;
  private static final int INFO_RUN_COUNT = 200;

  /** bpf.h, struct bpf_test_run_opts. */
  private static final int TEST_RUN_BYTES = 80;

  private static final int TEST_RUN_RETVAL = 56;

  private final String name;
  private final Pointer program;

  BpfProgram(String name, Pointer program) {
    this.name = name;
    this.program = program;
  }

  /** How often it ran and for how long; both 0 unless the kernel keeps statistics. */
  public record Runs(long count, long nanos) {}

  public String name() {
    return name;
  }

  public int fd() {
    return LibBpf.bpf_program__fd(program);
  }

  /** Whether it is loaded with its object; before loading. */
  public void loaded(boolean load) throws BpfException {
    BpfObject.check("choosing " + name, LibBpf.bpf_program__set_autoload(program, load));
  }

  /** Attaches it to what its section names. */
  public BpfLink attach() throws BpfException {
    return LibBpfLog.captured(
        () ->
            new BpfLink(BpfObject.check("attaching " + name, LibBpf.bpf_program__attach(program))));
  }

  /**
   * Runs a program that is attached to nothing, a {@code SEC("raw_tp")} without arguments, once on
   * the calling thread.
   *
   * @return what the program returned
   */
  public int run() throws BpfException {
    try (Memory options = new Memory(TEST_RUN_BYTES)) {
      options.clear();
      options.setLong(0, TEST_RUN_BYTES);
      BpfObject.check("running " + name, LibBpf.bpf_prog_test_run_opts(fd(), options));
      return options.getInt(TEST_RUN_RETVAL);
    }
  }

  public Runs runs() throws BpfException {
    try (Memory info = new Memory(INFO_BYTES);
        Memory length = new Memory(4)) {
      info.clear();
      length.setInt(0, INFO_BYTES);
      BpfObject.check(
          "reading the statistics of " + name, LibBpf.bpf_obj_get_info_by_fd(fd(), info, length));
      return new Runs(info.getLong(INFO_RUN_COUNT), info.getLong(INFO_RUN_NANOS));
    }
  }
}
