/**
 * What the tracer costs beside other tools: time in the kernel's hooks, the slowdown of whole
 * programs, and what a JVM pays for the agent.
 */
package io.schedprobe.benchmarks.overhead;
