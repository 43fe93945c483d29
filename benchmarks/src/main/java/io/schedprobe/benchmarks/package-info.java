/** What schedprobe costs: JMH benchmarks of its hot paths. */
package io.schedprobe.benchmarks;
