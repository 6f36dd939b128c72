#include "experiment.h"

/*
 * A process looks up the page frame number of a page of its own, and gives the
 * page back. Another process asks for memory. Whose page does the number name?
 */
#define PAGES 64	/* as many around it, that others may take meanwhile */
#define MANY 4096

static const char *owner_of(uint64_t number)
{
	char *memory = private_pages(MANY * PAGE);
	for (int i = 0; i < MANY; i++)
		if (frame_of(memory + i * PAGE) == number)
			return "another process";
	return "nobody we know";
}

void experiment(void)
{
	int ends[2];
	char byte, *memory = private_pages(PAGES * PAGE);
	uint64_t number = frame_of(memory + PAGES / 2 * PAGE);

	must(pipe(ends));
	if (fork() == 0) {
		must(munmap(memory, PAGES * PAGE));
		must(read(ends[0], &byte, 1));
		observe("the number names a page of", "%s", owner_of(number));
		exit(0);
	}
	must(munmap(memory, PAGES * PAGE));
	must(write(ends[1], "x", 1));
	wait(NULL);
}
