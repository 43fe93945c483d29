package io.schedprobe.jmc.page.waits;

/**
 * A thread that waited, with or without a Java thread behind it.
 *
 * @param name what it calls itself, or the kernel's name for it; never null
 * @param osThreadId in the pid namespace of the JVM; tells apart threads of one name
 */
public record ThreadKey(String name, long osThreadId) implements Comparable<ThreadKey> {

  @Override
  public int compareTo(ThreadKey other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : Long.compare(osThreadId, other.osThreadId);
  }

  @Override
  public String toString() {
    return name;
  }
}
