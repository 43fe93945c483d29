/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel side and the JVM side say to each other: ring records, shared arrays and their
 * layouts. Every offset here has its mirror in io.schedprobe.layout; a test holds the two together.
 *
 * All times are nanoseconds. The start of a wait is CLOCK_MONOTONIC, which is also the clock of
 * System.nanoTime(); runner.start_ns and neighbor.last_ns are the run queues' clock, of another origin.
 */
#ifndef SCHEDPROBE_H
#define SCHEDPROBE_H

#define COMM_LEN 16
#define MAX_CULPRITS 256
#define CGROUP_LEVELS 8
#define CGROUP_NAME_LEN 256 /* the longest is NAME_MAX, 255 bytes */
#define HISTOGRAM_BUCKETS 88
#define THREAD_SLOTS 4096

/* The shares of a wait. They always sum to the wait. */
enum share {
	SHARE_THROTTLED = 0,
	SHARE_EXTERNAL = 1,
	SHARE_SIBLING = 2,
	SHARE_SELF = 3,
	SHARE_KERNEL = 4,
	SHARE_IDLE = 5,
	SHARE_UNATTRIBUTED = 6,
	SHARES = 7,
};

/* Why a wait began. */
enum onset {
	ONSET_WAKEUP = 0,
	ONSET_NEW = 1,
	ONSET_PREEMPTION = 2,
	ONSET_THROTTLED = 3, /* switched out because its cgroup had used up its CPU quota */
};

/* A task that had the CPU, and for how long. kind is one of the shares EXTERNAL..KERNEL. */
struct runner {
	__u64 cgroup_id;
	__u64 start_ns; /* the first moment counted in ran_ns */
	__u64 ran_ns;
	__u32 tid; /* global, as seen from the initial pid namespace; 0: no task */
	__u32 tgid;
	__u8 kind;
	__u8 reserved[7];
	char comm[COMM_LEN]; /* of the thread; hostile input */
	char process[COMM_LEN]; /* of its thread group leader; hostile input */
};

enum record_type {
	RECORD_WAIT = 1,
	RECORD_CGROUP = 2,
};

/*
 * One wait over the threshold. The record in the ring ends after the last culprit used. A task can
 * stand in several entries: add them up.
 */
struct wait_record {
	__u32 type;
	__u32 culprits; /* entries that follow, at most MAX_CULPRITS */
	__u64 wait_id;
	__u64 start_ns;
	__u64 duration_ns;
	__u64 share_ns[SHARES];
	__u32 tid; /* global */
	__u32 ns_tid; /* in the thread's own pid namespace: what the JVM knows it by */
	__u32 cpu; /* where it got to run */
	__u32 migrations;
	__u32 onset;
	__u32 culprits_cut; /* entries beyond MAX_CULPRITS: their time is in the shares, unnamed */
	char comm[COMM_LEN];
	struct runner preemptor; /* tid 0 unless onset is PREEMPTION; without names if those were lost */
	struct runner culprit[MAX_CULPRITS];
};

/* The name of a cgroup, sent once, when it is first seen to take the CPU from us. */
struct cgroup_record {
	__u32 type;
	__u32 levels; /* entries used in name[]; CGROUP_LEVELS may mean that the path is longer */
	__u64 cgroup_id;
	char name[CGROUP_LEVELS][CGROUP_NAME_LEN]; /* its own name first, then its parents' */
};

enum slot_state {
	SLOT_FREE = 0,
	SLOT_LIVE = 1,
	SLOT_EXITED = 2, /* read it a last time, zero it, then return its number to free_slots */
};

/*
 * Everything ever waited by one thread since the tracer was attached, below and above the threshold.
 * Slot 0 collects the threads that found no free slot. Bucket i of the histogram holds waits of v
 * microseconds (v = ns >> 10): i = v below 4, else 4 * (log2(v) - 1) + the two bits below the leading one.
 */
struct thread_slot {
	__u32 state;
	__u32 tid;
	__u32 ns_tid;
	__u32 reserved;
	__u64 waits;
	__u64 total_ns;
	__u64 max_ns; /* user space zeroes it to begin a new period */
	__u64 preemptions;
	__u64 share_ns[SHARES];
	char comm[COMM_LEN];
	__u32 histogram[HISTOGRAM_BUCKETS];
};

/* Losses and tallies, one row a CPU; user space adds the rows up. */
enum counter {
	COUNTER_WAITS = 0, /* waits that ended */
	COUNTER_EMITTED, /* wait records put into the ring */
	COUNTER_SUPPRESSED, /* over the threshold, held back by the rate cap */
	COUNTER_SUPPRESSED_NS,
	COUNTER_DROPPED, /* wait records lost to a full ring */
	COUNTER_DROPPED_NS,
	COUNTER_CULPRITS_CUT, /* culprit entries beyond MAX_CULPRITS */
	COUNTER_CGROUPS_DROPPED, /* cgroup names lost to a full ring (sent again later) */
	COUNTER_LOG_OVERRUN, /* segments overwritten before their wait ended */
	COUNTER_STORAGE_FAILED, /* waits unseen because the kernel had no memory for the task */
	COUNTER_SLOTS_EXHAUSTED, /* threads collected in slot 0 */
	COUNTER_TORN, /* migrations whose target CPU could not be read consistently */
	COUNTER_CLAMPED_NS, /* shares that exceeded their wait, cut back */
	COUNTER_CLOCK_BACKWARDS, /* stamps refused because they lay in the future */
	COUNTER_SPANS_UNNAMED, /* migrations beyond what a wait remembers */
	COUNTER_NEIGHBORS_FULL, /* runs of cgroups that found no place in neighbors */
	COUNTER_UNSTARTED, /* switch-ins of our threads whose wait began before the tracer */
	COUNTER_SWITCHES_MISSED, /* runs whose owner changed without a sched_switch: unattributed */
	COUNTERS = 24,
};

/* Value of the neighbors map (key: __u64 cgroup id). */
struct neighbor {
	__u64 cpu_ns; /* CPU time it had while at least one of our threads waited behind it */
	__u64 stalled_ns; /* the same, times the number of our threads that waited */
	__u64 last_ns; /* when it was last seen, by the clock of its run queue: only for comparison */
	__u32 kind; /* SHARE_EXTERNAL, or SHARE_SIBLING for a cgroup below ours */
	__u32 named; /* its cgroup_record is in the ring */
};

/* Written by user space at any time. */
struct settings {
	__u64 threshold_ns;
	__u64 records_per_second; /* per CPU */
};

/* Who we are: written by the program identify(), run once by the JVM on itself. */
struct scope {
	__u64 cgroup_id;
	__u32 tgid;
	__u32 cgroup_level; /* 0: the root, which has no descendants of its own for us */
	__u32 throttling_measured; /* 1: this kernel keeps what tells throttled time; else that share stays 0 */
	__u32 reserved;
};

#endif
