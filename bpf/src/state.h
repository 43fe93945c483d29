/* SPDX-License-Identifier: GPL-2.0 */
/* What is remembered: per CPU, per waiting thread, per thread, per neighbour. */
#ifndef SCHEDPROBE_STATE_H
#define SCHEDPROBE_STATE_H

#define INDEX_SIZE 64
#define MAX_SPANS 32

/* The classes of owners that a CPU's time is counted for: the shares EXTERNAL to IDLE. */
#define OWNERS 5
#define OWNER(share) ((share)-SHARE_EXTERNAL)

/*
 * One CPU's clock and counters. What every switch in scope touches fills the first two cache lines.
 * Times in ran_ns grow only while one of our threads waits here.
 */
struct cpu_state {
	__s32 waiters; /* ours that wait here; written under the run queue lock */
	__s32 migrated_in; /* the same, written by other CPUs with atomic adds: the sum counts */
	__u64 clock; /* ran_ns is complete up to here; 0: it stands still */
	__u64 split; /* a waiter came from another CPU at this time; 0: none since the last advance */
	__u64 ran_ns[OWNERS];
	__u64 seq; /* odd while ran_ns, clock and owner are being changed */
	__u64 owner; /* address of the task that has the CPU since clock */
	__u64 head; /* next position in the segment log, ever growing */
	__u64 era; /* log entries from here on may be added to: no wait began since */
	__u64 next_wait;
	__u64 second; /* start of the rate cap's current second */
	__u64 in_second; /* records in it */
	/* From here to throttled_ns: only where a CPU quota limits a thread of ours that waits here. */
	__u64 quota; /* 0: none does */
	__u64 queue; /* address of that of our cgroup on this CPU */
	/* When, by the clock, the next two were read; and by the kernel's clock for it, how long it was throttled. */
	__u64 throttled_at;
	__u64 throttling_clock;
	__u64 throttled_total;
	/* The part of ran_ns in which our cgroup was throttled; the last is of runs whose owner is not known. */
	__u64 throttled_ns[OWNERS + 1];
	__u64 forget_id; /* for FORGET() */
	__u32 forget_kind;
	__u32 reserved;
	__u64 share_ns[SHARES]; /* of the wait that ends now: kernels before 6.13 have little stack */
	__u64 index[INDEX_SIZE]; /* last log position by tid, modulo */
	__u64 order; /* for keep_order() */
};

struct segment {
	__u64 position; /* which of the positions that share this entry it holds */
	__u64 throttled_ns; /* the part of its time in which our cgroup was throttled */
	struct runner runner;
};

/* Part of a wait that was spent on one CPU. */
struct span {
	__u64 since;
	__u64 from; /* log positions [from, from + entries) */
	__u32 entries;
	__u32 cpu;
};

/* A thread of ours: its wait, if since is not 0, and its slot. The first cache line serves most waits. */
struct wait {
	__u64 since;
	__u64 start_ns[OWNERS]; /* counters at the start of the open span */
	__u32 cpu;
	__u8 onset;
	__u8 readable; /* 0: the counters at the start of the open span could not be read */
	__u8 moved; /* it has closed spans: all from open_since on is in use */
	__u8 throttled; /* it may be throttled: such time is its throttled share and nobody else's */
	__u64 open_from; /* log position at the start of the open span */
	__u64 start_throttled_ns; /* as start_ns, for all owners together */
	__u32 slot; /* index into threads, plus 1; 0: none yet */
	__u32 ns_tid; /* known with the slot; the kernel forgets it before a thread's last waits are over */
	__u32 migrations;
	__u32 reserved;
	__u32 preemptor_tid;
	__u32 preemptor_tgid;
	__u64 open_since;
	__u64 folded_ns[OWNERS];
	__u64 folded_throttled_ns;
	__u64 spans; /* how many of the closed ones are in span[] */
	struct span span[MAX_SPANS];
};

const char no_wait[sizeof(struct wait)] = {};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct cpu_state);
} cpus SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct segment);
} segments SEC(".maps");

struct counters {
	__u64 value[COUNTERS];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct counters);
} counters SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct wait);
} waits SEC(".maps");

/*
 * In its stead where tracing programs have no task storage: by the task's address, which is its own until
 * sched_process_free. Not an LRU hash, which would forget threads that wait.
 */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, THREAD_SLOTS);
	__type(key, __u64);
	__type(value, struct wait);
} waits_by_task SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, THREAD_SLOTS);
	__type(key, __u32);
	__type(value, struct thread_slot);
} threads SEC(".maps");

/* Slots that nobody has, first in, first out: from 1 on, then those that user space gave back. */
struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, THREAD_SLOTS);
	__type(value, __u32);
} free_slots SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, struct neighbor);
} neighbors SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1024 * 1024);
} events SEC(".maps");

/* Where records are put together: too large for the stack. */
struct scratch {
	struct wait_record wait;
	struct cgroup_record cgroup;
	__u32 index[INDEX_SIZE]; /* where a task stands among the culprits, by tid, modulo: a guess */
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct scratch);
} scratches SEC(".maps");

static __always_inline struct scratch *scratch(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&scratches, &zero);
}

static __always_inline void count(enum counter counter, __u64 n)
{
	__u32 cpu = bpf_get_smp_processor_id();
	struct counters *c = bpf_map_lookup_elem(&counters, &cpu);

	if (c)
		c->value[counter] += n;
}

/* What is remembered of a thread of ours; null: nothing yet. */
static __always_inline struct wait *find_wait(struct task_struct *p)
{
	__u64 key = (__u64)p;

	if (task_storage)
		return bpf_task_storage_get(&waits, p, 0, 0);
	return bpf_map_lookup_elem(&waits_by_task, &key);
}

static __noinline struct wait *new_wait(struct task_struct *p)
{
	__u64 key = (__u64)p;
	struct wait *w;

	if (task_storage) {
		w = bpf_task_storage_get(&waits, p, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	} else {
		bpf_map_update_elem(&waits_by_task, &key, &no_wait, BPF_NOEXIST);
		w = bpf_map_lookup_elem(&waits_by_task, &key);
	}
	if (!w)
		count(COUNTER_STORAGE_FAILED, 1);
	return w;
}

static __always_inline struct wait *wait_of(struct task_struct *p)
{
	/* Asking to create costs three times as much as finding, so find first. */
	struct wait *w = find_wait(p);

	return w ? w : new_wait(p);
}

static __always_inline struct cpu_state *cpu_state_of(__u32 cpu)
{
	return bpf_map_lookup_elem(&cpus, &cpu);
}

/* Whether one of our threads waits on this CPU. */
static __always_inline bool is_watched(struct cpu_state *cs)
{
	return cs->waiters + cs->migrated_in != 0;
}

static __always_inline struct segment *segment_at(__u32 cpu, __u64 position)
{
	__u32 key = cpu * log_entries + (position & (log_entries - 1));

	return bpf_map_lookup_elem(&segments, &key);
}

#endif
