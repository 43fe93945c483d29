/* SPDX-License-Identifier: GPL-2.0 */
/* What leaves the kernel: a thread's tallies, and a record for each wait over the threshold. */
#ifndef SCHEDPROBE_REPORT_H
#define SCHEDPROBE_REPORT_H

#define NS_PER_SECOND 1000000000ULL
#define RENAME_WAITS 32

/* Readers look on a timer; only a filling ring wakes them. */
static __always_inline bool send(void *record, __u64 size)
{
	__u64 pending = bpf_ringbuf_query(&events, BPF_RB_AVAIL_DATA);
	__u64 flags = pending > ring_bytes / 4 ? BPF_RB_FORCE_WAKEUP : BPF_RB_NO_WAKEUP;

	return !bpf_ringbuf_output(&events, record, size, flags);
}

static __noinline void send_cgroup(struct cgroup *cgroup, __u64 id)
{
	struct scratch *s = scratch();
	struct kernfs_node *kn = BPF_CORE_READ(cgroup, kn);
	struct cgroup_record *r;
	__u32 level;

	if (!s)
		return;
	r = &s->cgroup;
	for (level = 0; level < CGROUP_LEVELS; level++) {
		struct kernfs_node *parent = parent_of(kn);

		if (!parent)
			break; /* the root, whose name is empty */
		bpf_probe_read_kernel_str(r->name[level], CGROUP_NAME_LEN, BPF_CORE_READ(kn, name));
		kn = parent;
	}
	r->type = RECORD_CGROUP;
	r->levels = level;
	r->cgroup_id = id;
	if (!send(r, sizeof(*r))) {
		struct neighbor *n = bpf_map_lookup_elem(&neighbors, &id);

		if (n)
			n->named = 0;
		count(COUNTER_CGROUPS_DROPPED, 1);
	}
}

static __always_inline __u32 log2_of(__u64 v)
{
	__u32 log = 0;

	if (v >> 16) {
		log += 16;
		v >>= 16;
	}
	if (v >> 8) {
		log += 8;
		v >>= 8;
	}
	if (v >> 4) {
		log += 4;
		v >>= 4;
	}
	if (v >> 2) {
		log += 2;
		v >>= 2;
	}
	return log + (v >> 1);
}

/* Global, so that the verifier sees its many ways through by itself, and not before all that follows. */
__noinline int bucket_of(__u64 ns)
{
	__u64 v = ns >> 10;
	__u32 log, bucket;

	if (v < 4)
		return v;
	if (v >> 32)
		return HISTOGRAM_BUCKETS - 1;
	log = log2_of(v);
	bucket = 4 * (log - 1) + ((v >> (log - 2)) & 3);
	return bucket < HISTOGRAM_BUCKETS ? bucket : HISTOGRAM_BUCKETS - 1;
}

#define BLOCK_SLOTS 64

static bool slots_are_free;

/* In a global function, as the loops in naming.h. */
__noinline int free_block(__u32 first)
{
#pragma clang loop unroll(disable)
	for (__u32 i = 0; i < BLOCK_SLOTS; i++) {
		__u32 number = first + i;

		if (number && number < THREAD_SLOTS) /* slot 0 is nobody's */
			bpf_map_push_elem(&free_slots, &number, 0);
	}
	return 0;
}

/*
 * Once, before any slot is taken. A counter that several CPUs take numbers from would be less work, but kernels
 * before 5.12 have no atomic operation that fetches, and refuse a program in which one stands.
 */
static __always_inline void free_all_slots(void)
{
	if (slots_are_free)
		return;
	slots_are_free = true;
#pragma clang loop unroll(disable)
	for (__u32 i = 0; i < THREAD_SLOTS; i += BLOCK_SLOTS)
		free_block(i);
}

static __noinline __u32 take_slot(struct task_struct *p, __u32 ns_tid)
{
	struct thread_slot *slot;
	__u32 number = 0;

	if (bpf_map_pop_elem(&free_slots, &number))
		number = 0;
	slot = bpf_map_lookup_elem(&threads, &number);
	if (!number || !slot) {
		count(COUNTER_SLOTS_EXHAUSTED, 1);
		return 1;
	}
	slot->tid = p->pid;
	slot->ns_tid = ns_tid;
	copy_comm(slot->comm, p);
	keep_order(&slot->reserved); /* user space reads on when it sees this */
	slot->state = SLOT_LIVE;
	return number + 1;
}

