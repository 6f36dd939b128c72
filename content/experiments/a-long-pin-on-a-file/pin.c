#include "experiment.h"
#include <linux/if_xdp.h>
#include <sys/socket.h>

/*
 * A socket for raw packets (AF_XDP) takes memory of ours as its own, for as
 * long as it is open: a pin that writes, for a long time, with no test of its
 * own. Which memory will the kernel let it have?
 */
static const char *pinned(void *memory)
{
	int sock = must(socket(AF_XDP, SOCK_RAW, 0));
	struct xdp_umem_reg area = { .addr = (uintptr_t)memory, .len = PAGE,
				     .chunk_size = PAGE };
	long result = setsockopt(sock, SOL_XDP, XDP_UMEM_REG, &area, sizeof area);
	return outcome(result);
}

static void *mapped(int file, int how)
{
	char *memory = must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, how, file, 0));
	memory[0] = 'x';
	return memory;
}

void experiment(void)
{
	int memfd = must(memfd_create("memory", 0));
	int disk = must(open("/dev/ram0", O_RDWR));
	must(ftruncate(memfd, PAGE));

	observe("anonymous memory", "%s", pinned(private_pages(PAGE)));
	observe("a memfd, shared", "%s", pinned(mapped(memfd, MAP_SHARED)));
	observe("a disk, private", "%s", pinned(mapped(disk, MAP_PRIVATE)));
	observe("a disk, shared", "%s", pinned(mapped(disk, MAP_SHARED)));
	observe("a disk, shared, for io_uring", "%s",
		outcome(long_pin(mapped(disk, MAP_SHARED), PAGE)));
}
