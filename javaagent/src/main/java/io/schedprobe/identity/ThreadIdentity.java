package io.schedprobe.identity;

/**
 * What an OS thread of this JVM was at the moment asked about.
 *
 * @param tid OS thread id, as this JVM knows it
 * @param thread null unless it is a Java thread that is alive and proved to be the one. For a
 *     carrier it is the carrier's own Thread, never the virtual thread that happened to be mounted:
 *     which one that was cannot be told afterwards
 * @param name as the thread gave it, unescaped and of any length; a carrier's ends in " (carrier)".
 *     The kernel's comm (at most 15 bytes) where there is no Java name; never null, may be empty
 */
public record ThreadIdentity(int tid, Thread thread, String name, Category category) {

  /** What kind of thread it is. */
  public enum Category {
    /** A platform thread that runs Java code; it may have ended since. */
    JAVA,
    /** A platform thread that virtual threads are mounted on. */
    CARRIER,
    /** A thread without a {@code java.lang.Thread}: garbage collector, compiler, native library. */
    VM,
    /** It could not be found out, mostly because the thread has ended. */
    UNKNOWN
  }
}
