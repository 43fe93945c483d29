// SPDX-License-Identifier: Apache-2.0
/*
 * Whether the kernel programs tell the truth on the kernel this runs on. For a virtual machine of its own,
 * with two CPUs and the cpu controller on the v2 hierarchy: see scripts/kernel-matrix.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "checks.h"
#include "work.h"

static const struct check {
	const char *name;
	void (*run)(void);
	enum storage storage;
} CHECKS[] = {
	{ "load", check_load, BEST },
	{ "neighbour", check_neighbour, BEST },
	{ "preemption", check_preemption, BEST },
	{ "own", check_own, BEST },
	{ "migration", check_migration, BEST },
	{ "namespaces", check_namespaces, BEST },
	{ "quota", check_quota, BEST },
	{ "hash", check_hash, HASH },
};

#define SECONDS_EACH 240 /* most of them in the verifier, on an emulated CPU */

/* Each in a process of its own: that is whom the programs trace. */
static int run(const struct check *check)
{
	int status;
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	if (!pid) {
		alarm(SECONDS_EACH);
		enter_cgroup("service");
		pin(0);
		wanted_storage = check->storage;
		check->run();
		exit(0);
	}
	if (waitpid(pid, &status, 0) != pid)
		die("waitpid");
	if (!WIFEXITED(status) || WEXITSTATUS(status)) {
		verdict(check->name, false, "broke off, %s %d", WIFEXITED(status) ? "exit status" : "signal",
			WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
		return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	int broken = 0;

	make_cgroup("service");
	make_cgroup("neighbour");
	for (size_t i = 0; i < sizeof(CHECKS) / sizeof(*CHECKS); i++)
		if (argc < 2 || !strcmp(argv[1], CHECKS[i].name))
			broken += run(&CHECKS[i]);
	return broken != 0;
}
