/**
 * Who is the noisy neighbor, how sure that is, and whether to say so: statistics over a sliding
 * window, a score for each cause of waiting, its pattern in time, and the decision to alert. Pure:
 * no input, no output, no thread and no clock of its own. Every formula stands in {@code
 * docs/detection.md}.
 *
 * <p>Memory is bounded: so many neighbors, so many slots, so many remembered intervals; what does
 * not fit is counted.
 */
package io.schedprobe.detect;
