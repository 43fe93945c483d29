package io.schedprobe.source;

import java.util.List;

/**
 * Tallies since a source was opened, named as in {@code enum counter} of the kernel side; -1 where
 * the source cannot know.
 *
 * @param ringLostBytes bytes of the ring passed over because they were no records
 * @param threadsEnded threads that ended, the last part of whose waits is therefore unknown
 * @param ringBytes size of the ring buffer
 * @param ringUsedBytes bytes in it not read yet
 * @param kernelMemoryBytes memory the maps and programs take in the kernel, but for task storage
 */
public record SourceStatistics(
    long waits,
    long emitted,
    long suppressed,
    long suppressedNanos,
    long dropped,
    long droppedNanos,
    long culpritsCut,
    long cgroupsDropped,
    long logOverrun,
    long storageFailed,
    long slotsExhausted,
    long torn,
    long clampedNanos,
    long clockBackwards,
    long spansUnnamed,
    long neighborsFull,
    long unstarted,
    long switchesMissed,
    long ringLostBytes,
    long threadsEnded,
    long ringBytes,
    long ringUsedBytes,
    long kernelMemoryBytes,
    List<ProgramStatistics> programs) {}
