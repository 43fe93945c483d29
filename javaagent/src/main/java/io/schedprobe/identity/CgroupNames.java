package io.schedprobe.identity;

import io.schedprobe.model.CgroupName;

/** What is known of cgroups by their kernel ids. Never throws. */
public interface CgroupNames {
  /**
   * The kernel told the name of a cgroup. On the tracer's thread; may read a few files, once for
   * each container.
   */
  void learn(CgroupName name);

  /** What is known of the cgroup now; never null. Reads no file. */
  CgroupIdentity find(long id);
}
