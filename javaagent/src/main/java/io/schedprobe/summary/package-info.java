/**
 * From a recording to a screenful: which threads waited for a CPU, how long, and who had it.
 *
 * <p>{@link RecordingReader} streams the events into a {@link SummaryBuilder}, which keeps
 * aggregates of bounded size; {@link SummaryText} lays the {@link Summary} out. Only the reader
 * does I/O.
 */
package io.schedprobe.summary;
