/**
 * Rules of JMC's Automated Analysis over waits for a CPU. Each scores what {@link
 * io.schedprobe.analysis.total.Analysis} says of the recording by a formula that its class
 * documents, names those who had the CPU, and says what the owner of the service can do.
 */
package io.schedprobe.rules;
