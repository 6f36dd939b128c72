#include "experiment.h"

/*
 * An io_uring holds a page of ours, pinned for a long time. We fork, or have
 * the page write-protected, and then write to it. Does the ring see what we
 * wrote? It is asked to write the page, as it has it, into a pipe.
 */
struct ring {
	int fd;
	struct io_uring_params at;
	char *queue;
	struct io_uring_sqe *entries;
};

static struct ring ring_with(char *page)
{
	struct ring ring = { 0 };
	struct iovec buffer = { page, PAGE };
	ring.fd = must(syscall(SYS_io_uring_setup, 1, &ring.at));
	ring.queue = must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
			       ring.fd, IORING_OFF_SQ_RING));
	ring.entries = must(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED,
				 ring.fd, IORING_OFF_SQES));
	must(syscall(SYS_io_uring_register, ring.fd, IORING_REGISTER_BUFFERS,
		     &buffer, 1));
	return ring;
}

static const char *seen_by(struct ring *ring, char *page)
{
	static char seen[PAGE];
	int ends[2];
	must(pipe(ends));
	ring->entries[0] = (struct io_uring_sqe){ .opcode = IORING_OP_WRITE_FIXED,
		.fd = ends[1], .addr = (uintptr_t)page, .len = PAGE };
	*(unsigned *)(ring->queue + ring->at.sq_off.array) = 0;
	++*(unsigned *)(ring->queue + ring->at.sq_off.tail);
	must(syscall(SYS_io_uring_enter, ring->fd, 1, 1, IORING_ENTER_GETEVENTS,
		     NULL, 0));
	must(read(ends[0], seen, PAGE));
	return seen;
}

void experiment(void)
{
	char *page = private_pages(PAGE);
	struct ring ring = ring_with(page);

	strcpy(page, "first");
	observe("at first the ring sees", "%s", seen_by(&ring, page));

	pid_t child = fork();
	if (child == 0)
		return (void)pause();
	strcpy(page, "after fork");
	observe("after fork() and a write it sees", "%s", seen_by(&ring, page));
	kill(child, SIGKILL);

	int refs = must(open("/proc/self/clear_refs", O_WRONLY));
	must(write(refs, "4", 1));
	strcpy(page, "after clear_refs");
	observe("after clear_refs and a write it sees", "%s", seen_by(&ring, page));
}
