package io.schedprobe.doctor;

import java.util.List;

/**
 * Where libbpf can come from.
 *
 * @param bundled whether the jar holds one for this architecture
 * @param system path of the system's; empty when there is none
 * @param executable where a file can be put and loaded: directories, or "memory"
 * @param noexec directories mounted so that it cannot
 */
public record LibbpfFacts(
    boolean bundled, String system, List<String> executable, List<String> noexec) {}