static __always_inline void tally_thread(struct task_struct *p, struct wait *w, __u64 duration,
					 __u64 share_ns[SHARES])
{
	struct thread_slot *slot;
	__u32 key, bucket;

	if (!w->slot) {
		w->ns_tid = namespace_tid(p);
		w->slot = take_slot(p, w->ns_tid);
	}
	key = w->slot - 1;
	slot = bpf_map_lookup_elem(&threads, &key);
	if (!slot)
		return;
	bucket = bucket_of(duration);
	if (!key) {
		/* Shared by threads on several CPUs. */
		__sync_fetch_and_add(&slot->waits, 1);
		__sync_fetch_and_add(&slot->total_ns, duration);
		__sync_fetch_and_add(&slot->preemptions, w->onset == ONSET_PREEMPTION);
		if (bucket < HISTOGRAM_BUCKETS)
			__sync_fetch_and_add(&slot->histogram[bucket], 1);
#pragma unroll
		for (int i = 0; i < SHARES; i++)
			__sync_fetch_and_add(&slot->share_ns[i], share_ns[i]);
	} else {
		slot->waits++;
		slot->total_ns += duration;
		slot->preemptions += w->onset == ONSET_PREEMPTION;
		if (bucket < HISTOGRAM_BUCKETS)
			slot->histogram[bucket]++;
#pragma unroll
		for (int i = 0; i < SHARES; i++)
			if (share_ns[i])
				slot->share_ns[i] += share_ns[i];
	}
	if (slot->max_ns < duration)
		slot->max_ns = duration;
	/* Threads are born with their creator's name: look again at first, and now and then. */
	if (key && (slot->waits < RENAME_WAITS || slot->waits % RENAME_WAITS == 0))
		copy_comm(slot->comm, p);
}

/* The thread ends: its tallies are kept until user space has read them. What it still waits goes to slot 0. */
static __always_inline void retire_slot(struct task_struct *p, struct wait *w)
{
	struct thread_slot *slot;
	__u32 key = w->slot - 1;

	if (!w->slot || !key)
		return;
	slot = bpf_map_lookup_elem(&threads, &key);
	if (!slot)
		return;
	copy_comm(slot->comm, p);
	w->slot = 1; /* first: from the next line on the slot may be given to another */
	keep_order(&slot->reserved);
	slot->state = SLOT_EXITED;
}

static __always_inline bool is_capped(struct cpu_state *cs, __u64 now)
{
	if (now - cs->second >= NS_PER_SECOND) {
		cs->second = now;
		cs->in_second = 0;
	}
	return cs->in_second++ >= settings.records_per_second;
}

static __noinline void report(struct task_struct *p, struct wait *w, struct cpu_state *cs, __u64 duration)
{
	__u32 cpu = bpf_get_smp_processor_id();
	struct scratch *s = scratch();
	struct wait_record *r;
	__u64 size;
	__u32 n;

	if (!s)
		return;
	if (is_capped(cs, w->since + duration)) {
		count(COUNTER_SUPPRESSED, 1);
		count(COUNTER_SUPPRESSED_NS, duration);
		return;
	}
	r = &s->wait;
	r->type = RECORD_WAIT;
	r->culprits = 0;
	r->wait_id = cs->next_wait++ * nr_cpus + cpu + 1;
	r->start_ns = bpf_ktime_get_ns() - duration;
	r->duration_ns = duration;
#pragma unroll
	for (int i = 0; i < SHARES; i++)
		r->share_ns[i] = cs->share_ns[i];
	r->tid = p->pid;
	r->ns_tid = w->ns_tid;
	r->cpu = cpu;
	r->migrations = w->moved ? w->migrations : 0;
	r->onset = w->onset;
	r->culprits_cut = 0;
	copy_comm(r->comm, p);

	if (w->readable)
		name_span(cpu, w->open_from, cs->head - w->open_from, open_since(w), w->throttled);
	for (__u32 i = 0; i < MAX_SPANS && w->moved && i < w->spans; i++) {
		struct span *span = &w->span[i];

		name_span(span->cpu, span->from, span->entries, span->since, w->throttled);
	}
	if (w->moved)
		name_preemptor(r, w, w->span[0].cpu, w->span[0].from);
	else
		name_preemptor(r, w, cpu, w->open_from);
	count(COUNTER_CULPRITS_CUT, r->culprits_cut);

	n = r->culprits;
	if (n > MAX_CULPRITS)
		n = MAX_CULPRITS;
	size = __builtin_offsetof(struct wait_record, culprit) + n * sizeof(struct runner);
	if (send(r, size)) {
		count(COUNTER_EMITTED, 1);
	} else {
		count(COUNTER_DROPPED, 1);
		count(COUNTER_DROPPED_NS, duration);
	}
}

#endif
