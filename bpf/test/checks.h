/* SPDX-License-Identifier: Apache-2.0 */
/* The checks. Each traces the process that calls it. */
#ifndef SCHEDPROBE_TEST_CHECKS_H
#define SCHEDPROBE_TEST_CHECKS_H

/* The programs load, attach, and know who traces: global process id and cgroup. */
void check_load(void);

/* A process of another cgroup has the CPU: shares, total, culprit, its cgroup's name. */
void check_neighbour(void);

/* It takes the CPU from a thread that runs. */
void check_preemption(void);

/* Threads and processes of our own have the CPU. */
void check_own(void);

/* A waiting thread is moved to and fro between two busy CPUs. */
void check_migration(void);

/* The same inside a pid namespace within a pid namespace. */
void check_namespaces(void);

/* The hash that stands in for task storage forgets threads that end. */
void check_hash(void);

/*
 * The cgroup's quota is used up, or its parent's, on one CPU or two, beside a neighbour or not; or there is a
 * neighbour and a quota that is not used up.
 */
void check_quota(void);

#endif
