package io.schedprobe.summary;

/** Which source the recording's numbers come from, by the {@code schedprobe.TracerState} events. */
final class SourceTally {
  private Fact best;
  private boolean changed;

  void add(Fact state) {
    // "none" is no source: none was open yet, or not any more
    changed |= best != null && rank(best) > 0 && rank(state) > 0 && !name(best).equals(name(state));
    if (best == null || rank(state) >= rank(best)) {
      best = state;
    }
  }

  boolean known() {
    return best != null;
  }

  /** "ebpf", "proc", "none", or "unknown" where the recording does not tell. */
  String name() {
    return best == null ? "unknown" : name(best);
  }

  /** Why not a better one; null if there is none. Unescaped. */
  String reason() {
    return best == null ? null : best.text("reason");
  }

  /** How to get a better one; null if there is none. Unescaped. */
  String remedy() {
    return best == null ? null : best.text("remedy");
  }

  /** Waits shorter than this were not told singly, in nanoseconds; negative if unknown. */
  long threshold() {
    return best == null ? Fact.UNKNOWN : best.number("threshold");
  }

  /** Whether another source served in a part of the recording. */
  boolean changed() {
    return changed;
  }

  private static String name(Fact state) {
    String name = state.text("source");
    return name == null ? "none" : name;
  }

  private static int rank(Fact state) {
    return switch (name(state)) {
      case "ebpf" -> 2;
      case "proc" -> 1;
      default -> 0;
    };
  }
}
