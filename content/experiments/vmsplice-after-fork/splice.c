#include "experiment.h"

/*
 * A child puts a page that it shares with its parent into a pipe, and unmaps
 * it. Now the parent is alone with the page, by its own count, and writes a
 * secret. The child reads the pipe. Does it read the secret?
 */
static void ask(const char *what, size_t bytes, char *memory)
{
	int pipe_ends[2], unmapped[2], written[2];
	char read_back[PAGE], byte;

	strcpy(memory, "before");
	must(pipe(pipe_ends));
	must(pipe(unmapped));
	must(pipe(written));

	if (fork() == 0) {			/* the attacker */
		struct iovec page = { memory, PAGE };
		must(vmsplice(pipe_ends[1], &page, 1, 0));
		must(munmap(memory, bytes));
		must(write(unmapped[1], "x", 1));
		must(read(written[0], &byte, 1));
		must(read(pipe_ends[0], read_back, PAGE));
		observe(what, "%s", read_back);
		exit(0);
	}
	must(read(unmapped[0], &byte, 1));
	strcpy(memory, "secret");		/* the victim */
	must(write(written[1], "x", 1));
	wait(NULL);
}

#define HUGE (2 << 20)

/* Of twice as much, one part begins where a huge page can begin. */
static char *huge_page(void)
{
	char *twice = must(mmap(NULL, 2 * HUGE, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	char *huge = (char *)(((uintptr_t)twice + HUGE - 1) / HUGE * HUGE);
	must(madvise(huge, HUGE, MADV_HUGEPAGE));
	huge[0] = 1;
	/* All of it is there after one write, if it is one page. */
	uint64_t first = frame_of(huge);
	observe("the huge page is one", "%s",
		frame_of(huge + HUGE - PAGE) == first + HUGE / PAGE - 1 ? "yes" : "no");
	return huge;
}

void experiment(void)
{
	ask("a small page, the child reads", PAGE, private_pages(PAGE));
	ask("a huge page, the child reads", HUGE, huge_page());

	int count = must(open("/proc/sys/vm/nr_hugepages", O_WRONLY));
	must(write(count, "4", 1));
	ask("a page of hugetlb, the child reads", HUGE,
	    must(mmap(NULL, HUGE, PROT_READ | PROT_WRITE,
		      MAP_HUGETLB | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)));
}
