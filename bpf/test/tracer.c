// SPDX-License-Identifier: Apache-2.0
#include "tracer.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "check.h"
#include "schedprobe.skel.h"

#define LOG_ENTRIES 1024
#define RING_BYTES (1024 * 1024)
#define THRESHOLD_NS 100000
#define RECORDS_PER_SECOND 100000

enum storage wanted_storage = BEST;

struct counters {
	__u64 value[COUNTERS];
};

struct tracer {
	struct schedprobe_bpf *programs;
	struct bpf_link *links[8];
	int linked;
	int cpus;
	bool hash; /* in the stead of task storage */
	struct ring_buffer *ring;
	struct counters *counters;
	size_t counters_bytes;
	struct thread_slot *slots;
	size_t slots_bytes;
	const struct expected *expected;
	struct told *told;
};

static void *mapped(struct bpf_map *map, size_t bytes, int protection)
{
	void *memory = mmap(0, bytes, protection, MAP_SHARED, bpf_map__fd(map), 0);

	if (memory == MAP_FAILED)
		die(bpf_map__name(map));
	return memory;
}

static size_t whole_pages(size_t bytes)
{
	size_t page = sysconf(_SC_PAGESIZE);

	return (bytes + page - 1) & ~(page - 1);
}

static __u64 sum(const __u64 *share_ns)
{
	__u64 ns = 0;

	for (int i = 0; i < SHARES; i++)
		ns += share_ns[i];
	return ns;
}

static void add_wait(struct tracer *tracer, const struct wait_record *r)
{
	struct told *told = tracer->told;
	__u32 expected = tracer->expected->tid;

	told->waits++;
	told->unbalanced += sum(r->share_ns) != r->duration_ns;
	told->moved += r->migrations != 0;
	told->external_ns += r->share_ns[SHARE_EXTERNAL];
	told->waits_of_waiter += r->ns_tid == tracer->expected->waiter;
	if (r->onset == ONSET_PREEMPTION) {
		told->preemptions++;
		told->preemptions_by_expected += r->preemptor.tid == expected;
	}
	for (__u32 i = 0; i < r->culprits; i++) {
		told->named_ns += r->culprit[i].ran_ns;
		if (r->culprit[i].tid == expected)
			told->expected_ns += r->culprit[i].ran_ns;
	}
}

static int on_record(void *context, void *data, size_t size)
{
	struct tracer *tracer = context;
	const struct cgroup_record *cgroup = data;

	if (*(__u32 *)data == RECORD_WAIT)
		add_wait(tracer, data);
	else if (cgroup->cgroup_id == tracer->expected->cgroup_id && size >= sizeof(*cgroup))
		memcpy(tracer->told->cgroup, cgroup->name[0], CGROUP_NAME_LEN);
	return 0;
}

static void attach(struct tracer *tracer, struct bpf_program *program)
{
	struct bpf_link *link = bpf_program__attach(program);

	if (!link)
		die(bpf_program__name(program));
	tracer->links[tracer->linked++] = link;
}

static struct schedprobe_bpf *load(int cpus, bool task_storage)
{
	struct schedprobe_bpf *programs = schedprobe_bpf__open();

	if (!programs)
		die("opening the kernel programs");
	programs->rodata->task_storage = task_storage;
	programs->rodata->nr_cpus = cpus;
	programs->rodata->log_entries = LOG_ENTRIES;
	programs->rodata->ring_bytes = RING_BYTES;
	bpf_map__set_max_entries(programs->maps.cpus, cpus);
	bpf_map__set_max_entries(programs->maps.counters, cpus);
	bpf_map__set_max_entries(programs->maps.segments, cpus * LOG_ENTRIES);
	bpf_map__set_max_entries(programs->maps.events, RING_BYTES);
	bpf_map__set_autocreate(programs->maps.waits, task_storage);
	bpf_map__set_autocreate(programs->maps.waits_by_task, !task_storage);
	bpf_program__set_autoload(programs->progs.on_free, !task_storage);
	if (schedprobe_bpf__load(programs)) {
		schedprobe_bpf__destroy(programs);
		return 0;
	}
	return programs;
}

