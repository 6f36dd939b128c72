#include "experiment.h"
#include <linux/udmabuf.h>

/*
 * A private mapping copies a page as soon as it is written to. Of a buffer that
 * devices share, that would be a page which no device ever sees. Is it refused?
 */
static void ask(const char *what, int buffer, int how)
{
	char *memory = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, how, buffer, 0);
	observe(what, "%s", outcome(memory == MAP_FAILED ? -1 : 0));
}

void experiment(void)
{
	int buffer = dma_buf(PAGE);
	ask("vgem, shared", buffer, MAP_SHARED);
	ask("vgem, private", buffer, MAP_PRIVATE);

	int device = open("/dev/udmabuf", O_RDWR);
	if (device < 0) {
		observe("udmabuf, private", "no device");
		return;
	}
	int memfd = must(memfd_create("memory", MFD_ALLOW_SEALING));
	struct udmabuf_create make = { .memfd = memfd, .size = PAGE };
	must(ftruncate(memfd, PAGE));
	must(fcntl(memfd, F_ADD_SEALS, F_SEAL_SHRINK));
	ask("udmabuf, private", must(ioctl(device, UDMABUF_CREATE, &make)), MAP_PRIVATE);
}
