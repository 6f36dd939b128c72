#include "experiment.h"

/*
 * A virtual machine is shown memory of a device: a page frame number without a
 * reference. What does the guest read, and what when the host has unmapped it?
 */
static const unsigned char code[] = {
	0xa1, 0x00, 0x40,	/* again: mov ax, [0x4000] */
	0xe7, 0x10,		/*        out 0x10, ax     */
	0xeb, 0xf9,		/*        jmp again        */
};

void experiment(void)
{
	struct guest guest = guest_with(code, sizeof code);
	volatile uint16_t *device = device_memory();

	observe("a slot over device memory", "%s",
		outcome(guest_memory(&guest, 1, 0x4000, (void *)device, PAGE)));
	*device = 0xbeef;
	observe("the host wrote beef; the guest reads", "%s", guest_says(&guest));
	*device = 0xcafe;
	observe("the host wrote cafe; the guest reads", "%s", guest_says(&guest));

	must(munmap((void *)device, PAGE));
	observe("the host has unmapped it; the guest", "%s", guest_says(&guest));
}