static int silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	(void)level, (void)format, (void)arguments;
	return 0;
}

/* Whether tracing programs have task storage shows when it is asked for. */
static struct schedprobe_bpf *load_best(int cpus, bool *hash)
{
	libbpf_print_fn_t print = libbpf_set_print(silent);
	struct schedprobe_bpf *programs = wanted_storage == HASH ? 0 : load(cpus, true);

	libbpf_set_print(print);
	*hash = !programs;
	if (programs)
		return programs;
	programs = load(cpus, false);
	if (!programs && wanted_storage != HASH)
		load(cpus, true); /* for what libbpf says */
	return programs;
}

struct tracer *tracer_open(void)
{
	struct tracer *tracer = calloc(1, sizeof(*tracer));
	LIBBPF_OPTS(bpf_test_run_opts, run);
	struct schedprobe_bpf *programs;

	tracer->cpus = libbpf_num_possible_cpus();
	tracer->programs = programs = load_best(tracer->cpus, &tracer->hash);
	if (!programs)
		die("loading the kernel programs");
	tracer->counters_bytes = whole_pages(tracer->cpus * sizeof(struct counters));
	tracer->counters = mapped(programs->maps.counters, tracer->counters_bytes, PROT_READ);
	tracer->slots_bytes = whole_pages(THREAD_SLOTS * sizeof(struct thread_slot));
	tracer->slots = mapped(programs->maps.threads, tracer->slots_bytes, PROT_READ);
	tracer->ring = ring_buffer__new(bpf_map__fd(programs->maps.events), on_record, tracer, 0);
	if (!tracer->ring)
		die("events");
	if (bpf_prog_test_run_opts(bpf_program__fd(programs->progs.identify), &run))
		die("identify");
	programs->data->settings.threshold_ns = THRESHOLD_NS;
	programs->data->settings.records_per_second = RECORDS_PER_SECOND;
	if (tracer->hash)
		attach(tracer, programs->progs.on_free);
	attach(tracer, programs->progs.on_exit);
	attach(tracer, programs->progs.on_migrate);
	attach(tracer, programs->progs.on_switch);
	attach(tracer, programs->progs.on_wakeup_new);
	attach(tracer, programs->progs.on_wakeup);
	return tracer;
}

void tracer_close(struct tracer *tracer)
{
	while (tracer->linked)
		bpf_link__destroy(tracer->links[--tracer->linked]);
	ring_buffer__free(tracer->ring);
	munmap(tracer->counters, tracer->counters_bytes);
	munmap(tracer->slots, tracer->slots_bytes);
	schedprobe_bpf__destroy(tracer->programs);
	free(tracer);
}

int tracer_remembered(const struct tracer *tracer)
{
	int map = bpf_map__fd(tracer->programs->maps.waits_by_task);
	__u64 key = 0, *from = 0;
	int threads = 0;

	if (!tracer->hash)
		return -1;
	for (; !bpf_map_get_next_key(map, from, &key); from = &key)
		threads++;
	return threads;
}

const struct scope *tracer_scope(const struct tracer *tracer)
{
	return &tracer->programs->bss->scope;
}

void tracer_drain(struct tracer *tracer, const struct expected *expected, struct told *told)
{
	tracer->expected = expected;
	tracer->told = told;
	if (ring_buffer__consume(tracer->ring) < 0)
		die("reading the ring");
}

const struct thread_slot *tracer_slot(const struct tracer *tracer, __u32 ns_tid)
{
	for (int i = 1; i < THREAD_SLOTS; i++)
		if (tracer->slots[i].state != SLOT_FREE && tracer->slots[i].ns_tid == ns_tid)
			return &tracer->slots[i];
	return 0;
}

__u64 tracer_counter(const struct tracer *tracer, enum counter counter)
{
	__u64 n = 0;

	for (int cpu = 0; cpu < tracer->cpus; cpu++)
		n += tracer->counters[cpu].value[counter];
	return n;
}
