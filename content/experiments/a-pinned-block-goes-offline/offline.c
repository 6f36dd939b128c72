#include "experiment.h"

/*
 * A block of memory is to be taken out of the machine. One page of ours lies
 * in it. Does it go, when nobody, a pipe, or a pin for a long time holds the
 * page?
 */
static unsigned long block_bytes(void)
{
	char digits[32] = "";
	int file = must(open("/sys/devices/system/memory/block_size_bytes", O_RDONLY));
	must(read(file, digits, sizeof digits - 1));
	close(file);
	return strtoul(digits, NULL, 16);
}

static long set_state(unsigned long block, const char *state)
{
	char path[100];
	snprintf(path, sizeof path, "/sys/devices/system/memory/memory%lu/state", block);
	int file = must(open(path, O_WRONLY));
	long result = write(file, state, strlen(state));
	int reason = errno;
	close(file);
	errno = reason;
	return result;
}

/* The one page, of many, that lies in the block; the others are given back. */
static char *page_in(unsigned long block)
{
	size_t bytes = 300 << 20, per_block = block_bytes() / PAGE;
	char *memory = private_pages(bytes + PAGE), *last = memory + bytes;
	char *page = memory;
	while (page < last && frame_of(page) / per_block != block)
		page += 16 * PAGE;
	if (page >= last) {
		printf("no page of ours is in block %lu\n", block);
		exit(1);
	}
	must(mremap(page, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, last));
	must(munmap(memory, bytes));
	return last;
}

static volatile int late;

static void give_up(int signal) { late = signal; }

static void ask(const char *what, unsigned long block, int how)
{
	char *page = page_in(block);
	struct iovec one = { page, PAGE };
	int ends[2];

	must(pipe(ends));
	if (how == 1)
		must(vmsplice(ends[1], &one, 1, 0));
	if (how == 2)
		must(long_pin(page, PAGE));
	/* It tries until a signal comes; or says that it is busy: ask again. */
	long result;
	alarm(8);
	for (late = 0; (result = set_state(block, "offline")) < 0;)
		if (late || errno != EBUSY)
			break;
	observe(what, "%s", result < 0 && late ? "not within 8 seconds"
					      : outcome(result));
	alarm(0);
	if (result > 0)
		must(set_state(block, "online_movable"));
	close(ends[0]);
	close(ends[1]);
	must(munmap(page, PAGE));
}

void experiment(void)
{
	struct sigaction act = { .sa_handler = give_up };
	must(sigaction(SIGALRM, &act, NULL));
	ask("with a page that nobody holds", 6, 0);
	ask("with a page that a pipe holds", 6, 1);
	ask("with a page that is pinned for long", 6, 2);
}
