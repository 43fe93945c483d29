package io.schedprobe.benchmarks.overhead;

import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.MappedMemory;
import io.schedprobe.libbpf.Wakeup;
import io.schedprobe.ring.RingCorruptedException;
import io.schedprobe.ring.RingReader;

/** Reads a ring buffer as fast as it fills and forgets what it read. */
final class RingDrain implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 1000;

  private final MappedMemory consumer;
  private final MappedMemory producer;
  private final Wakeup wakeup;
  private final RingReader reader;
  private final Thread thread = new Thread(this::run, "ring-drain");
  private volatile boolean closed;

  RingDrain(int fd, int bytes) throws BpfException {
    int page = MappedMemory.pageBytes();
    consumer = MappedMemory.map(fd, 0, page, true);
    producer = MappedMemory.map(fd, page, page + 2L * bytes, false);
    wakeup = new Wakeup(fd);
    reader = new RingReader(consumer.buffer(), producer.buffer(), bytes);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!closed) {
      wakeup.await(TIMEOUT_MILLIS);
      try {
        reader.drain((data, offset, length) -> {}, Integer.MAX_VALUE);
      } catch (RingCorruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wakeup.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      // It may still be reading: the memory has to stay as long as this process.
      Thread.currentThread().interrupt();
      return;
    }
    wakeup.close();
    producer.close();
    consumer.close();
  }
}
