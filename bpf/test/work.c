// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "work.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

/* A victim that has not waited enough goes on for so many times as long. */
#define LONGEST 8

static void path_of(char path[256], const char *cgroup, const char *file)
{
	snprintf(path, 256, "%s/%s/%s", CGROUPS, cgroup, file);
}

__u64 make_cgroup(const char *name)
{
	struct stat facts;
	char path[256];

	path_of(path, name, "");
	if (mkdir(path, 0755) && errno != EEXIST)
		die(path);
	if (stat(path, &facts))
		die(path);
	return facts.st_ino;
}

void set_cgroup(const char *name, const char *file, const char *value)
{
	char path[256];
	int fd;

	path_of(path, name, file);
	fd = open(path, O_WRONLY);
	if (fd < 0 || write(fd, value, strlen(value)) < 0)
		die(path);
	close(fd);
}

__u64 cpu_stat(const char *cgroup, const char *field)
{
	char path[256], name[64];
	unsigned long long value;
	FILE *file;

	path_of(path, cgroup, "cpu.stat");
	file = fopen(path, "r");
	if (!file)
		die(path);
	while (fscanf(file, "%63s %llu", name, &value) == 2) {
		if (!strcmp(name, field)) {
			fclose(file);
			return value;
		}
	}
	errno = ENOENT;
	die(field);
}

void enter_cgroup(const char *name)
{
	set_cgroup(name, "cgroup.procs", "0");
}

static __u64 time_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

__u64 now_ns(void)
{
	return time_of(CLOCK_MONOTONIC);
}

struct governor start_governor(const char *cgroup, const char *quota, __u64 ns)
{
	struct governor governor;
	int ends[2];
	struct governed governed;
	__u64 from;
	char go;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends))
		die("socketpair");
	governor.line = ends[0];
	governor.pid = fork();
	if (governor.pid < 0)
		die("fork");
	if (governor.pid) {
		close(ends[1]);
		return governor;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	close(ends[0]);
	enter_cgroup("service");
	if (read(ends[1], &go, 1) != 1)
		exit(1);
	usleep(100000); /* who let it act is in that cgroup, and is to be asleep by then */
	from = cpu_stat(cgroup, "throttled_usec");
	set_cgroup(cgroup, "cpu.max", quota);
	usleep(ns / 1000);
	set_cgroup(cgroup, "cpu.max", "max");
	governed.throttled_ns = (cpu_stat(cgroup, "throttled_usec") - from) * 1000;
	governed.cpu_ns = time_of(CLOCK_PROCESS_CPUTIME_ID);
	exit(write(ends[1], &governed, sizeof(governed)) != sizeof(governed));
}

struct governed govern(struct governor *governor)
{
	struct governed governed;

	if (write(governor->line, "g", 1) != 1 ||
	    read(governor->line, &governed, sizeof(governed)) != sizeof(governed))
		die("the governor");
	close(governor->line);
	waitpid(governor->pid, 0, 0);
	return governed;
}

void pin(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	if (sched_setaffinity(0, sizeof(set), &set))
		die("sched_setaffinity");
}

void spin(__u64 ns)
{
	__u64 end = now_ns() + ns;

	while (now_ns() < end)
		;
}

pid_t start_hog(int cpu, const char *cgroup)
{
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (cgroup)
		enter_cgroup(cgroup);
	pin(cpu);
	for (;;)
		spin(1000000000);
}

void stop_process(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, 0, 0);
}

static __u64 run_delay(void)
{
	unsigned long long ran, waited = 0;
	FILE *file = fopen("/proc/thread-self/schedstat", "r");

	if (!file || fscanf(file, "%llu %llu", &ran, &waited) != 2)
		die("/proc/thread-self/schedstat");
	fclose(file);
	return waited;
}

static void *run_victim(void *argument)
{
	struct victim *victim = argument;
	const struct thread_slot *slot;
	__u64 start = now_ns();

	victim->tid = gettid();
	if (victim->cpu >= 0)
		pin(victim->cpu);
	do {
		spin(5000000);
		if (victim->pace == SLEEPS)
			usleep(1000);
	} while (now_ns() < start + victim->ns ||
		 (run_delay() < victim->least_delay_ns && now_ns() < start + LONGEST * victim->ns));
	slot = tracer_slot(victim->tracer, victim->tid);
	victim->run_delay_ns = run_delay();
	if (slot)
		victim->slot = *slot;
	victim->ended = 1;
	return 0;
}

void start_victim(struct victim *victim)
{
	if (pthread_create(&victim->thread, 0, run_victim, victim))
		die("pthread_create");
}

void await_victim(struct victim *victim, const struct expected *expected, struct told *told)
{
	while (!victim->ended) {
		usleep(20000);
		tracer_drain(victim->tracer, expected, told);
	}
	pthread_join(victim->thread, 0);
	tracer_drain(victim->tracer, expected, told);
}
