package io.schedprobe.observe;

import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.source.SourceStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A source hands out what it counted since it was last asked, once. This asks it on behalf of
 * several accounts: what one of them asks for is put down to the others, which get it when they
 * ask. An account alone costs nothing but its own reads.
 *
 * <p>Thread-safe. No call leads back to whoever called.
 */
public final class Readings {
  private final SourceAccess source;
  private final List<Account> accounts = new ArrayList<>();

  public Readings(SourceAccess source) {
    this.source = source;
  }

  /** A new account, which gets nothing before {@link Account#begin()}. */
  public Account account() {
    return new Account();
  }

  /** The source's tallies, each read never of less than the one before; null while none is open. */
  public synchronized SourceStatistics statistics() {
    SourceStatistics[] read = new SourceStatistics[1];
    source.read(open -> read[0] = open.statistics());
    return read[0];
  }

  private void takeThreads(Account asking) {
    source.read(
        open -> open.readThreads(waits -> each(asking, account -> account.threads.add(waits))));
  }

  private void takeNeighbors(Account asking) {
    source.read(
        open -> open.readNeighbors(use -> each(asking, account -> account.neighbors.add(use))));
  }

  /** The one that asks, which need not have begun, and all that have. */
  private void each(Account asking, Consumer<Account> action) {
    action.accept(asking);
    for (Account other : accounts) {
      if (other != asking) {
        action.accept(other);
      }
    }
  }

  /** What one reader has to get. */
  public final class Account {
    private final ThreadSums threads = new ThreadSums();
    private final NeighborSums neighbors = new NeighborSums();

    private Account() {}

    /** Counts from when the source was opened: to be called as soon as it is. */
    public void begin() {
      synchronized (Readings.this) {
        threads.drain();
        neighbors.drain();
        if (!accounts.contains(this)) {
          accounts.add(this);
        }
      }
    }

    /** Forgets what nobody asked for till now, and counts from now on. */
    public void beginNow() {
      synchronized (Readings.this) {
        takeThreads(this);
        takeNeighbors(this);
        begin();
      }
    }

    /** Is put down nothing any more. */
    public void end() {
      synchronized (Readings.this) {
        accounts.remove(this);
        threads.drain();
        neighbors.drain();
      }
    }

    /** What each thread waited since the last call; empty while no source is open. */
    public List<ThreadWaits> threads() {
      synchronized (Readings.this) {
        takeThreads(this);
        return threads.drain();
      }
    }

    /** What each external cgroup took since the last call. */
    public List<NeighborUse> neighbors() {
      synchronized (Readings.this) {
        takeNeighbors(this);
        return neighbors.drain();
      }
    }
  }
}
