package io.schedprobe.tracer;

/** Where the kernel side remembers the threads of this process. */
enum ThreadStorage {
  /** In the kernel's own task structures. For tracing programs since Linux 5.13. */
  TASK("task storage"),

  /** In a hash of {@code Limits.THREAD_SLOTS} threads; more go unseen, and are counted. */
  HASH("hash");

  private final String words;

  ThreadStorage(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
