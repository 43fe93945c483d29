package io.schedprobe.agent;

import io.schedprobe.emit.ThreadFinder;
import io.schedprobe.identity.ThreadDirectory;
import io.schedprobe.identity.ThreadIdentity;

/** The directory of this JVM's threads, for those who write events. */
record JvmThreads(ThreadDirectory directory) implements ThreadFinder {
  @Override
  public ThreadIdentity find(int tid, String comm, long atNanos) {
    return directory.find(tid, comm, atNanos);
  }

  @Override
  public ThreadIdentity findEnded(int tid, String comm, long atNanos) {
    return directory.findEnded(tid, comm, atNanos);
  }

  @Override
  public void renew() {
    directory.renew();
  }
}
