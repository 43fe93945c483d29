/* SPDX-License-Identifier: GPL-2.0 */
/* For how long the CPU quota of our cgroup, or of one above it, has held back its queue on a CPU. */
#ifndef SCHEDPROBE_QUOTA_H
#define SCHEDPROBE_QUOTA_H

/*
 * When a CPU's run queue was last brought up to date: now if it is ours, for its lock is held. What the kernel
 * measures by other clocks than that of the queue is of that moment.
 */
static __always_inline __u64 updated_at(struct cfs_rq *queue, __u64 now, bool locked)
{
	if (locked || is_throttling_in_queue_clock())
		return now;
	return BPF_CORE_READ(queue, rq, clock);
}

static __always_inline void note_throttling(struct cpu_state *cs, __u64 at, __u64 clock, __u64 total)
{
	cs->throttled_at = at;
	cs->throttling_clock = clock;
	cs->throttled_total = total;
}

/* From now on the CPU tells the time in which the queue is throttled from other time. */
static __always_inline void watch_quota(struct cpu_state *cs, struct cfs_rq *queue, __u64 now, bool locked)
{
	__u64 from, clock;

	if (cs->quota)
		return;
	from = throttled_from(queue);
	clock = throttling_clock(queue, now);
	cs->queue = (__u64)queue;
	note_throttling(cs, updated_at(queue, now, locked), clock,
			throttled_before(queue) + (from ? clock - from : 0));
	keep_order(&cs->order);
	cs->quota = 1;
}

/* What is a part of ns, if by another clock it is part of whole: that clock runs evenly meanwhile. */
static __always_inline __u64 in_proportion(__u64 ns, __s64 part, __s64 whole)
{
	if (part <= 0)
		return 0;
	if (part >= whole)
		return ns;
	if (whole == ns)
		return part;
	return ns * (((__u64)part << 20) / whole) >> 20; /* enough for four hours without a switch */
}

/*
 * How much of the time since a CPU's throttling was last noted our cgroup was throttled there. Notes it anew if
 * locked: the lock of the CPU's run queue is held. A global function for the sake of the verifier, see naming.h.
 * falls_idle: the CPU has just left a task for none, so that clock_pelt has caught up. Throttling that began
 * meanwhile began at that switch, so what clock_pelt caught up with is none of it.
 */
__noinline __u64 throttled_so_far(__u32 cpu, __u64 now, __u32 locked, __u32 falls_idle)
{
	struct cpu_state *cs = cpu_state_of(cpu);
	__u64 from, before, clock, at, lasted, ns;
	__s64 part, whole;
	struct cfs_rq *queue;

	if (!cs)
		return 0;
	queue = (struct cfs_rq *)cs->queue;
	from = throttled_from(queue);
	before = throttled_before(queue);
	if (!from && before == cs->throttled_total)
		return 0;
	clock = throttling_clock(queue, now);
	at = updated_at(queue, now, locked);
	lasted = from ? clock - from : 0;
	part = before + lasted - cs->throttled_total;
	whole = clock - cs->throttling_clock;
	if (is_throttling_in_pelt_clock() && falls_idle && from > cs->throttling_clock) {
		part -= lasted;
		whole -= lasted;
	}
	ns = at - cs->throttled_at;
	if (!from || from > cs->throttling_clock)
		ns = in_proportion(ns, part, whole);
	if (from)
		ns += now - at;
	if (locked)
		note_throttling(cs, at, clock, before + lasted);
	return (__s64)ns < 0 ? 0 : ns;
}

/* How much of the last ns our cgroup was throttled here. */
static __always_inline __u64 throttled_of(struct cpu_state *cs, __u32 cpu, __u64 ns, __u64 now, bool falls_idle)
{
	__u64 throttled;

	if (!cs->quota)
		return 0;
	keep_order(&cs->order); /* another CPU may have set it, after what comes now */
	throttled = throttled_so_far(cpu, now, true, falls_idle);
	return throttled < ns ? throttled : ns;
}

#endif
