/** Our ring reader beside libbpf's. */
package io.schedprobe.benchmarks.ring;
