#include "experiment.h"
#include <linux/udmabuf.h>

/*
 * Memory that is ours already, a memfd, is made a dma-buf. Through the memfd
 * its page may be pinned. May the same page be pinned through the dma-buf?
 */
static const char *marked_pf(void *memory)
{
	return strstr(vm_flags_of(memory), " pf") ? "yes" : "no";
}

static void ask(const char *name, int file)
{
	char what[100];
	char *memory = must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
				 file, 0));
	*(volatile char *)memory = memory[0];
	snprintf(what, sizeof what, "through the %s, it holds", name);
	observe(what, "%s", memory);
	snprintf(what, sizeof what, "through the %s, it is marked pf", name);
	observe(what, "%s", marked_pf(memory));
	snprintf(what, sizeof what, "through the %s, a long-term pin", name);
	observe(what, "%s", outcome(long_pin(memory, PAGE)));
}

void experiment(void)
{
	int device = open("/dev/udmabuf", O_RDWR);
	int memfd = must(memfd_create("memory", MFD_ALLOW_SEALING));
	struct udmabuf_create make = { .memfd = memfd, .size = PAGE };

	if (device < 0)
		not_applicable("CONFIG_UDMABUF");
	must(ftruncate(memfd, PAGE));
	must(pwrite(memfd, "hello", 6, 0));
	must(fcntl(memfd, F_ADD_SEALS, F_SEAL_SHRINK));
	int buffer = must(ioctl(device, UDMABUF_CREATE, &make));

	ask("memfd", memfd);
	ask("dma-buf", buffer);
}
