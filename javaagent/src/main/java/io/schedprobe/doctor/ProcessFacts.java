package io.schedprobe.doctor;

/**
 * What was seen of the process that is to run the tracer.
 *
 * @param self whether it is this very process
 * @param effective its effective capabilities
 * @param bounding those it, or what it executes, could ever gain
 * @param initialUserNamespace whether it lives in the initial user namespace, in which alone the
 *     capabilities count for bpf(2)
 * @param pidNamespaces how deep its pid namespace is nested, as far as can be seen; at least 1
 * @param seccompMode {@code Seccomp:} of proc_pid_status(5): 0 off, 1 strict, 2 filter; -1 when the
 *     kernel does not say
 * @param memlockBytes its soft limit of locked memory; Long.MAX_VALUE for unlimited, -1 unknown
 * @param memlockNeeded what the tracer takes of it at most on this machine, bytes
 */
public record ProcessFacts(
    long pid,
    boolean self,
    long user,
    Capabilities effective,
    Capabilities bounding,
    Presence initialUserNamespace,
    int pidNamespaces,
    int seccompMode,
    long memlockBytes,
    long memlockNeeded) {}
