package io.schedprobe.analysis.model;

/**
 * A time in which the JVM held its threads, or was about to.
 *
 * @param name of the phase or operation
 */
public record Pause(Kind kind, String name, long start, long end) {
  /** What is known of the pause. */
  public enum Kind {
    /** A pause of the garbage collector ({@code jdk.GCPhasePause}). */
    GC,
    /** The threads were being brought to a safepoint ({@code jdk.SafepointBegin}). */
    TO_SAFEPOINT,
    /** An operation at a safepoint ({@code jdk.ExecuteVMOperation}). */
    VM_OPERATION
  }

  public long length() {
    return end - start;
  }
}
