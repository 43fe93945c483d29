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
	await_victim(&v, &expected, &told);
	stop_process(hog);
	verdict("namespaces process", scope.tgid == pid && pid != (__u32)getpid(),
		"%u of %u, %d in its own namespace", scope.tgid, pid, getpid());
	verdict("namespaces thread", told.last_ns_tid && v.slot.ns_tid == v.tid && v.slot.tid > v.tid,
		"%u of %u, globally %u; %.1f ms waited", v.slot.ns_tid, v.tid, v.slot.tid,
		MS(v.slot.total_ns));
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

/* The reader stays asleep meanwhile: it is in the same cgroup. */
void check_quota(void)
{
	struct victim v = { .cpu = 1, .pace = SPINS, .ns = 3 * SECOND };
	struct expected nobody = {};
	struct told told = {};
	__u64 from, throttled_ns;

	make_cgroup("limited");
	enter_cgroup("limited");
	v.tracer = tracer_open();
	from = cpu_stat("limited", "throttled_usec");
	set_cgroup("limited", "cpu.max", "20000 100000"); /* not before: loading takes its time */
	start_victim(&v);
	pthread_join(v.thread, 0);
	throttled_ns = (cpu_stat("limited", "throttled_usec") - from) * 1000;
	enter_cgroup("service");
	tracer_drain(v.tracer, &nobody, &told);
	verdict("quota shares sum", told.waits && !told.unbalanced, "%llu of %llu waits unbalanced",
		told.unbalanced, told.waits);
	verdict("quota throttled",
		throttled_ns > SECOND && is_near(v.slot.share_ns[SHARE_THROTTLED], throttled_ns, 0.05),
		"%.4f of cpu.stat's %.1f ms", (double)v.slot.share_ns[SHARE_THROTTLED] / throttled_ns,
		MS(throttled_ns));
	verdict("quota not blamed", v.slot.share_ns[SHARE_EXTERNAL] < v.slot.total_ns / 20,
		"external %.1f of %.1f ms", MS(v.slot.share_ns[SHARE_EXTERNAL]), MS(v.slot.total_ns));
	tracer_close(v.tracer);
}
