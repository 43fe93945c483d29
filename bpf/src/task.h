/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the programs ask about a task. Differences between kernel versions live here only.
 * Direct loads through BTF pointers where the verifier allows them: they cost a third of a probe read.
 */
#ifndef SCHEDPROBE_TASK_H
#define SCHEDPROBE_TASK_H

static __always_inline bool is_runnable(struct task_struct *p)
{
	if (bpf_core_field_exists(p->__state))
		return p->__state == TASK_RUNNING;
	return BPF_CORE_READ((struct task_struct___before_5_14 *)p, state) == TASK_RUNNING;
}

static __always_inline __u32 task_cpu(struct task_struct *p)
{
	if (bpf_core_field_exists(p->thread_info.cpu))
		return p->thread_info.cpu;
	return BPF_CORE_READ((struct task_struct___before_5_16 *)p, cpu);
}

/*
 * The clock of the run queue that holds p (struct rq, kernel/sched/sched.h): what the scheduler itself
 * measures waits by. It was brought up to date moments ago in every place where we hook, and reading it
 * costs three loads, where bpf_ktime_get_ns() costs more than all the rest of a hook. It runs like
 * CLOCK_MONOTONIC, from another origin.
 */
static __always_inline __u64 queue_clock(struct task_struct *p)
{
	if (!bpf_core_field_exists(struct cfs_rq, rq))
		return bpf_ktime_get_ns();
	return p->se.cfs_rq->rq->clock;
}

/*
 * The task that has the CPU in whose run queue p is, found from p: the symbol runqueues is not to be had
 * on kernels built without KALLSYMS_ALL. Steady while that queue's lock is held.
 */
static __always_inline struct task_struct *running_where(struct task_struct *p)
{
	if (!bpf_core_field_exists(struct cfs_rq, rq))
		return 0;
	return p->se.cfs_rq->rq->curr;
}

/* The queue of p's cgroup on another CPU. */
static __always_inline struct cfs_rq *queue_on(struct task_struct *p, __u32 cpu)
{
	struct cfs_rq **queues, *queue = 0;

	if (!bpf_core_field_exists(struct cfs_rq, rq))
		return 0;
	queues = BPF_CORE_READ(p, sched_task_group, cfs_rq);
	bpf_probe_read_kernel(&queue, sizeof(queue), &queues[cpu]);
	return queue;
}

/* The task that has the CPU of this queue. */
static __always_inline struct task_struct *running_at(struct cfs_rq *queue)
{
	return BPF_CORE_READ(queue, rq, curr);
}

#define RUNTIME_INF (~0ULL) /* no quota: kernel/sched/sched.h */
#define QUOTA_LEVELS 16

/*
 * Whether a CPU quota (kernel/sched/core.c, tg_set_cfs_bandwidth) limits p's cgroup or one above it. Kernels
 * before 6.10 may have it wrong in hierarchical_quota: yes for a new cgroup, which costs time only, and no
 * under cgroup v2 where one above has no quota. So the quotas themselves have a say.
 */
static __always_inline bool has_quota(struct task_struct *p)
{
	struct task_group *group;

	if (!bpf_core_field_exists(struct task_group, cfs_bandwidth))
		return false;
	group = p->sched_task_group;
	if (group->cfs_bandwidth.hierarchical_quota != -1)
		return true;
	for (int level = 0; level < QUOTA_LEVELS && group; level++) {
		if (group->cfs_bandwidth.quota != RUNTIME_INF)
			return true;
		group = group->parent;
	}
	return false;
}

/* Whether the kernel throttles task by task (since 6.18), or a cgroup's whole queue on a CPU. */
static __always_inline bool is_throttling_by_task(void)
{
	return bpf_core_field_exists(struct task_struct, throttled);
}

/* Whether p, which is switched out though it could run on, goes because the quota is used up. */
static __always_inline bool is_throttled(struct task_struct *p)
{
	if (is_throttling_by_task())
		return p->throttled;
	return p->se.cfs_rq->throttle_count > 0;
}

/*
 * What the kernel keeps of how long the queue of one cgroup on one CPU is throttled: when it was last, the sum of
 * the stretches that are over, and the clock of that CPU's run queue that both are told by (kernel/sched/fair.c,
 * tg_throttle_down and tg_unthrottle_up). Since 6.6 it is the clock we measure waits by. Before, it is one that
 * stands still while interrupts or the hypervisor have the CPU (clock_task); and from 5.19 on also one that runs as
 * much slower as the CPU is, by its build or its frequency, and catches up when the CPU falls idle (clock_pelt, see
 * kernel/sched/pelt.h). None of these is inlined: compilers move the address of a field that does not exist here
 * out of the branch that knows it.
 */
static __always_inline bool is_throttling_in_queue_clock(void)
{
	return bpf_core_field_exists(struct cfs_rq, throttled_clock_self_time);
}

