package io.schedprobe.detect;

/** What made this JVM wait. */
public enum Cause {
  /** One cgroup other than our own. */
  NEIGHBOR,
  /** Many such cgroups, of which none took the greater part. */
  NEIGHBORS,
  /** The CPU quota of our own cgroup, or of one above it. */
  QUOTA
}
