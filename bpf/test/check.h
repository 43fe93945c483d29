/* SPDX-License-Identifier: Apache-2.0 */
/* What a check says: one line each, "check<TAB>name<TAB>verdict<TAB>detail", for scripts/kernel-matrix. */
#ifndef SCHEDPROBE_TEST_CHECK_H
#define SCHEDPROBE_TEST_CHECK_H

#include <stdbool.h>

/* Says whether a check passed, with the figures it went by. */
void verdict(const char *name, bool passed, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Ends the process: nothing can be checked without what. Shows errno. */
void die(const char *what) __attribute__((noreturn));

/* Whether a measured value lies within a fraction of the expected one. */
bool is_near(double measured, double expected, double fraction);

#endif
