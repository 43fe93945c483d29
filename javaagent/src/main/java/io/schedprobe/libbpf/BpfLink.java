package io.schedprobe.libbpf;

import com.sun.jna.Pointer;

/** A program's attachment; ends on closing, or when the process ends. */
public final class BpfLink implements AutoCloseable {
  private Pointer link;

  BpfLink(Pointer link) {
    this.link = link;
  }

  /** Idempotent. */
  @Override
  public void close() {
    if (link != null) {
      LibBpf.bpf_link__destroy(link);
      link = null;
    }
  }
}
