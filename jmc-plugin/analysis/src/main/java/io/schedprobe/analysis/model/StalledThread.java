package io.schedprobe.analysis.model;

import io.schedprobe.analysis.messages.Messages;

/**
 * A thread of the JVM that waited.
 *
 * @param name what it calls itself, or the kernel's name for it; null if neither is known
 * @param osThreadId in the pid namespace of the JVM; 0 for the threads that found no place of their
 *     own in the kernel, taken together; unknown if not told
 * @param osName the kernel's name for it, at most 15 bytes; null if not told
 * @param javaThreadId id of the Java thread; unknown for threads without one
 */
public record StalledThread(String name, long osThreadId, String osName, long javaThreadId) {
  /** For people; never empty. */
  public String label() {
    if (osThreadId == 0) {
      return Messages.get("THREADS_WITHOUT_PLACE");
    }
    if (name != null && !name.isBlank()) {
      return name;
    }
    return osName != null && !osName.isBlank() ? osName : byId(osThreadId);
  }

  /** A name for a thread of which nothing but the kernel's id is known. */
  public static String byId(long osThreadId) {
    return Messages.get("THREAD_BY_ID", osThreadId);
  }

  /** What it is for the JVM, by its name. */
  public ThreadKind kind() {
    return ThreadKind.of(this);
  }
}
