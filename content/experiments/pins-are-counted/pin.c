#include "experiment.h"

/*
 * An ordinary user may lock 64 KiB. How much may that user keep in memory by a
 * pin for a long time, and how much by a reference from a pipe?
 */
static void as_ordinary_user(void)
{
	struct rlimit limit = { 64 << 10, 64 << 10 };
	must(setrlimit(RLIMIT_MEMLOCK, &limit));
	must(setuid(1000));
}

static const char *spliced(char *memory, size_t bytes)
{
	int ends[2];
	struct iovec all = { memory, bytes };
	must(pipe(ends));
	must(fcntl(ends[1], F_SETPIPE_SZ, 1 << 20));
	long held = vmsplice(ends[1], &all, 1, SPLICE_F_NONBLOCK);
	return held == (long)bytes ? "ok" : outcome(held < 0 ? held : -1);
}

void experiment(void)
{
	as_ordinary_user();
	char *memory = private_pages(1 << 20);

	observe("mlock() of 1 MiB", "%s", outcome(mlock(memory, 1 << 20)));
	observe("a long-term pin of 1 MiB", "%s",
		outcome(long_pin(memory, 1 << 20)));
	observe("a long-term pin of 4 KiB", "%s", outcome(long_pin(memory, PAGE)));
	observe("1 MiB in a pipe, by vmsplice()", "%s", spliced(memory, 1 << 20));
}
