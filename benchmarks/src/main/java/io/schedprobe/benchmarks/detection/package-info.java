/**
 * Detection against known truth: noise that is scripted, real processes, the agent as it is
 * shipped, and what it alerted of, when, and of whom.
 */
package io.schedprobe.benchmarks.detection;
