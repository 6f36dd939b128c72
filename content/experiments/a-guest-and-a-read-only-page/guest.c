#include "experiment.h"

/*
 * The host maps a page for reading only, and shows it to a guest without
 * saying so. The guest writes. Who stops it?
 */
static const unsigned char code[] = {
	0xa1, 0x00, 0x40,	/* mov ax, [0x4000] */
	0xe7, 0x10,		/* out 0x10, ax     */
	0xb8, 0x22, 0x22,	/* mov ax, 0x2222   */
	0xa3, 0x00, 0x40,	/* mov [0x4000], ax */
	0xe7, 0x10,		/* out 0x10, ax     */
	0xf4,			/* hlt              */
};

static void ask(const char *name, void *memory)
{
	char what[100];
	struct guest guest = guest_with(code, sizeof code);
	volatile uint16_t *word = memory;

	*word = 0x1111;
	must(mprotect(memory, PAGE, PROT_READ));
	must(guest_memory(&guest, 1, 0x4000, memory, PAGE));
	snprintf(what, sizeof what, "%s, the guest reads", name);
	observe(what, "%s", guest_says(&guest));
	snprintf(what, sizeof what, "%s, the guest writes", name);
	observe(what, "%s", guest_says(&guest));
	snprintf(what, sizeof what, "%s, the host reads", name);
	observe(what, "%04x", *word);
}

void experiment(void)
{
	ask("ordinary memory", private_pages(PAGE));
	ask("device memory", device_memory());
}
