#include "experiment.h"

/*
 * We map and touch 4 MiB of a dma-buf, and 4 MiB of our own. By how much does
 * the kernel say that this process has grown? And what keeps the buffer, when
 * every file descriptor of it is closed?
 */
static long resident_kib(void)
{
	char line[128];
	long kib = -1;
	FILE *status = must(fopen("/proc/self/status", "r"));
	while (fgets(line, sizeof line, status))
		sscanf(line, "VmRSS: %ld", &kib);
	fclose(status);
	return kib;
}

/* Within a hundred pages: this program needs some of its own meanwhile. */
static const char *about(long kib)
{
	return kib > 4096 - 400 && kib < 4096 + 400 ? "4 MiB"
	     : kib < 400 ? "nothing" : "something else";
}

void experiment(void)
{
	size_t bytes = 4 << 20;
	int buffer = dma_buf(bytes);
	private_pages(1 << 20);	/* older kernels bring the count up to date
				 * only after so and so many pages */
	long before = resident_kib();
	char *own = private_pages(bytes);
	observe("4 MiB of its own, it has grown by", "%s",
		about(resident_kib() - before));

	before = resident_kib();
	char *memory = must(mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED,
				 buffer, 0));
	memset(memory, 1, bytes);
	observe("4 MiB of a dma-buf, it has grown by", "%s",
		about(resident_kib() - before));

	strcpy(memory, "still here");
	must(close(buffer));
	observe("with no descriptor left, the mapping holds", "%s", memory);
	memset(own, 0, bytes);
}
