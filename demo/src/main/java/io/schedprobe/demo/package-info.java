/**
 * A small HTTP service and the load on it, for watching schedprobe at work. Knows nothing of
 * schedprobe: the agent comes in by {@code -javaagent} alone.
 */
package io.schedprobe.demo;
