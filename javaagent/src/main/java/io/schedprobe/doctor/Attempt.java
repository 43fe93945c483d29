package io.schedprobe.doctor;

/**
 * What came of really loading and attaching the kernel programs from this process.
 *
 * @param outcome what came of it
 * @param found in words
 * @param remedy empty unless it failed
 */
public record Attempt(Outcome outcome, String found, String remedy) {

  /** What came of it. */
  public enum Outcome {
    SUCCEEDED,
    FAILED,
    NOT_MADE
  }

  static Attempt succeeded() {
    return new Attempt(Outcome.SUCCEEDED, "loaded, attached and detached again", "");
  }

  static Attempt failed(String reason, String remedy) {
    return new Attempt(Outcome.FAILED, reason, remedy);
  }

  static Attempt notMade(String why) {
    return new Attempt(Outcome.NOT_MADE, why, "");
  }

  boolean isSuccess() {
    return outcome == Outcome.SUCCEEDED;
  }
}
