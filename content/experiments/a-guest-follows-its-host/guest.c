#include "experiment.h"

/*
 * A guest has read a page of its host. Then the host changes what stands at
 * that address: by copy-on-write, and by giving the page back. Which page does
 * the guest read?
 */
static const unsigned char code[] = {
	0xa1, 0x00, 0x40,	/* again: mov ax, [0x4000] */
	0xe7, 0x10,		/*        out 0x10, ax     */
	0xeb, 0xf9,		/*        jmp again        */
};

void experiment(void)
{
	char *memory = private_pages(PAGE);
	volatile uint16_t *word = (void *)memory;
	struct guest guest = guest_with(code, sizeof code);

	must(guest_memory(&guest, 1, 0x4000, memory, PAGE));
	*word = 0x1111;
	observe("the guest reads", "%s", guest_says(&guest));

	uint64_t before = frame_of(memory);
	pid_t child = fork();			/* the page is shared now */
	if (child == 0)
		return (void)pause();
	*word = 0x2222;				/* so this writes to a copy */
	observe("after a write, the host has", "%s",
		frame_of(memory) == before ? "the same page" : "another page");
	observe("and the guest reads", "%s", guest_says(&guest));
	kill(child, SIGKILL);

	must(madvise(memory, PAGE, MADV_DONTNEED));
	observe("the host gave the page back; the guest reads", "%s",
		guest_says(&guest));
	observe("and the host reads", "%04x", *word);
}
