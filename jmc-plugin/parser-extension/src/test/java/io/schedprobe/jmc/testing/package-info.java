/** Recordings with known waits for the tests of what JMC shows of them. */
package io.schedprobe.jmc.testing;
