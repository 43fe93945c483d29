// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "checks.h"
#include "work.h"

#define SECOND 1000000000ULL
#define LEAST_DELAY (SECOND / 5)
#define MS(ns) ((ns) / 1e6)

static double fraction(__u64 part, __u64 whole)
{
	return whole ? (double)part / whole : 0;
}

static __u64 sum_of(const struct thread_slot *slot)
{
	__u64 ns = 0;

	for (int i = 0; i < SHARES; i++)
		ns += slot->share_ns[i];
	return ns;
}

/* What the kernel's account leaves out of a wait that is moved: between one run queue and the next. */
#define MOVE_NS 100000

/* What must hold for every victim. */
static void check_sums(const char *workload, const struct victim *v, const struct told *told)
{
	__u64 delay = v->run_delay_ns + told->moved * MOVE_NS / 2;
	double bound = 0.05 + fraction(told->moved * MOVE_NS / 2, v->run_delay_ns);
	char name[64];

	snprintf(name, sizeof(name), "%s shares sum", workload);
	verdict(name, told->waits && !told->unbalanced && sum_of(&v->slot) == v->slot.total_ns,
		"%llu of %llu waits unbalanced; thread %.3f of %.3f ms", told->unbalanced, told->waits,
		MS(sum_of(&v->slot)), MS(v->slot.total_ns));
	snprintf(name, sizeof(name), "%s total", workload);
	verdict(name, v->run_delay_ns > LEAST_DELAY / 2 && is_near(v->slot.total_ns, delay, bound),
		"%.4f of schedstat's %.1f ms", fraction(v->slot.total_ns, v->run_delay_ns),
		MS(v->run_delay_ns));
}

void check_load(void)
{
	__u64 id = make_cgroup("service");
	struct tracer *tracer = tracer_open();
	struct scope scope = *tracer_scope(tracer);
	int remembered = tracer_remembered(tracer);

	tracer_close(tracer);
	verdict("load", true, "all programs attached, threads in %s", remembered < 0 ? "task storage" : "a hash");
	verdict("identity", scope.tgid == (__u32)getpid() && scope.cgroup_id == id && scope.cgroup_level == 1,
		"process %u of %d, cgroup %llu of %llu at level %u", scope.tgid, getpid(), scope.cgroup_id, id,
		scope.cgroup_level);
}

static void trace_beside_neighbour(struct victim *v, struct expected *expected, struct told *told)
{
	pid_t hog = start_hog(1, "neighbour");

	expected->cgroup_id = make_cgroup("neighbour");
	expected->tid = hog;
	v->tracer = tracer_open();
	start_victim(v);
	await_victim(v, expected, told);
	stop_process(hog);
}

void check_neighbour(void)
{
	struct victim v = { .cpu = 1, .pace = SLEEPS, .ns = 2 * SECOND, .least_delay_ns = LEAST_DELAY };
	struct expected expected;
	struct told told = {};
	double external;

	trace_beside_neighbour(&v, &expected, &told);
	check_sums("neighbour", &v, &told);
	external = fraction(v.slot.share_ns[SHARE_EXTERNAL], v.slot.total_ns);
	verdict("neighbour external", external > 0.7, "%.1f %% of %.1f ms", 100 * external,
		MS(v.slot.total_ns));
	verdict("neighbour not throttled", !v.slot.share_ns[SHARE_THROTTLED], "%.3f ms throttled without a quota",
		MS(v.slot.share_ns[SHARE_THROTTLED]));
	verdict("neighbour culprit", fraction(told.expected_ns, told.external_ns) > 0.9,
		"%.1f %% of %.1f ms external", 100 * fraction(told.expected_ns, told.external_ns),
		MS(told.external_ns));
	verdict("neighbour cgroup", !strcmp(told.cgroup, "neighbour"), "\"%s\"", told.cgroup);
	tracer_close(v.tracer);
}

void check_preemption(void)
{
	struct victim v = { .cpu = 1, .pace = SPINS, .ns = 2 * SECOND, .least_delay_ns = LEAST_DELAY };
	struct expected expected;
	struct told told = {};

	trace_beside_neighbour(&v, &expected, &told);
	check_sums("preemption", &v, &told);
	verdict("preemption onset", told.preemptions > told.waits / 2, "%llu of %llu waits",
		told.preemptions, told.waits);
	verdict("preemption by", fraction(told.preemptions_by_expected, told.preemptions) > 0.8,
		"the neighbour %llu of %llu times", told.preemptions_by_expected, told.preemptions);
	tracer_close(v.tracer);
}

