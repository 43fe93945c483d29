package io.schedprobe.model;

/**
 * A task that had the CPU.
 *
 * @param kind one of EXTERNAL, SIBLING, SELF, KERNEL; UNATTRIBUTED only for a preemptor of which no
 *     more than the ids is known
 * @param thread the task's comm, as the kernel gave it (unescaped, at most 15 bytes)
 * @param process the comm of its thread group leader
 * @param tid global thread id (initial pid namespace)
 * @param tgid global process id
 * @param cgroupId kernel's id of its cgroup
 * @param ranNanos how long it ran during the wait
 */
public record Runner(
    Share kind, String thread, String process, int tid, int tgid, long cgroupId, long ranNanos) {}
