/**
 * What the events of a recording say, one record for each kind of event, without JFR's or JMC's
 * types.
 *
 * <p>Points in time are nanoseconds since the epoch, lengths are nanoseconds, both as {@code long};
 * what is not known is {@link io.schedprobe.analysis.model.Unknown#NUMBER} or null. Names are as
 * the recording holds them: the agent has escaped those that come from the kernel, those of Java
 * threads are as the program chose them.
 */
package io.schedprobe.analysis.model;