static void check_own_kind(const char *workload, enum share kind)
{
	struct victim v = { .cpu = 1, .pace = SPINS, .ns = 2 * SECOND, .least_delay_ns = LEAST_DELAY };
	struct victim rival = { .cpu = 1, .pace = SPINS, .ns = 2 * SECOND, .least_delay_ns = LEAST_DELAY };
	struct expected nobody = {};
	struct told told = {};
	pid_t sibling = 0;
	char name[64];

	v.tracer = rival.tracer = tracer_open();
	if (kind == SHARE_SIBLING)
		sibling = start_hog(1, 0);
	else
		start_victim(&rival);
	start_victim(&v);
	await_victim(&v, &nobody, &told);
	if (sibling)
		stop_process(sibling);
	else
		await_victim(&rival, &nobody, &told);
	check_sums(workload, &v, &told);
	snprintf(name, sizeof(name), "%s share", workload);
	verdict(name, fraction(v.slot.share_ns[kind], v.slot.total_ns) > 0.8, "%.1f %% of %.1f ms",
		100 * fraction(v.slot.share_ns[kind], v.slot.total_ns), MS(v.slot.total_ns));
	tracer_close(v.tracer);
}

void check_own(void)
{
	check_own_kind("self", SHARE_SELF);
	check_own_kind("sibling", SHARE_SIBLING);
}

void check_migration(void)
{
	struct victim v = { .cpu = -1, .pace = SPINS, .ns = 2 * SECOND, .least_delay_ns = LEAST_DELAY };
	struct expected nobody = {};
	struct told told = {};
	pid_t hogs[4];
	cpu_set_t set;
	double external;

	for (int i = 0; i < 4; i++)
		hogs[i] = start_hog(i & 1, "neighbour");
	v.tracer = tracer_open();
	start_victim(&v);
	for (int i = 0; !v.ended; i++) {
		if (v.tid) {
			CPU_ZERO(&set);
			CPU_SET(i & 1, &set);
			sched_setaffinity(v.tid, sizeof(set), &set);
		}
		usleep(3000 + 1000 * (i * 7 % 13)); /* while it runs and while it waits */
		tracer_drain(v.tracer, &nobody, &told);
	}
	await_victim(&v, &nobody, &told);
	for (int i = 0; i < 4; i++)
		stop_process(hogs[i]);
	check_sums("migration", &v, &told);
	external = fraction(v.slot.share_ns[SHARE_EXTERNAL], v.slot.total_ns);
	verdict("migration external", told.moved && external > 0.6,
		"%.1f %% of %.1f ms; %llu of %llu waits moved; unattributed %.3f ms, torn %llu", 100 * external,
		MS(v.slot.total_ns), told.moved, told.waits, MS(v.slot.share_ns[SHARE_UNATTRIBUTED]),
		tracer_counter(v.tracer, COUNTER_TORN));
	tracer_close(v.tracer);
}

#define SHORT_LIVES 500

void check_hash(void)
{
	struct victim v = { .cpu = 1, .pace = SPINS, .ns = SECOND, .least_delay_ns = LEAST_DELAY };
	struct expected expected;
	struct told told = {};
	int most = 0, left;

	trace_beside_neighbour(&v, &expected, &told);
	check_sums("hash", &v, &told);
	for (int i = 0; i < SHORT_LIVES; i++) {
		struct victim brief = { .tracer = v.tracer, .cpu = -1 };

		start_victim(&brief);
		pthread_join(brief.thread, 0);
		left = tracer_remembered(v.tracer);
		most = left > most ? left : most;
	}
	for (int i = 0; i < 500 && tracer_remembered(v.tracer) > 1; i++)
		usleep(20000); /* the kernel frees tasks after a grace period */
	left = tracer_remembered(v.tracer);
	verdict("hash forgets", most > 1 && left <= 1, "%d of %d threads left, at most %d at a time", left,
		SHORT_LIVES, most);
	tracer_close(v.tracer);
}
