/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The design that Netflix describes in "Noisy Neighbor Detection with eBPF" (September 2024), written
 * anew from that text for comparison: the time of a wakeup in a hash by pid, taken out again at the
 * switch; the cgroups of both tasks; at most one event per cgroup and CPU in an interval; an event in
 * a ring buffer for each switch that is left. The text gives no numbers for the interval and the
 * sizes: those here are ours. An interval of 0 sends an event for every switch.
 */
#include "kernel.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define TASKS 65536
#define CGROUPS 4096

enum {
	BPF_MAP_TYPE_PERCPU_HASH = 5,
};

const volatile __u64 interval_ns = 0;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, TASKS);
	__type(key, __u32);
	__type(value, __u64);
} woken_at SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, CGROUPS);
	__type(key, __u64);
	__type(value, __u64);
} last_event SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1024 * 1024);
} events SEC(".maps");

struct event {
	__u64 previous_cgroup;
	__u64 cgroup;
	__u64 latency_ns;
	__u64 at_ns;
};

void bpf_rcu_read_lock(void) __ksym;
void bpf_rcu_read_unlock(void) __ksym;

static __always_inline int stamp(struct task_struct *p)
{
	__u64 now = bpf_ktime_get_ns();
	__u32 pid = p->pid;

	bpf_map_update_elem(&woken_at, &pid, &now, BPF_NOEXIST);
	return 0;
}

SEC("tp_btf/sched_wakeup")
int BPF_PROG(on_wakeup, struct task_struct *p)
{
	return stamp(p);
}

SEC("tp_btf/sched_wakeup_new")
int BPF_PROG(on_wakeup_new, struct task_struct *p)
{
	return stamp(p);
}

static __always_inline __u64 cgroup_of(struct task_struct *p)
{
	__u64 id;

	bpf_rcu_read_lock();
	id = p->cgroups->dfl_cgrp->kn->id;
	bpf_rcu_read_unlock();
	return id;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, bool preempt, struct task_struct *prev, struct task_struct *next)
{
	__u32 pid = next->pid;
	__u64 *since = bpf_map_lookup_elem(&woken_at, &pid);
	__u64 now, latency, previous, cgroup, *last;
	struct event *event;

	if (!since)
		return 0;
	now = bpf_ktime_get_ns();
	latency = now - *since;
	bpf_map_delete_elem(&woken_at, &pid);
	previous = cgroup_of(prev);
	cgroup = cgroup_of(next);

	if (interval_ns) {
		last = bpf_map_lookup_elem(&last_event, &cgroup);
		if (last && now - *last < interval_ns)
			return 0;
	}
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event)
		return 0;
	event->previous_cgroup = previous;
	event->cgroup = cgroup;
	event->latency_ns = latency;
	event->at_ns = now;
	bpf_ringbuf_submit(event, 0);
	if (interval_ns)
		bpf_map_update_elem(&last_event, &cgroup, &now, BPF_ANY);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
