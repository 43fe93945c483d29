package io.schedprobe.analysis.overlap;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.Work;

/**
 * What a thread waited for the CPU within one of JFR's own events of it.
 *
 * @param waits single waits that overlap it
 * @param waited time of them that lies within it, in nanoseconds
 * @param shares of that time; where a wait lies only partly within, in proportion
 * @param culprit who had the CPU longest meanwhile, this JVM aside; null if nobody is known
 * @param culpritTime how long, in proportion likewise
 */
public record WorkOverlap(
    Work work, int waits, long waited, Shares shares, Culprit culprit, long culpritTime) {}