static __always_inline bool is_throttling_in_pelt_clock(void)
{
	return !is_throttling_in_queue_clock() && bpf_core_field_exists(struct cfs_rq, throttled_clock_pelt_time);
}

/* Whether any of them is kept. */
static __always_inline bool is_throttling_measured(void)
{
	return is_throttling_in_queue_clock() || is_throttling_in_pelt_clock() ||
	       bpf_core_field_exists(struct cfs_rq___before_5_19, throttled_clock_task_time);
}

/* Since when the queue is throttled, by the clock above; 0: it is not. */
static __noinline __u64 throttled_from(struct cfs_rq *queue)
{
	if (is_throttling_in_queue_clock())
		return BPF_CORE_READ(queue, throttled_clock_self);
	if (!BPF_CORE_READ(queue, throttle_count))
		return 0;
	if (is_throttling_in_pelt_clock())
		return BPF_CORE_READ(queue, throttled_clock_pelt);
	if (is_throttling_measured())
		return BPF_CORE_READ((struct cfs_rq___before_5_19 *)queue, throttled_clock_task);
	return 0;
}

/* How long it was throttled in its life, without the stretch that is not over. */
static __noinline __u64 throttled_before(struct cfs_rq *queue)
{
	if (is_throttling_in_queue_clock())
		return BPF_CORE_READ(queue, throttled_clock_self_time);
	if (is_throttling_in_pelt_clock())
		return BPF_CORE_READ(queue, throttled_clock_pelt_time);
	if (is_throttling_measured())
		return BPF_CORE_READ((struct cfs_rq___before_5_19 *)queue, throttled_clock_task_time);
	return 0;
}

/* What that clock showed when the clock of the queue's CPU showed now. */
static __noinline __u64 throttling_clock(struct cfs_rq *queue, __u64 now)
{
	struct rq *rq;

	if (is_throttling_in_queue_clock())
		return now;
	rq = BPF_CORE_READ(queue, rq);
	if (is_throttling_in_pelt_clock())
		return BPF_CORE_READ(rq, clock_pelt) - BPF_CORE_READ(rq, lost_idle_time);
	return BPF_CORE_READ(rq, clock_task);
}

/* The task's number in its own pid namespace. */
static __always_inline __u32 namespace_tid(struct task_struct *p)
{
	struct pid *pid = BPF_CORE_READ(p, thread_pid);
	__u32 level = BPF_CORE_READ(pid, level);
	/* An index would count in units of our own struct upid, which lacks most of the kernel's. */
	void *upid = (void *)pid + bpf_core_field_offset(struct pid, numbers) +
		     level * bpf_core_type_size(struct upid);

	return BPF_CORE_READ((struct upid *)upid, nr);
}

/*
 * The cgroup that rules the task's CPU time. With the cpu controller on a v1 hierarchy every process
 * may sit in the v2 root, so its own hierarchy is the one that tells tasks apart.
 */
static __always_inline struct cgroup *task_cgroup(struct task_struct *p)
{
	if (cgroup_v1_cpu) {
		struct css_set *set = BPF_CORE_READ(p, cgroups);
		struct cgroup_subsys_state *css = 0;
		__u32 id = bpf_core_enum_value(enum cgroup_subsys_id, cpu_cgrp_id);

		bpf_core_read(&css, sizeof(css), &set->subsys[id]);
		return BPF_CORE_READ(css, cgroup);
	}
	return BPF_CORE_READ(p, cgroups, dfl_cgrp);
}

static __always_inline __u64 cgroup_id(struct cgroup *cgroup)
{
	return BPF_CORE_READ(cgroup, kn, id);
}

/* The id of the cgroup's ancestor at a level of the hierarchy; 0 if it is not that deep. */
static __always_inline __u64 ancestor_id(struct cgroup *cgroup, __u32 level)
{
	__u64 id = 0;

	if ((__u32)BPF_CORE_READ(cgroup, level) < level)
		return 0;
	if (bpf_core_field_exists(cgroup->ancestors)) {
		struct cgroup *ancestor = 0;

		bpf_core_read(&ancestor, sizeof(ancestor), &cgroup->ancestors[level]);
		return cgroup_id(ancestor);
	}
	bpf_core_read(&id, sizeof(id), &((struct cgroup___before_6_1 *)cgroup)->ancestor_ids[level]);
	return id;
}

static __always_inline struct kernfs_node *parent_of(struct kernfs_node *kn)
{
	if (bpf_core_field_exists(kn->__parent))
		return BPF_CORE_READ(kn, __parent);
	return BPF_CORE_READ((struct kernfs_node___before_6_15 *)kn, parent);
}

static __always_inline void copy_comm(char *to, struct task_struct *p)
{
	bpf_probe_read_kernel_str(to, COMM_LEN, p->comm);
}

#endif
