#include "experiment.h"
#include <linux/dma-buf.h>

/*
 * Whoever reads or writes a dma-buf by the processor says so before and after.
 * Does the kernel notice when somebody does not?
 */
static const char *said(int buffer, uint64_t flags)
{
	struct dma_buf_sync sync = { flags };
	return outcome(ioctl(buffer, DMA_BUF_IOCTL_SYNC, &sync));
}

void experiment(void)
{
	int buffer = dma_buf(PAGE);
	char *memory = must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
				 buffer, 0));

	strcpy(memory, "no bracket");
	observe("a write without a bracket, it holds", "%s", memory);
	observe("an end without a beginning", "%s",
		said(buffer, DMA_BUF_SYNC_END | DMA_BUF_SYNC_WRITE));
	observe("a beginning", "%s",
		said(buffer, DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE));
	observe("the same beginning again", "%s",
		said(buffer, DMA_BUF_SYNC_START | DMA_BUF_SYNC_WRITE));
	observe("a beginning of neither reading nor writing", "%s",
		said(buffer, DMA_BUF_SYNC_START));
	observe("a flag that nobody knows", "%s", said(buffer, 1 << 10));
}
