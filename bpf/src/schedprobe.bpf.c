// SPDX-License-Identifier: GPL-2.0
/*
 * For each wait of a thread of one JVM for a CPU: how long, and who had the CPU meanwhile.
 *
 * A wait runs from the moment its thread is runnable (woken, created or preempted) to the moment it
 * is switched in. While at least one of our threads waits on a CPU, that CPU's clock runs: every
 * switch adds the time since the last one to the counter of its owner's class (external, sibling,
 * self, kernel, idle). A wait remembers the counters of its start; the differences at its end are its
 * shares, exact whatever happened in between. Names come from a log of who ran, per CPU.
 *
 * Locking: on_switch runs under its CPU's run queue lock; on_wakeup, on_wakeup_new and the source side
 * of on_migrate run under the lock of the queue that holds the task. So struct cpu_state has one writer
 * at a time, except for what on_migrate does to the target CPU, whose lock it does not hold: it adds to
 * migrated_in, sets split, begins to watch the quota if nobody does, and reads the counters under seq.
 */
#include "kernel.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>
#include "schedprobe.h"

char LICENSE[] SEC("license") = "GPL";

const volatile __u8 cgroup_v1_cpu = 0;
const volatile __u8 task_storage = 1; /* 0: waits_by_task serves in its stead */
const volatile __u32 nr_cpus = 1;
const volatile __u32 log_entries = 1024; /* per CPU; a power of two */
const volatile __u64 ring_bytes = 1024 * 1024;

struct settings settings = { .threshold_ns = 1000000, .records_per_second = 1000 };
struct scope scope = {};

#include "task.h"
#include "order.h"
#include "state.h"
#include "quota.h"
#include "attribution.h"
#include "shares.h"
#include "naming.h"
#include "report.h"

/* A wait begins; its CPU's lock is held, owner has the CPU, and the clock, if it runs, stands at now. */
static __always_inline void begin_wait(struct task_struct *p, struct wait *w, struct cpu_state *cs, __u32 cpu,
				       __u32 onset, struct task_struct *owner, __u64 now)
{
	w->since = now;
	w->cpu = cpu;
	w->onset = onset;
	w->moved = 0;
	/* A whole queue may be throttled at any time, a single task only on its way to user space. */
	w->throttled = is_throttling_by_task() ? onset == ONSET_THROTTLED : has_quota(p);
	if (!is_watched(cs)) {
		cs->clock = now;
		cs->owner = (__u64)owner;
		cs->quota = 0;
	}
	if (w->throttled)
		watch_quota(cs, p->se.cfs_rq, now, true);
	open_span(w, cs);
	cs->waiters++;
}

/* A wait may begin: p can run from now on. */
static __always_inline int woken(struct task_struct *p, __u32 onset)
{
	struct task_struct *owner;
	struct cpu_state *cs;
	struct wait *w;
	__u32 cpu;
	__u64 now;

	/* Still on a CPU: woken before it got to sleep, so it never stopped running. */
	if (p->on_cpu)
		return 0;
	w = wait_of(p);
	if (!w)
		return 0;
	if (w->since)
		return 0; /* preempted while about to sleep: that wait goes on */
	cpu = task_cpu(p);
	cs = cpu_state_of(cpu);
	if (!cs)
		return 0;
	now = queue_clock(p);
	owner = running_where(p);
	if (is_watched(cs))
		advance(cs, cpu, owner, owner, now, true);
	begin_wait(p, w, cs, cpu, onset, owner, now);
	return 0;
}

SEC("tp_btf/sched_wakeup")
int BPF_PROG(on_wakeup, struct task_struct *p)
{
	if (p->tgid != scope.tgid)
		return 0;
	return woken(p, ONSET_WAKEUP);
}

SEC("tp_btf/sched_wakeup_new")
int BPF_PROG(on_wakeup_new, struct task_struct *p)
{
	if (p->tgid != scope.tgid)
		return 0;
	return woken(p, ONSET_NEW);
}

/* The wait of p ends: it has the CPU from now on. */
static __noinline void end_wait(struct task_struct *p, struct wait *w, struct cpu_state *cs, __u32 cpu,
				__u64 now)
{
	__u64 duration;

	if (w->cpu == cpu) {
		cs->waiters--;
	} else {
		/* A move that on_migrate did not see. The span is lost, the count is set right. */
		struct cpu_state *old = cpu_state_of(w->cpu);

		if (old)
			__sync_fetch_and_add(&old->migrated_in, -1);
		w->readable = 0;
		count(COUNTER_TORN, 1);
	}
	if (now < w->since) {
		count(COUNTER_CLOCK_BACKWARDS, 1);
		w->since = 0;
		return;
	}
	duration = now - w->since;
	count(COUNTER_WAITS, 1);
	sum_shares(w, cs, duration);
	tally_thread(p, w, duration, cs->share_ns);
	if (duration >= settings.threshold_ns)
		report(p, w, cs, duration);
	w->since = 0;
}

