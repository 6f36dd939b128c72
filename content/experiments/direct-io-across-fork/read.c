#include "experiment.h"
#include <linux/aio_abi.h>
#include <linux/dm-ioctl.h>

/*
 * A disk, /dev/ram0, behind one that answers two seconds later. A read without
 * the page cache is under way into our page when we fork and write to another
 * part of the page. Where does what was read arrive?
 */
static void slow_disk(void)
{
	struct {
		struct dm_ioctl head;
		struct dm_target_spec target;
		char parameters[64];
	} table = { .target = { .length = 8, .target_type = "delay" },
		    .parameters = "/dev/ram0 0 2000" };
	int control = must(open("/dev/mapper/control", O_RDWR));
	static const unsigned long steps[] = { DM_DEV_CREATE, DM_TABLE_LOAD,
					       DM_DEV_SUSPEND /* resumes it */ };
	for (int i = 0; i < 3; i++) {
		table.head = (struct dm_ioctl){ .version = { 4 },
			.data_size = sizeof table, .name = "slow",
			.data_start = sizeof table.head, .target_count = 1 };
		must(ioctl(control, steps[i], &table));
	}
	while (access("/dev/dm-0", F_OK))
		usleep(10000);
}

static void ask(const char *what, int does_fork)
{
	char *page = private_pages(PAGE);
	int disk = must(open("/dev/dm-0", O_RDONLY | O_DIRECT));
	struct iocb read = { .aio_fildes = disk, .aio_nbytes = 512,
			     .aio_lio_opcode = IOCB_CMD_PREAD,
			     .aio_buf = (uintptr_t)page };
	struct iocb *all[] = { &read };
	struct io_event done;
	aio_context_t context = 0;

	strcpy(page, "nothing");
	must(syscall(SYS_io_setup, 1, &context));
	must(syscall(SYS_io_submit, context, 1, all));	/* comes back at once */
	pid_t child = does_fork ? fork() : 0;
	if (does_fork && child == 0) {
		pause();				/* it only has the page */
		exit(0);
	}
	page[2048] = 'x';				/* not where the read goes */
	must(syscall(SYS_io_getevents, context, 1, 1, &done, NULL));
	observe(what, "%s", done.res == 512 ? page : "an error");
	if (does_fork)
		kill(child, SIGKILL);
}

void experiment(void)
{
	char *sector = private_pages(PAGE);
	int disk = must(open("/dev/ram0", O_WRONLY | O_DIRECT));
	strcpy(sector, "what is on the disk");
	must(write(disk, sector, PAGE));
	slow_disk();
	ask("without fork() the page holds", 0);
	ask("with fork() the page holds", 1);
}
