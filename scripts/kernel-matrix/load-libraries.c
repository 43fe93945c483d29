// SPDX-License-Identifier: Apache-2.0
/*
 * Loads libraries as the agent does, in order, and looks up a function of the last; calls it if it is one that gives a
 * string.
 *   usage: load-libraries <name of the check> call|find <function> <library>...
 */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	const char *(*function)(void) = 0;
	const char *words;
	void *library = 0;

	if (argc < 5)
		return 2;
	for (int i = 4; i < argc; i++) {
		library = dlopen(argv[i], RTLD_NOW | RTLD_LOCAL);
		if (!library)
			break;
	}
	if (library)
		function = (const char *(*)(void))dlsym(library, argv[3]);
	if (!function)
		words = dlerror();
	else if (strcmp(argv[2], "call"))
		words = argv[3];
	else
		words = function();
	printf("check\t%s\t%s\t%s\n", argv[1], function ? "pass" : "fail", words);
	return !function;
}
