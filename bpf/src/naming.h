/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who had the CPU: from the logs into the record of a wait.
 *
 * The loops are in global functions, which the verifier looks at once, by themselves, knowing nothing of their
 * callers: nested, short loops reach far at little cost. Kernels before 5.17 have no bpf_loop(), and those
 * before 5.13 refuse an object that so much as names a callback.
 */
#ifndef SCHEDPROBE_NAMING_H
#define SCHEDPROBE_NAMING_H

/* The product is the longest log there is. */
#define BLOCK_ENTRIES 32
#define STRETCH_BLOCKS 32
#define SPAN_STRETCHES 64
#define STRETCH_ENTRIES (BLOCK_ENTRIES * STRETCH_BLOCKS)

/* Adds an entry of a CPU's log to the record; since: when the span began. */
static __always_inline void name_run(struct scratch *scratch, __u32 cpu, __u64 position, __u64 since,
				     bool throttled)
{
	struct wait_record *r = &scratch->wait;
	struct segment *s = segment_at(cpu, position);
	__u32 n = r->culprits, *guess;
	struct runner *to;
	__u64 early = 0, ran;

	if (!s || s->position != position) {
		count(COUNTER_LOG_OVERRUN, 1);
		return;
	}
	/* Was in progress when the span was opened from another CPU: only its later part counts. */
	if (s->runner.start_ns < since)
		early = since - s->runner.start_ns;
	if (early >= s->runner.ran_ns)
		return;
	ran = s->runner.ran_ns - early;
	if (throttled && s->throttled_ns > early) /* such time is nobody's */
		ran -= s->throttled_ns - early;
	if (!ran)
		return;
	guess = &scratch->index[s->runner.tid & (INDEX_SIZE - 1)];
	if (*guess < n && *guess < MAX_CULPRITS && r->culprit[*guess].tid == s->runner.tid) {
		r->culprit[*guess].ran_ns += ran;
		return;
	}
	if (n >= MAX_CULPRITS) {
		r->culprits_cut++;
		return;
	}
	to = &r->culprit[n];
	*to = s->runner;
	to->ran_ns = ran;
	*guess = n;
	r->culprits = n + 1;
}

/* Adds the newest entries of some, backwards. */
__noinline int name_block(__u32 cpu, __u64 newest, __u32 entries, __u64 since, __u32 throttled)
{
	struct scratch *s = scratch();

	if (!s)
		return 0;
#pragma clang loop unroll(disable)
	for (__u32 i = 0; i < BLOCK_ENTRIES && i < entries; i++)
		name_run(s, cpu, newest - i, since, throttled);
	return 0;
}

__noinline int name_stretch(__u32 cpu, __u64 newest, __u32 entries, __u64 since, __u32 throttled)
{
#pragma clang loop unroll(disable)
	for (__u32 i = 0; i < STRETCH_ENTRIES && i < entries; i += BLOCK_ENTRIES)
		name_block(cpu, newest - i, entries - i, since, throttled);
	return 0;
}

/* Adds what a CPU logged in a span: its entries [from, from + entries). */
__noinline int name_span(__u32 cpu, __u64 from, __u32 entries, __u64 since, __u32 throttled)
{
	__u64 newest = from + entries - 1;

	if (entries > log_entries) {
		count(COUNTER_LOG_OVERRUN, entries - log_entries);
		entries = log_entries;
	}
#pragma clang loop unroll(disable)
	for (__u32 i = 0; i < SPAN_STRETCHES * STRETCH_ENTRIES && i < entries; i += STRETCH_ENTRIES)
		name_stretch(cpu, newest - i, entries - i, since, throttled);
	return 0;
}

/* The task that took the CPU is the first that the log shows after the wait began. */
static __always_inline void name_preemptor(struct wait_record *r, struct wait *w, __u32 cpu, __u64 from)
{
	struct segment *s = segment_at(cpu, from);

	__builtin_memset(&r->preemptor, 0, sizeof(r->preemptor));
	if (w->onset != ONSET_PREEMPTION || !w->preemptor_tid)
		return;
	if (s && s->position == from && s->runner.tid == w->preemptor_tid) {
		r->preemptor = s->runner;
		return;
	}
	r->preemptor.tid = w->preemptor_tid;
	r->preemptor.tgid = w->preemptor_tgid;
	r->preemptor.kind = SHARE_UNATTRIBUTED;
}

#endif
