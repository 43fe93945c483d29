/**
 * Stands in for {@code java.util.logging} in our copy of JNA, which the boot loader points here:
 * nothing of the agent may wake the host's log manager. What fails in JNA throws, too, and is told
 * by the one who called it.
 */
package io.schedprobe.jnalog;
