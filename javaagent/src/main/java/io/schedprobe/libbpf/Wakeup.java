package io.schedprobe.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/** Waits for a file descriptor to become readable, until someone calls {@link #wake()}. */
public final class Wakeup implements AutoCloseable {
  /** poll.h: struct pollfd {int fd; short events, revents;}. */
  private static final int POLLFD_BYTES = 8;

  private static final Memory ONE = new Memory(8);

  static {
    ONE.setLong(0, 1);
  }

  private final Memory fds = new Memory(2 * POLLFD_BYTES);
  private final Memory count = new Memory(8);
  private int eventFd;
  private volatile boolean awake;

  public Wakeup(int fd) throws BpfException {
    eventFd = LibC.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK);
    if (eventFd < 0) {
      throw new BpfException("creating an eventfd", Native.getLastError());
    }
    fds.clear();
    fds.setInt(0, fd);
    fds.setShort(4, LibC.POLLIN);
    fds.setInt(POLLFD_BYTES, eventFd);
    fds.setShort(POLLFD_BYTES + 4, LibC.POLLIN);
  }

  /** A wait in progress returns at once, as does every later one. Thread-safe; idempotent. */
  public synchronized void wake() {
    awake = true;
    nudge();
  }

  /** A wait in progress, or else the next one, returns at once. Thread-safe. */
  public synchronized void nudge() {
    if (eventFd >= 0) {
      LibC.write(eventFd, ONE, ONE.size()); // fails only if it is readable already
    }
  }

  /**
   * Blocks until the descriptor is readable, the time is over, or {@link #wake()} or {@link
   * #nudge()} was called. For one thread.
   */
  public void await(int timeoutMillis) {
    LibC.poll(fds, 2, timeoutMillis);
    boolean nudged = fds.getShort(POLLFD_BYTES + 6) != 0; // revents
    if (nudged && !awake) {
      LibC.read(eventFd, count, count.size());
    }
  }

  /** Nobody may be waiting. Idempotent. */
  @Override
  public synchronized void close() {
    if (eventFd >= 0) {
      LibC.close(eventFd);
      eventFd = -1;
      fds.close();
      count.close();
    }
  }
}
