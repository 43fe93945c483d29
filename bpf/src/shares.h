/* SPDX-License-Identifier: GPL-2.0 */
/* The shares of one wait: what the counters of its CPUs say between its start and its end. */
#ifndef SCHEDPROBE_SHARES_H
#define SCHEDPROBE_SHARES_H

/* Copies the counters as a wait sees them: the throttled time in a sum of its own, if it counts for w. */
static __always_inline void snapshot(struct wait *w, struct cpu_state *cs)
{
#pragma unroll
	for (int i = 0; i < OWNERS; i++)
		w->start_ns[i] = cs->ran_ns[i];
	if (!w->throttled)
		return;
	w->start_throttled_ns = cs->throttled_ns[OWNERS];
#pragma unroll
	for (int i = 0; i < OWNERS; i++) {
		w->start_ns[i] -= cs->throttled_ns[i];
		w->start_throttled_ns += cs->throttled_ns[i];
	}
}

/* What the owners of class i have had since w's snapshot. */
static __always_inline __s64 ran_since(struct wait *w, struct cpu_state *cs, int i)
{
	__s64 ns = cs->ran_ns[i] - w->start_ns[i];

	return w->throttled ? ns - cs->throttled_ns[i] : ns;
}

static __always_inline __s64 throttled_since(struct wait *w, struct cpu_state *cs)
{
	__s64 ns = -w->start_throttled_ns;

#pragma unroll
	for (int i = 0; i <= OWNERS; i++)
		ns += cs->throttled_ns[i];
	return ns;
}

/* The part of a wait that is spent on cs begins; its counters are complete up to now. */
static __always_inline void open_span(struct wait *w, struct cpu_state *cs)
{
	w->open_from = cs->head;
	w->readable = 1;
	snapshot(w, cs);
	cs->era = cs->head;
}

/*
 * The same on the CPU of queue, whose lock is not held. The order matters: split must stand before
 * migrated_in shows; and that before the quota is watched, for a wait that begins there with nobody waiting ends
 * such a watch.
 */
static __always_inline void open_span_remotely(struct wait *w, struct cpu_state *cs, struct cfs_rq *queue,
					       __u64 now)
{
	struct task_struct *guess = running_at(queue);

	w->readable = 0;
	w->open_since = now;
	if (!cs->split) {
		if (!cs->clock)
			cs->quota = 0; /* of waits that are over */
		cs->split = now;
	}
	keep_order(&cs->order);
	__sync_fetch_and_add(&cs->migrated_in, 1);
	keep_order(&cs->order);
	if (w->throttled)
		watch_quota(cs, queue, now, false);
	for (int try = 0; try < 4 && !w->readable; try++) {
		struct task_struct *owner = guess;
		__u64 seq = cs->seq;
		__u64 clock, id;

		keep_order(&cs->order);
		clock = cs->clock;
		if (clock)
			owner = (struct task_struct *)cs->owner;
		else
			clock = cs->split; /* another waiter started it, and nothing happened there since */
		w->open_from = cs->head;
		/* Its clock may be ahead of ours: till then neither a counter nor a name is this wait's. */
		w->open_since = clock > now ? clock : now;
		snapshot(w, cs);
		if (clock && clock < now && owner) {
			__u32 kind = classify(owner, BPF_CORE_READ(owner, tgid),
					      BPF_CORE_READ(owner, pid),
					      BPF_CORE_READ(owner, flags), &id);

			w->start_ns[OWNER(kind)] += now - clock;
			if (w->throttled) {
				__u64 ns = throttled_so_far(w->cpu, now, false, false);

				ns = ns < now - clock ? ns : now - clock;
				w->start_ns[OWNER(kind)] -= ns;
				w->start_throttled_ns += ns;
			}
		}
		keep_order(&cs->order);
		w->readable = !(seq & 1) && seq == cs->seq;
	}
	if (!w->readable)
		count(COUNTER_TORN, 1);
}

static __always_inline __u64 open_since(struct wait *w)
{
	return w->moved ? w->open_since : w->since;
}

/* The part of a wait spent on cs ends here, now that cs has been advanced: add it to the folded. */
static __always_inline void close_span(struct wait *w, struct cpu_state *cs)
{
	__u64 n = w->moved ? w->spans : 0;

#pragma unroll
	for (int i = 0; i < OWNERS; i++) {
		if (!w->moved)
			w->folded_ns[i] = 0;
		if (w->readable)
			w->folded_ns[i] += ran_since(w, cs, i);
	}
	if (!w->moved)
		w->folded_throttled_ns = 0;
	if (w->throttled && w->readable)
		w->folded_throttled_ns += throttled_since(w, cs);
	if (n < MAX_SPANS) {
		struct span *span = &w->span[n & (MAX_SPANS - 1)];

		span->cpu = w->cpu;
		span->since = open_since(w);
		span->from = w->open_from;
		span->entries = cs->head - w->open_from;
		n++;
	} else {
		count(COUNTER_SPANS_UNNAMED, 1);
	}
	w->migrations = w->moved ? w->migrations + 1 : 1;
	w->spans = n;
	w->moved = 1;
	cs->era = cs->head; /* what runs here from now on is none of this wait's business */
}

/* ns, or 0 unless flag, which is 0 or 1; both without a branch, for take() tells why. */
static __always_inline __s64 only_if(__u64 flag, __s64 ns)
{
	return ns & -flag;
}

/*
 * A share of the wait that ends: ns, which may be off by the lag between two CPUs' clocks, as far as there is
 * something left of the wait. Without branches: kernels before 6.4 follow each way through them to the end of
 * the program (see FORGET()). barrier_var() hides the masks from compilers, which would make branches of them.
 */
static __always_inline __s64 take(__s64 ns, __s64 *left, __s64 *excess)
{
	__s64 negative = ns >> 63, fits;

	barrier_var(negative);
	*excess -= ns & negative;
	ns &= ~negative;
	fits = (ns - *left - 1) >> 63;
	barrier_var(fits);
	*excess += (ns - *left) & ~fits;
	ns = (ns & fits) | (*left & ~fits);
	*left -= ns;
	return ns;
}

static __always_inline __u64 sum(struct wait *w, struct cpu_state *cs, __u64 duration, bool plain)
{
	__s64 left = duration, excess = 0;

	cs->share_ns[SHARE_THROTTLED] = 0;
	if (!plain)
		cs->share_ns[SHARE_THROTTLED] =
			take(only_if(w->throttled, only_if(w->readable, throttled_since(w, cs)) +
							    only_if(w->moved, w->folded_throttled_ns)),
			     &left, &excess);
#pragma unroll
	for (int i = 0; i < OWNERS; i++) {
		__s64 ns = cs->ran_ns[i] - w->start_ns[i];

		if (!plain)
			ns = only_if(w->readable, ns - only_if(w->throttled, cs->throttled_ns[i])) +
			     only_if(w->moved, w->folded_ns[i]);
		cs->share_ns[SHARE_EXTERNAL + i] = take(ns, &left, &excess);
	}
	cs->share_ns[SHARE_UNATTRIBUTED] = left;
	return excess;
}

/*
 * The shares of a wait that ends on cs. They sum to its duration: what no counter claims is
 * unattributed, and what the counters claim too much is cut back and counted.
 */
static __always_inline void sum_shares(struct wait *w, struct cpu_state *cs, __u64 duration)
{
	bool plain = w->readable && !w->moved && !w->throttled;
	__u64 excess = plain ? sum(w, cs, duration, true) : sum(w, cs, duration, false);

	if (excess)
		count(COUNTER_CLAMPED_NS, excess);
}

#endif
