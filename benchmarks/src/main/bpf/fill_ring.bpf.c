/* SPDX-License-Identifier: GPL-2.0 */
/* Fills a ring buffer with records of the size of a wait with two culprits, for its readers. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define RECORDS 1024
#define WORDS 43

struct record {
	__u64 word[WORDS];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 512 * 1024);
} events SEC(".maps");

/* Returns how many records found room. */
SEC("syscall")
int fill(void *ctx)
{
	int written = 0;

	for (int i = 0; i < RECORDS; i++) {
		struct record *record = bpf_ringbuf_reserve(&events, sizeof(*record), 0);

		if (!record)
			break;
		for (int word = 0; word < WORDS; word++)
			record->word[word] = i + 1;
		/* One wake-up a batch, without which epoll knows nothing of the ring. */
		bpf_ringbuf_submit(record, i == RECORDS - 1 ? BPF_RB_FORCE_WAKEUP : BPF_RB_NO_WAKEUP);
		written++;
	}
	return written;
}

char LICENSE[] SEC("license") = "GPL";
