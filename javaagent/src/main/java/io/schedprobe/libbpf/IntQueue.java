package io.schedprobe.libbpf;

import com.sun.jna.Memory;

/** The user space end of a {@code BPF_MAP_TYPE_QUEUE} of 32-bit numbers. */
public final class IntQueue implements AutoCloseable {
  private final int fd;
  private final Memory value = new Memory(4);

  public IntQueue(BpfMap map) {
    fd = map.fd();
  }

  /** False when the queue is full. */
  public boolean push(int number) {
    value.setInt(0, number);
    return LibBpf.bpf_map_update_elem(fd, null, value, 0) == 0;
  }

  @Override
  public void close() {
    value.close();
  }
}
