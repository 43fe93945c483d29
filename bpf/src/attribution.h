/* SPDX-License-Identifier: GPL-2.0 */
/* Whose time it was: the counters and the log of one CPU. */
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
	} else {
		cs->throttled_ns[OWNERS] += throttled; /* nobody's fault, whoever ran */
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

#endif
