package io.schedprobe.summary;

import io.schedprobe.model.Share;

/** What the shares are called on the screen. */
final class ShareWords {
  private ShareWords() {}

  /** One letter, for the bar. */
  static char letter(Share share) {
    return switch (share) {
      case THROTTLED -> 'T';
      case EXTERNAL -> 'N';
      case SIBLING -> 'S';
      case SELF -> 'J';
      case KERNEL -> 'K';
      case IDLE -> '.';
      case UNATTRIBUTED -> '?';
    };
  }

  /** A word or two, for legends. */
  static String word(Share share) {
    return switch (share) {
      case THROTTLED -> "throttled";
      case EXTERNAL -> "neighbors";
      case SIBLING -> "own cgroup";
      case SELF -> "own JVM";
      case KERNEL -> "kernel";
      case IDLE -> "idle/dispatch";
      case UNATTRIBUTED -> "not known";
    };
  }

  /** Half a sentence: "most of it ...". */
  static String cause(Share share) {
    return switch (share) {
      case THROTTLED -> "out of CPU quota";
      case EXTERNAL -> "behind tasks of other cgroups";
      case SIBLING -> "behind other processes of the JVM's own cgroup";
      case SELF -> "behind other threads of the JVM";
      case KERNEL -> "behind kernel threads";
      case IDLE -> "while the CPU was idle or switching";
      case UNATTRIBUTED -> "behind what is not known";
    };
  }
}
