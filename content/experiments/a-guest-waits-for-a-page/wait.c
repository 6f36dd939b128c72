#include "experiment.h"
#include <linux/userfaultfd.h>
#include <pthread.h>

/*
 * A page is filled only when somebody needs it, by a thread that is asked for
 * it. Who is served: a guest, and a pipe that holds a reference?
 */
static const unsigned char code[] = {
	0xa1, 0x00, 0x40,	/* again: mov ax, [0x4000] */
	0xe7, 0x10,		/*        out 0x10, ax     */
	0xeb, 0xf9,		/*        jmp again        */
};

static volatile int served;

/* Each page that is missing gets the next of 1111, 2222, ... */
static void *serve(void *faults)
{
	static uint16_t content[PAGE / 2];
	struct uffd_msg asked;

	while (read(*(int *)faults, &asked, sizeof asked) == sizeof asked) {
		content[0] = 0x1111 * ++served;
		struct uffdio_copy copy = {
			.dst = asked.arg.pagefault.address & -PAGE,
			.src = (uintptr_t)content, .len = PAGE,
		};
		must(ioctl(*(int *)faults, UFFDIO_COPY, &copy));
	}
	return NULL;
}

void experiment(void)
{
	static int faults;
	pthread_t server;
	int ends[2];
	uint16_t held[PAGE / 2];
	char *memory = private_pages(PAGE);
	struct iovec page = { memory, PAGE };
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register all = {
		.range = { (uintptr_t)memory, PAGE },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	struct guest guest = guest_with(code, sizeof code);

	must(guest_memory(&guest, 1, 0x4000, memory, PAGE));
	faults = must(syscall(SYS_userfaultfd, O_CLOEXEC));
	must(ioctl(faults, UFFDIO_API, &api));
	must(ioctl(faults, UFFDIO_REGISTER, &all));
	must(madvise(memory, PAGE, MADV_DONTNEED));	/* now it is missing */
	must(pthread_create(&server, NULL, serve, &faults));

	observe("the page is missing; the guest reads", "%s", guest_says(&guest));
	observe("the thread was asked for", "%d page", served);

	must(pipe(ends));
	must(vmsplice(ends[1], &page, 1, 0));		/* a reference on it */
	must(madvise(memory, PAGE, MADV_DONTNEED));
	observe("it is missing again; the guest reads", "%s", guest_says(&guest));
	observe("then the thread was asked for", "%d pages", served);
	observe("and the host reads", "%04x", *(volatile uint16_t *)memory);
	must(read(ends[0], held, PAGE));
	observe("but the pipe holds", "%04x", held[0]);
}
