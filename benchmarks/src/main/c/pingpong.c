/*
 * Two threads on one CPU hand a byte to and fro over two pipes: a wakeup and a switch each way.
 *   usage: pingpong <round trips>
 * Writes "ready", waits for a line on standard input, plays, and writes the nanoseconds it took.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int ping[2], pong[2];
static long round_trips;

static void fail(const char *what, int error)
{
	fprintf(stderr, "pingpong: %s: %s\n", what, strerror(error));
	exit(1);
}

static void receive(int fd)
{
	char byte;

	if (read(fd, &byte, 1) != 1)
		fail("read", errno);
}

static void send(int fd)
{
	char byte = 0;

	if (write(fd, &byte, 1) != 1)
		fail("write", errno);
}

static void *answer(void *unused)
{
	for (long i = 0; i < round_trips; i++) {
		receive(ping[0]);
		send(pong[1]);
	}
	return unused;
}

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* The last of the CPUs allowed: the first one tends to take the interrupts. */
static void pin(void)
{
	cpu_set_t allowed, one;
	int cpu = CPU_SETSIZE - 1;

	if (sched_getaffinity(0, sizeof(allowed), &allowed))
		fail("sched_getaffinity", errno);
	while (cpu > 0 && !CPU_ISSET(cpu, &allowed))
		cpu--;
	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	if (sched_setaffinity(0, sizeof(one), &one))
		fail("sched_setaffinity", errno);
}

int main(int argc, char **argv)
{
	pthread_t other;
	long long start;
	int error;

	round_trips = argc == 2 ? atol(argv[1]) : 0;
	if (round_trips < 1) {
		fprintf(stderr, "usage: pingpong <round trips>\n");
		return 2;
	}
	pin();
	if (pipe(ping) || pipe(pong))
		fail("pipe", errno);
	error = pthread_create(&other, NULL, answer, NULL);
	if (error)
		fail("pthread_create", error);
	puts("ready");
	fflush(stdout);
	if (getchar() == EOF)
		return 1;
	start = now();
	for (long i = 0; i < round_trips; i++) {
		send(ping[1]);
		receive(pong[0]);
	}
	printf("%lld\n", now() - start);
	return 0;
}
