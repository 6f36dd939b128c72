#include "experiment.h"
#include <linux/dma-heap.h>

/*
 * The system heap gives out ordinary pages as a dma-buf. They have references
 * and everything else that a page has. Does the mapping let anybody take one?
 */
void experiment(void)
{
	int heap = open("/dev/dma_heap/system", O_RDWR), ends[2];
	struct dma_heap_allocation_data wanted = { .len = PAGE, .fd_flags = O_RDWR };

	if (heap < 0)
		not_applicable("CONFIG_DMABUF_HEAPS_SYSTEM");
	must(ioctl(heap, DMA_HEAP_IOCTL_ALLOC, &wanted));
	char *memory = must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
				 wanted.fd, 0));
	struct iovec page = { memory, PAGE };

	strcpy(memory, "hello");
	observe("the processor reads", "%s", memory);
	observe("it is marked pf, bare frame numbers", "%s",
		strstr(vm_flags_of(memory), " pf") ? "yes" : "no");
	must(pipe(ends));
	observe("vmsplice()", "%s", outcome(vmsplice(ends[1], &page, 1, 0)));
	observe("a long-term pin", "%s", outcome(long_pin(memory, PAGE)));
}
