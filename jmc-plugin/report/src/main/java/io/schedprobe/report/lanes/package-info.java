/**
 * When each thread waited and who had the CPU, in columns of time. The number of columns is
 * bounded: they grow wider with the recording.
 */
package io.schedprobe.report.lanes;
