package io.schedprobe.testing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Cgroups below each other, named as a container runtime names them. */
public final class NestedCgroup implements AutoCloseable {
  private final Deque<CpuCgroup> innermostFirst = new ArrayDeque<>();

  private NestedCgroup() {}

  /** Makes them: a cgroup of the test's own, and those that follow each below the one before. */
  public static NestedCgroup create(String name, String... below) throws IOException {
    NestedCgroup nested = new NestedCgroup();
    nested.innermostFirst.push(CpuCgroup.create(name));
    try {
      for (String next : below) {
        nested.innermostFirst.push(nested.innermost().createBelow(next));
      }
    } catch (IOException e) {
      nested.close();
      throw e;
    }
    return nested;
  }

  public CpuCgroup innermost() {
    return innermostFirst.peek();
  }

  @Override
  public void close() throws IOException {
    while (!innermostFirst.isEmpty()) {
      innermostFirst.pop().close();
    }
  }
}
