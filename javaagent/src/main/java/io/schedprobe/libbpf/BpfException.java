package io.schedprobe.libbpf;

import java.util.List;

/** A call into libbpf or libc that failed. */
public final class BpfException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final int errno;
  private final transient List<String> log;

  /**
   * A failure with what was said about it.
   *
   * @param what the call that failed, as "loading the programs"
   * @param errno positive; above 4000 for libbpf's own errors
   * @param log the last lines libbpf or the verifier had to say, oldest first
   */
  public BpfException(String what, int errno, List<String> log) {
    super(what + ": " + Errno.name(errno));
    this.what = what;
    this.errno = errno;
    this.log = List.copyOf(log);
  }

  public BpfException(String what, int errno) {
    this(what, errno, List.of());
  }

  BpfException withLog(List<String> lines) {
    BpfException told = new BpfException(what, errno, lines);
    told.setStackTrace(getStackTrace());
    return told;
  }

  public int errno() {
    return errno;
  }

  public List<String> log() {
    return log == null ? List.of() : log;
  }
}
