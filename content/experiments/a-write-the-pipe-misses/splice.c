#include "experiment.h"

/*
 * A pipe holds a reference on a page of ours. Something write-protects the
 * page; we write to it. Is what we wrote in the pipe?
 */
static void ask(const char *what, int clear)
{
	char read_back[PAGE];
	int ends[2];
	char *page = private_pages(PAGE);
	struct iovec all = { page, PAGE };

	strcpy(page, "old");
	must(pipe(ends));
	must(vmsplice(ends[1], &all, 1, 0));	/* the pipe has our page */

	if (clear) {
		/* "4" write-protects every page, to see who writes next. */
		int refs = must(open("/proc/self/clear_refs", O_WRONLY));
		must(write(refs, "4", 1));
		close(refs);
	}
	strcpy(page, "new");			/* a write fault, if it did */
	must(read(ends[0], read_back, PAGE));
	observe(what, "%s", read_back);
}

void experiment(void)
{
	ask("without clear_refs the pipe holds", 0);
	ask("after clear_refs the pipe holds", 1);
}
