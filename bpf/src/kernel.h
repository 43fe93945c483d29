/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The few kernel types that the programs touch, with the few fields that they read. Offsets are
 * relocated against the running kernel's BTF when the object is loaded (CO-RE), so only names and
 * types have to be right here. A ___suffix marks another kernel version's shape of the same type.
 */
#ifndef SCHEDPROBE_KERNEL_H
#define SCHEDPROBE_KERNEL_H

typedef unsigned char __u8;
typedef unsigned short __u16;
typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef signed char __s8;
typedef short __s16;
typedef int __s32;
typedef long long __s64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u32 __wsum;
typedef _Bool bool;
#define true 1
#define false 0

#define PF_KTHREAD 0x00200000 /* include/linux/sched.h, the same since 2.6.27 */
#define TASK_RUNNING 0

enum bpf_map_type {
	BPF_MAP_TYPE_HASH = 1,
	BPF_MAP_TYPE_ARRAY = 2,
	BPF_MAP_TYPE_PERCPU_ARRAY = 6,
	BPF_MAP_TYPE_QUEUE = 22,
	BPF_MAP_TYPE_RINGBUF = 27,
	BPF_MAP_TYPE_TASK_STORAGE = 29, /* for tracing programs since 5.13 */
};

enum {
	BPF_ANY = 0,
	BPF_NOEXIST = 1,
	BPF_F_NO_PREALLOC = 1,
	BPF_F_MMAPABLE = 1024,
	BPF_LOCAL_STORAGE_GET_F_CREATE = 1,
	BPF_RB_NO_WAKEUP = 1,
	BPF_RB_FORCE_WAKEUP = 2,
	BPF_RB_AVAIL_DATA = 0,
};

/*
 * A value kept in a map for a moment, read anew: the verifier forgets what it knew of it. Kernels before 6.4
 * follow every value apart, in all programs that have functions, so that each alternative known apart doubles
 * the work, up to a refusal.
 */
#define FORGET(place, value)                                  \
	({                                                    \
		*(volatile typeof(place) *)&(place) = (value); \
		*(volatile typeof(place) *)&(place);           \
	})

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct kernfs_node {
	struct kernfs_node *__parent; /* since 6.15 */
	const char *name;
	__u64 id;
};

struct kernfs_node___before_6_15 {
	struct kernfs_node *parent;
};

struct cgroup {
	int level;
	struct kernfs_node *kn;
	struct cgroup *ancestors[]; /* since 6.1 */
};

struct cgroup___before_6_1 {
	int level;
	__u64 ancestor_ids[];
};

struct cgroup_subsys_state {
	struct cgroup *cgroup;
};

struct css_set {
	struct cgroup_subsys_state *subsys[1];
	struct cgroup *dfl_cgrp;
};

struct upid {
	int nr;
};

struct pid {
	unsigned int level;
	struct upid numbers[];
};

struct thread_info {
	__u32 cpu;
};

struct rq;

struct cfs_rq {
	struct rq *rq;
	int throttle_count;
	__u64 throttled_clock_self; /* since 6.6: it and the next */
	__u64 throttled_clock_self_time;
	__u64 throttled_clock_pelt; /* since 5.19: it and the next */
	__u64 throttled_clock_pelt_time;
};

struct cfs_rq___before_5_19 {
	__u64 throttled_clock_task;
	__u64 throttled_clock_task_time;
};

struct sched_entity {
	struct cfs_rq *cfs_rq;
};

struct cfs_bandwidth {
	__u64 quota;
	__s64 hierarchical_quota;
};

struct task_group {
	struct task_group *parent;
	struct cfs_rq **cfs_rq;
	struct cfs_bandwidth cfs_bandwidth;
};

struct task_struct {
	struct thread_info thread_info;
	unsigned int __state;
	unsigned int flags;
	unsigned int on_cpu; /* unsigned, so that it may be of another size: one byte since 7.3 */
	int pid;
	int tgid;
	struct sched_entity se;
	struct task_group *sched_task_group;
	bool throttled; /* since 6.18 */
	struct pid *thread_pid;
	struct task_struct *group_leader;
	struct css_set *cgroups;
	char comm[16];
};

struct task_struct___before_5_16 {
	unsigned int cpu;
};

struct task_struct___before_5_14 {
	volatile long state;
};

struct rq {
	__u64 clock;
	__u64 clock_task;
	__u64 clock_pelt; /* since 5.1 */
	__u64 lost_idle_time;
	struct task_struct *curr;
};

#pragma clang attribute pop

/* Only its name and its enumerator count: the value is the running kernel's. */
enum cgroup_subsys_id {
	cpu_cgrp_id = 1,
};

#endif
