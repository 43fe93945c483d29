/* SPDX-License-Identifier: GPL-2.0 */
/* In which order other CPUs, and user space in mapped memory, see what is read and written here. */
#ifndef SCHEDPROBE_ORDER_H
#define SCHEDPROBE_ORDER_H

/*
 * Whatever is read and written before is so before whatever comes after, but for a read that overtakes a
 * write, which nothing here minds. x86 keeps that order by itself, if only the compiler does. Elsewhere it
 * takes an atomic exchange, of a word that means nothing else and that hardly any other CPU touches: a full
 * barrier in Linux' memory model, and for BPF too (arch/arm64/net/bpf_jit_comp.c, since 5.18: an LSE
 * instruction with acquire and release, or a loop and a dmb). An atomic operation that fetches nothing, as
 * __sync_fetch_and_add() whose result is not used, orders nothing there.
 */
#ifdef __TARGET_ARCH_x86
#define keep_order(word) barrier()
#else
#define keep_order(word)                             \
	do {                                         \
		barrier();                           \
		__sync_lock_test_and_set((word), 0); \
		barrier();                           \
	} while (0)
#endif

#endif
