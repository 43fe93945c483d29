// SPDX-License-Identifier: Apache-2.0
#include "check.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One write a line: checks run in processes of their own, on one console. */
void verdict(const char *name, bool passed, const char *format, ...)
{
	va_list arguments;
	char line[512];
	int length = snprintf(line, sizeof(line), "check\t%s\t%s\t", name, passed ? "pass" : "fail");

	va_start(arguments, format);
	vsnprintf(line + length, sizeof(line) - length, format, arguments);
	va_end(arguments);
	printf("%s\n", line);
	fflush(stdout);
}

void die(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	exit(2);
}

bool is_near(double measured, double expected, double fraction)
{
	return measured >= expected * (1 - fraction) && measured <= expected * (1 + fraction);
}
