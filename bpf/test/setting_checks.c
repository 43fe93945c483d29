// SPDX-License-Identifier: Apache-2.0
/* Where the process finds itself: in pid namespaces, under a quota. */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "checks.h"
#include "work.h"

#define SECOND 1000000000ULL
#define MS(ns) ((ns) / 1e6)

/* The global number of the caller: first of NSpid in /proc/self/status, of the /proc mounted outside. */
static __u32 global_pid(void)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	unsigned int pid = 0;

	while (file && !pid && fgets(line, sizeof(line), file))
		sscanf(line, "NSpid: %u", &pid);
	if (!pid)
		die("/proc/self/status");
	fclose(file);
	return pid;
}

static void in_namespaces(void)
{
	struct victim v = { .cpu = 1, .pace = SPINS, .ns = SECOND };
	struct expected expected = { .cgroup_id = make_cgroup("neighbour") };
	struct told told = {};
	struct scope scope;
	__u32 pid = global_pid();

	pid_t hog = start_hog(1, "neighbour");
	v.tracer = tracer_open();
	scope = *tracer_scope(v.tracer);
	start_victim(&v);
	while (!v.tid)
		usleep(1000);
	expected.waiter = v.tid;
	await_victim(&v, &expected, &told);
	stop_process(hog);
	verdict("namespaces process", scope.tgid == pid && pid != (__u32)getpid(),
		"%u of %u, %d in its own namespace", scope.tgid, pid, getpid());
	verdict("namespaces thread",
		told.waits_of_waiter && v.slot.ns_tid == v.tid && v.slot.tid > v.tid,
		"%u of %u, globally %u; %.1f ms waited, %llu of %llu waits told are its own", v.slot.ns_tid, v.tid,
		v.slot.tid, MS(v.slot.total_ns), told.waits_of_waiter, told.waits);
	tracer_close(v.tracer);
}

static void within_namespace(int levels)
{
	int status;
	pid_t pid;

	if (!levels) {
		in_namespaces();
		return;
	}
	if (unshare(CLONE_NEWPID))
		die("unshare");
	pid = fork();
	if (pid < 0)
		die("fork");
	if (!pid) {
		within_namespace(levels - 1);
		exit(0);
	}
	if (waitpid(pid, &status, 0) != pid || status)
		exit(3);
}

void check_namespaces(void)
{
	within_namespace(2);
}

#define LIMITED_NS (3 * SECOND)

/* What befalls the victims while their cgroup, or the one above it, is limited. */
struct limit {
	const char *name; /* of the checks */
	const char *cgroup; /* of the victims */
	const char *limited;
	const char *quota;
	int victims; /* one on each CPU, from the last on */
	bool neighbour; /* on each of these CPUs */
};

struct outcome {
	struct governed governed;
	__u64 throttled_ns;
	__u64 external_ns;
	__u64 total_ns;
	struct told told;
};

#define VICTIMS 2

/* The reader sleeps meanwhile: it is in the same cgroup. The victims outlast the limit. */
static struct outcome live_under(struct tracer *tracer, const struct limit *limit)
{
	struct victim victims[VICTIMS];
	struct outcome outcome = {};
	struct expected nobody = {};
	pid_t hogs[VICTIMS] = {};
	struct governor governor;

	enter_cgroup(limit->cgroup);
	governor = start_governor(limit->limited, limit->quota, LIMITED_NS);
	for (int i = 0; i < limit->victims; i++) {
		victims[i] = (struct victim){ .tracer = tracer, .cpu = 1 - i, .pace = SPINS,
					      .ns = LIMITED_NS + SECOND };
		if (limit->neighbour)
			hogs[i] = start_hog(1 - i, "neighbour");
		start_victim(&victims[i]);
	}
	for (int i = 0; i < limit->victims; i++)
		while (!victims[i].tid)
			usleep(1000);
	outcome.governed = govern(&governor);
	for (int i = 0; i < limit->victims; i++) {
		pthread_join(victims[i].thread, 0);
		outcome.throttled_ns += victims[i].slot.share_ns[SHARE_THROTTLED];
		outcome.external_ns += victims[i].slot.share_ns[SHARE_EXTERNAL];
		outcome.total_ns += victims[i].slot.total_ns;
		if (hogs[i])
			stop_process(hogs[i]);
	}
	enter_cgroup("service");
	tracer_drain(tracer, &nobody, &outcome.told);
	return outcome;
}

static void name_of(char name[64], const struct limit *limit, const char *what)
{
	snprintf(name, 64, "quota%s %s", limit->name, what);
}

/* The kernel's own account, within 2 %; and the neighbour is blamed if there is one, and only then. */
static void check_tight(struct tracer *tracer, const struct limit *limit)
{
	struct outcome o = live_under(tracer, limit);
	__u64 kernel_ns = o.governed.throttled_ns;
	char name[64];

	name_of(name, limit, "shares sum");
	verdict(name, o.told.waits && !o.told.unbalanced, "%llu of %llu waits unbalanced", o.told.unbalanced,
		o.told.waits);
	name_of(name, limit, "throttled");
	verdict(name, kernel_ns > SECOND && is_near(o.throttled_ns, kernel_ns, 0.02),
		"%.4f of cpu.stat's %.1f ms", (double)o.throttled_ns / kernel_ns, MS(kernel_ns));
	if (limit->neighbour) {
		name_of(name, limit, "blamed for the rest");
		verdict(name, o.external_ns > SECOND / 5, "external %.1f of %.1f ms", MS(o.external_ns),
			MS(o.total_ns));
	} else {
		name_of(name, limit, "not blamed");
		verdict(name, o.external_ns < o.total_ns / 20 + o.governed.cpu_ns,
			"external %.1f of %.1f ms; who set the limit ran for %.1f ms", MS(o.external_ns),
			MS(o.total_ns), MS(o.governed.cpu_ns));
	}
}

static void check_ample(struct tracer *tracer, const struct limit *limit)
{
	struct outcome o = live_under(tracer, limit);
	char name[64];

	name_of(name, limit, "not throttled");
	verdict(name, !o.governed.throttled_ns && !o.throttled_ns && o.told.waits && !o.told.unbalanced,
		"%.3f ms throttled, %.3f ms by cpu.stat", MS(o.throttled_ns),
		MS(o.governed.throttled_ns));
	name_of(name, limit, "blamed");
	verdict(name, o.external_ns > o.total_ns * 7 / 10, "external %.1f of %.1f ms", MS(o.external_ns),
		MS(o.total_ns));
}

void check_quota(void)
{
	static const struct limit TIGHT[] = {
		{ "", "limited", "limited", "20000 100000", 1, false },
		{ " of two CPUs", "limited", "limited", "60000 100000", 2, false },
		{ " of the parent", "outer/inner", "outer", "20000 100000", 1, false },
		{ " beside a neighbour", "limited", "limited", "20000 100000", 1, true },
	};
	static const struct limit AMPLE = { " above the demand", "limited", "limited", "1000000 100000", 1, true };
	struct tracer *tracer;

	make_cgroup("limited");
	make_cgroup("outer");
	set_cgroup("outer", "cgroup.subtree_control", "+cpu");
	make_cgroup("outer/inner");
	enter_cgroup("limited");
	tracer = tracer_open();
	for (size_t i = 0; i < sizeof(TIGHT) / sizeof(*TIGHT); i++)
		check_tight(tracer, &TIGHT[i]);
	check_ample(tracer, &AMPLE);
	tracer_close(tracer);
}
