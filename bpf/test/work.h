/* SPDX-License-Identifier: Apache-2.0 */
/* Threads that wait and processes that make them wait. */
#ifndef SCHEDPROBE_TEST_WORK_H
#define SCHEDPROBE_TEST_WORK_H

#include <linux/types.h>
#include <pthread.h>
#include <sys/types.h>

#include "tracer.h"

#define CGROUPS "/sys/fs/cgroup"

/* Makes a cgroup below the root of the v2 hierarchy unless it is there. Returns its id. */
__u64 make_cgroup(const char *name);

/* Writes into a file of a cgroup. */
void set_cgroup(const char *name, const char *file, const char *value);

/* A number out of a cgroup's cpu.stat. */
__u64 cpu_stat(const char *cgroup, const char *field);

/*
 * A process that limits a cgroup for a while from outside of it, and lifts the limit, which ends all throttling at
 * once. To be started while it need not wait for the limit itself.
 */
struct governor {
	pid_t pid;
	int line;
};

/* Starts one, which does nothing as yet. quota: as cpu.max takes it. */
struct governor start_governor(const char *cgroup, const char *quota, __u64 ns);

/* What came of it, in ns. */
struct governed {
	__u64 throttled_ns; /* of the cgroup, by cpu.stat */
	__u64 cpu_ns; /* that the governor itself took: to change a limit may have the kernel rewrite its code */
};

/* Lets it act. */
struct governed govern(struct governor *governor);

/* Moves the calling process. */
void enter_cgroup(const char *name);

/* Lets the calling thread run on one CPU only. */
void pin(int cpu);

/* Keeps the CPU busy. */
void spin(__u64 ns);

__u64 now_ns(void);

/* A process that spins on a CPU until it is killed, in a cgroup; null: in the caller's. */
pid_t start_hog(int cpu, const char *cgroup);

void stop_process(pid_t pid);

enum pace {
	SPINS, /* waits begin by preemption */
	SLEEPS, /* waits begin by wakeup */
};

/* A thread of this process that waits, and what the kernel and the tracer say about it at its end. */
struct victim {
	struct tracer *tracer;
	int cpu; /* -1: anywhere */
	enum pace pace;
	__u64 ns; /* how long it goes on */
	__u64 least_delay_ns; /* longer, within limits, until it has waited so long by the kernel's account */

	volatile __u32 tid;
	volatile int ended;
	__u64 run_delay_ns; /* /proc/thread-self/schedstat */
	struct thread_slot slot; /* state is SLOT_FREE if there was none */
	pthread_t thread;
};

void start_victim(struct victim *victim);

/* Reads the ring until the victim has ended. */
void await_victim(struct victim *victim, const struct expected *expected, struct told *told);

#endif
