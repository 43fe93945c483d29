/**
 * Puts each wait on the lane of the thread that waited: JMC takes an event to be of the thread that
 * wrote it, which for schedprobe's is the agent's.
 */
package io.schedprobe.jmc.parser;
