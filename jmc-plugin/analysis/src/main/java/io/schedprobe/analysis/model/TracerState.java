package io.schedprobe.analysis.model;

/**
 * Which source is in use, and why not a better one ({@code schedprobe.TracerState}). Texts are null
 * where there is nothing to say.
 *
 * @param source ebpf, proc or none
 * @param whole nothing better can be had
 * @param reason why not a better source
 * @param remedy how to get the better source
 * @param threshold waits shorter than this are not told singly
 * @param limitation what cannot be told here whatever the source
 * @param throttlingMeasured if not, the share is 0 and its time is in the other shares
 * @param backdated events carry the true start and length of the wait
 * @param clockError largest difference of late between the predicted and the true start of an event
 */
public record TracerState(
    long time,
    String source,
    boolean whole,
    String reason,
    String remedy,
    long threshold,
    String limitation,
    boolean throttlingMeasured,
    boolean backdated,
    long clockError) {}
