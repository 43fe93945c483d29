package io.schedprobe.analysis.overlap;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;

/**
 * What threads waited for the CPU within a pause. The waits that can have lengthened it are those
 * of the JVM's own threads that did the work of the pause; while threads are being brought to a
 * safepoint, those of every thread.
 *
 * @param waits single waits of threads that can have lengthened it
 * @param waited time of those that lies within the pause, added up over the threads
 * @param longest the longest of those times of one thread: the pause was not lengthened by more
 * @param thread whose that is; null if there is none
 * @param shares of {@code waited}, in proportion
 * @param culprit who had the CPU longest meanwhile, this JVM aside; null if nobody is known
 * @param culpritTime how long
 */
public record PauseOverlap(
    Pause pause,
    int waits,
    long waited,
    long longest,
    StalledThread thread,
    Shares shares,
    Culprit culprit,
    long culpritTime) {}
