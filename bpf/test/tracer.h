/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel programs, set up as the agent does it (io.schedprobe.tracer.KernelTracer). */
#ifndef SCHEDPROBE_TEST_TRACER_H
#define SCHEDPROBE_TEST_TRACER_H

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

#include "../src/schedprobe.h"

struct tracer;

/* What the ring's records said, added up. */
struct told {
	__u64 waits;
	__u64 unbalanced; /* whose shares did not sum to the wait */
	__u64 moved; /* that were on more than one CPU */
	__u64 external_ns;
	__u64 preemptions; /* begun by preemption */
	__u64 preemptions_by_expected;
	__u64 expected_ns; /* had by the expected culprit */
	__u64 named_ns; /* had by anybody named */
	__u64 waits_of_waiter;
	char cgroup[CGROUP_NAME_LEN]; /* of the expected culprit */
};

/* Whom the caller expects to be named; zero: nobody. */
struct expected {
	__u32 tid; /* global */
	__u32 waiter; /* who is expected to wait, in its own pid namespace */
	__u64 cgroup_id;
};

/* Where the programs remember threads: task storage, or a hash where the kernel has none for them. */
enum storage {
	BEST,
	HASH,
};

/* What the next tracer_open() uses. */
extern enum storage wanted_storage;

/* Loads the programs, tells them who this process is and attaches them. Dies when that fails. */
struct tracer *tracer_open(void);

void tracer_close(struct tracer *tracer);

/* How many threads the hash remembers; -1 when task storage is in use. */
int tracer_remembered(const struct tracer *tracer);

const struct scope *tracer_scope(const struct tracer *tracer);

/* Reads all records in the ring. */
void tracer_drain(struct tracer *tracer, const struct expected *expected, struct told *told);

/* The tallies of a thread of ours, by its number in its own namespace; null while it has none. */
const struct thread_slot *tracer_slot(const struct tracer *tracer, __u32 ns_tid);

__u64 tracer_counter(const struct tracer *tracer, enum counter counter);

#endif
