/**
 * Lays waits for a CPU beside pauses of the JVM and beside what JFR says the same thread did, to
 * tell how much of a pause or of a request was a wait for the CPU.
 */
package io.schedprobe.analysis.overlap;