/*
 * A switch from or to one of our threads, or on a CPU that one of them waits for. Not inline: most switches are
 * none of ours, and their way saves no more registers than it needs.
 */
static __noinline int switched(unsigned long long *ctx, struct cpu_state *cs)
{
	bool preempt = ctx[0];
	struct task_struct *prev = (void *)ctx[1];
	struct task_struct *next = (void *)ctx[2];
	__u32 cpu = bpf_get_smp_processor_id();
	bool arrives = next->tgid == scope.tgid;
	/* Switched out though it could run on: no wakeup will ever tell of this wait. */
	bool stays = prev->tgid == scope.tgid && (preempt || is_runnable(prev));
	struct wait *w = 0;
	__u64 now;

	if (!arrives && !stays && !is_watched(cs))
		return 0;

	now = queue_clock(next);
	if (arrives)
		w = find_wait(next);
	/*
	 * prev came to the CPU without word from the kernel. Its wait is certain up to the last switch that
	 * was told. Left open, it would swallow the time prev ran, or count as a waiter for ever.
	 */
	if (cs->clock && cs->owner != (__u64)prev && prev->tgid == scope.tgid) {
		struct wait *untold = find_wait(prev);

		if (untold && untold->since)
			end_wait(prev, untold, cs, cpu, cs->clock);
	}
	if (is_watched(cs)) {
		/* The last waiter's short wait needs its shares but nobody's name. */
		bool named = !w || !w->since || now - w->since >= settings.threshold_ns ||
			     cs->waiters + cs->migrated_in > 1;

		advance(cs, cpu, prev, next, now, named);
	}
	if (arrives) {
		if (w && w->since)
			end_wait(next, w, cs, cpu, now);
		else
			count(COUNTER_UNSTARTED, 1);
	}
	if (stays) {
		w = wait_of(prev);
		if (w) {
			/* The same, found out too late: a wakeup here has moved the clock since. */
			if (w->since && w->cpu == cpu)
				cs->waiters--;
			begin_wait(prev, w, cs, cpu,
				   is_throttled(prev) ? ONSET_THROTTLED : ONSET_PREEMPTION, next, now);
			w->preemptor_tid = next->pid;
			w->preemptor_tgid = next->tgid;
		}
	}
	if (!is_watched(cs))
		cs->clock = 0;
	return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, bool preempt, struct task_struct *prev, struct task_struct *next)
{
	struct cpu_state *cs = cpu_state_of(bpf_get_smp_processor_id());

	if (!cs)
		return 0;
	if (next->tgid != scope.tgid && prev->tgid != scope.tgid && !is_watched(cs))
		return 0;
	return switched(ctx, cs);
}

SEC("tp_btf/sched_migrate_task")
int BPF_PROG(on_migrate, struct task_struct *p, int to)
{
	struct task_struct *owner;
	struct cpu_state *cs;
	struct wait *w;
	__u64 now;

	if (p->tgid != scope.tgid)
		return 0;
	w = find_wait(p);
	if (!w || !w->since)
		return 0; /* placed by its wakeup, not moved while waiting */
	now = queue_clock(p);
	cs = cpu_state_of(w->cpu);
	if (!cs)
		return 0;
	owner = running_where(p);
	advance(cs, w->cpu, owner, owner, now, true);
	close_span(w, cs);
	cs->waiters--;
	if (!is_watched(cs))
		cs->clock = 0;
	w->cpu = to;
	cs = cpu_state_of(to);
	if (cs)
		open_span_remotely(w, cs, queue_on(p, to), now);
	return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(on_exit, struct task_struct *p)
{
	struct wait *w;

	if (p->tgid != scope.tgid)
		return 0;
	w = find_wait(p);
	if (w)
		retire_slot(p, w);
	return 0;
}

/* For waits_by_task alone: task storage cleans up after itself. Nothing runs as this task any more. */
SEC("tp_btf/sched_process_free")
int BPF_PROG(on_free, struct task_struct *p)
{
	__u64 key = (__u64)p;

	if (p->tgid == scope.tgid)
		bpf_map_delete_elem(&waits_by_task, &key);
	return 0;
}

/*
 * Run by the JVM on itself: pids and cgroups here are the kernel's own, whatever namespaces lie between. Of a
 * type that can be run so since 5.10 (BPF_PROG_TEST_RUN); it is attached to nothing.
 */
SEC("raw_tp")
int identify(void *ctx)
{
	struct task_struct *p = (struct task_struct *)bpf_get_current_task();
	struct cgroup *cgroup = task_cgroup(p);

	scope.cgroup_level = BPF_CORE_READ(cgroup, level);
	scope.cgroup_id = cgroup_id(cgroup);
	scope.tgid = BPF_CORE_READ(p, tgid);
	scope.throttling_measured = is_throttling_measured();
	send_cgroup(cgroup, scope.cgroup_id);
	free_all_slots();
	return 0;
}
