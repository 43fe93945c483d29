/*
 * Runs a command as the process that the tracer watches: runs the tracer's program identify() on
 * itself, as the agent does in a JVM, and becomes the command.
 *   usage: scoped <id of the program> <command> [<argument>...]
 */
#include <errno.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void fail(const char *what)
{
	fprintf(stderr, "scoped: %s: %s\n", what, strerror(errno));
	exit(1);
}

int main(int argc, char **argv)
{
	union bpf_attr attr;
	long program;

	if (argc < 3) {
		fprintf(stderr, "usage: scoped <id of the program> <command> [<argument>...]\n");
		return 2;
	}
	memset(&attr, 0, sizeof(attr));
	attr.prog_id = strtoul(argv[1], NULL, 10);
	program = syscall(SYS_bpf, BPF_PROG_GET_FD_BY_ID, &attr, sizeof(attr));
	if (program < 0)
		fail("finding the program");
	memset(&attr, 0, sizeof(attr));
	attr.test.prog_fd = program;
	if (syscall(SYS_bpf, BPF_PROG_TEST_RUN, &attr, sizeof(attr)))
		fail("running the program");
	close(program);
	execvp(argv[2], argv + 2);
	fail(argv[2]);
}
