/* SPDX-License-Identifier: GPL-2.0 */
/* Whose time it was: the counters and the log of one CPU, and the shares of one wait. */
#ifndef SCHEDPROBE_ATTRIBUTION_H
#define SCHEDPROBE_ATTRIBUTION_H

static void send_cgroup(struct cgroup *cgroup, __u64 id);

/* p's class by what was read from it; p itself may be a plain address. */
static __always_inline __u32 classify(struct task_struct *p, __u32 tgid, __u32 pid, __u32 flags, __u64 *id)
{
	struct cgroup *cgroup;

	*id = scope.cgroup_id;
	if (tgid == scope.tgid)
		return SHARE_SELF;
	if (!pid)
		return SHARE_IDLE;
	cgroup = task_cgroup(p);
	*id = cgroup_id(cgroup);
	if (flags & PF_KTHREAD)
		return SHARE_KERNEL;
	if (*id == scope.cgroup_id)
		return SHARE_SIBLING;
	/* Below our own cgroup is still ours, unless ours is the root, which is above everybody. */
	if (scope.cgroup_level && ancestor_id(cgroup, scope.cgroup_level) == scope.cgroup_id)
		return SHARE_SIBLING;
	return SHARE_EXTERNAL;
}

static __always_inline __u32 kind_of(struct task_struct *p, __u64 *id)
{
	return classify(p, p->tgid, p->pid, p->flags, id);
}

/* A cgroup other than ours had the CPU while our threads waited: add it up, name it once. */
static __noinline void charge_neighbor(struct task_struct *p, __u64 id, __u32 kind, __u64 ns,
				       __u64 stalled_ns)
{
	struct neighbor *n = bpf_map_lookup_elem(&neighbors, &id);

	if (!n) {
		struct neighbor fresh = { .kind = kind };

		bpf_map_update_elem(&neighbors, &id, &fresh, BPF_NOEXIST);
		n = bpf_map_lookup_elem(&neighbors, &id);
		if (!n) {
			count(COUNTER_NEIGHBORS_FULL, 1);
			return;
		}
	}
	__sync_fetch_and_add(&n->cpu_ns, ns);
	__sync_fetch_and_add(&n->stalled_ns, stalled_ns);
	n->last_ns = queue_clock(p);
	if (!n->named) {
		n->named = 1;
		send_cgroup(task_cgroup(p), id);
	}
}

/* The time from a run's start to now, once for each thread that waited behind it. */
static __always_inline __u64 stalled(struct cpu_state *cs, __u64 from, __u64 split, __u64 now)
{
	__u64 waiting = cs->waiters + cs->migrated_in;

	if (split > from && split < now) /* one of them came later */
		return (now - from) * waiting - (split - from);
	return (now - from) * waiting;
}

/* Writes a run into the log: into the task's entry of this era if there is one, else into a new one. */
static __always_inline void log_run(struct cpu_state *cs, __u32 cpu, struct task_struct *p, __u32 kind,
				    __u64 id, __u64 from, __u64 ns, __u64 throttled)
{
	__u32 slot = p->pid & (INDEX_SIZE - 1);
	__u64 position = cs->index[slot];
	struct segment *s;

	if (position >= cs->era && position < cs->head) {
		s = segment_at(cpu, position);
		if (s && s->runner.tid == p->pid && s->position == position) {
			s->runner.ran_ns += ns;
			s->throttled_ns += throttled;
			return;
		}
	}
	position = cs->head;
	s = segment_at(cpu, position);
	if (!s)
		return;
	s->position = position;
	s->throttled_ns = throttled;
	s->runner.cgroup_id = id;
	s->runner.start_ns = from;
	s->runner.ran_ns = ns;
	s->runner.tid = p->pid;
	s->runner.tgid = p->tgid;
	s->runner.kind = kind;
	copy_comm(s->runner.comm, p);
	copy_comm(s->runner.process, p->group_leader);
	cs->index[slot] = position;
	cs->head = position + 1;
}

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

/*
 * Brings the CPU's counters up to now: owner has had it since the clock, successor has it from now on. A
 * new wait must find its start at the edge of a log entry, so a waiter that came from another CPU splits
 * the run in progress.
 */
static __always_inline void advance(struct cpu_state *cs, __u32 cpu, struct task_struct *owner,
				    struct task_struct *successor, __u64 now, bool named)
{
	__u64 from, split, throttled, class;
	__u64 id = 0;
	__u32 kind = SHARE_UNATTRIBUTED;

	keep_order(&cs->order); /* who showed in migrated_in has set split before */
	from = cs->clock;
	split = cs->split;
	/* Rarely the kernel switches away from a task without telling. Then nobody is blamed. */
	if (from && cs->owner != (__u64)owner)
		count(COUNTER_SWITCHES_MISSED, 1);
	else if (owner)
		kind = kind_of(owner, &id);
	kind = FORGET(cs->forget_kind, kind);
	id = FORGET(cs->forget_id, id);
	class = OWNER((__u64)kind);
	if (!from) /* started by a waiter from another CPU */
		from = split ? split : now;
	if (now < from)
		now = from;
	throttled = throttled_of(cs, cpu, now - from, now,
				 successor && successor != owner && !successor->pid);
	cs->seq++;
	keep_order(&cs->order);
	if (class < OWNERS) {
		cs->ran_ns[class] += now - from;
		if (throttled)
			cs->throttled_ns[class] += throttled;
	}
	cs->clock = now;
	cs->owner = (__u64)successor;
	keep_order(&cs->order);
	cs->seq++;

	/* Throttling begins at a switch and ends at any time: what was throttled is the first part. */
	if ((kind == SHARE_EXTERNAL || (kind == SHARE_SIBLING && id != scope.cgroup_id)) &&
	    now - from > throttled)
		charge_neighbor(owner, id, kind, now - from - throttled,
				stalled(cs, from + throttled, split, now));
	if (split) {
		cs->split = 0;
		if (kind < SHARE_IDLE && split > from && split < now) {
			__u64 first = throttled < split - from ? throttled : split - from;

			log_run(cs, cpu, owner, kind, id, from, split - from, first);
			throttled -= first;
			from = split;
		}
		cs->era = cs->head;
	}
	if (named && kind < SHARE_IDLE && now > from)
		log_run(cs, cpu, owner, kind, id, from, now - from, throttled);
}

/* Copies the counters as a wait sees them: the throttled time in a sum of its own, if it counts for w. */
static __always_inline void snapshot(struct wait *w, struct cpu_state *cs)
{
#pragma unroll
	for (int i = 0; i < OWNERS; i++)
		w->start_ns[i] = cs->ran_ns[i];
	if (!w->throttled)
		return;
	w->start_throttled_ns = 0;
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
	for (int i = 0; i < OWNERS; i++)
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
