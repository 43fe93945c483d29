package io.schedprobe.rules;

/** Topics of the rules; a page of JMC shows the results of the rules of its topics. */
public final class Topics {
  /** Of all rules here, and of the page "Noisy Neighbors". */
  public static final String NOISY_NEIGHBORS = "schedprobe_noisy_neighbors";

  private Topics() {}
}
