package io.schedprobe.jmc.page.waits;

import io.schedprobe.analysis.model.Culprit;
import org.openjdk.jmc.common.item.IItem;

/**
 * A task that ran during a wait.
 *
 * @param item the event that tells it: NeighborRun, or RunQueueLatency where only the largest
 *     neighbor is known
 * @param culprit who ran
 * @param cpuTime for how long, in nanoseconds
 */
public record RunItem(IItem item, Culprit.Id culprit, long cpuTime) {}
