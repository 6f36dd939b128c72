#include "experiment.h"

/*
 * vgem, a driver for no device at all, exports a buffer as a dma-buf. We map
 * it and write to it. Of what kind is the mapping, and can somebody else be
 * handed its pages?
 */
void experiment(void)
{
	int buffer = dma_buf(PAGE), ends[2];
	char *memory = must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
				 buffer, 0));
	struct iovec page = { memory, PAGE };

	strcpy(memory, "hello");
	observe("the processor reads", "%s", memory);
	observe("it is marked pf, bare frame numbers", "%s",
		strstr(vm_flags_of(memory), " pf") ? "yes" : "no");
	must(pipe(ends));
	observe("vmsplice()", "%s", outcome(vmsplice(ends[1], &page, 1, 0)));
	observe("a long-term pin", "%s", outcome(long_pin(memory, PAGE)));
}
