// SPDX-License-Identifier: Apache-2.0
/* Loads libraries as the agent does, in order, and calls a function of the last that gives a string. */
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	const char *(*call)(void) = 0;
	void *library = 0;

	for (int i = 1; i < argc - 1; i++) {
		library = dlopen(argv[i], RTLD_NOW | RTLD_LOCAL);
		if (!library)
			break;
	}
	if (library)
		call = (const char *(*)(void))dlsym(library, argv[argc - 1]);
	printf("check\tload libraries\t%s\t%s\n", call ? "pass" : "fail", call ? call() : dlerror());
	return !call;
}
