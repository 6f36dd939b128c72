#include "experiment.h"
#include <setjmp.h>

/*
 * We map registers of a disk controller, by sysfs and by /dev/mem, while no
 * driver has it. Then its driver comes. Do we keep the registers?
 */
#define DEVICE "/sys/bus/pci/devices/0000:00:1f.2"
static sigjmp_buf back;

static void on_fault(int signal) { siglongjmp(back, signal); }

static const char *reading(volatile uint32_t *registers)
{
	switch (sigsetjmp(back, 1)) {
	case 0:
		(void)*registers;
		return "ok";
	case SIGBUS:
		return "SIGBUS";
	default:
		return "SIGSEGV";
	}
}

static long driver(const char *what)
{
	char path[100];
	snprintf(path, sizeof path, "/sys/bus/pci/drivers/ahci/%s", what);
	return write(must(open(path, O_WRONLY)), "0000:00:1f.2", 12);
}

static void *map(const char *path, off_t at)
{
	int file = must(open(path, O_RDWR | O_SYNC));
	return mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, at);
}

void experiment(void)
{
	char lines[6][64];
	FILE *resources = must(fopen(DEVICE "/resource", "r"));
	for (int i = 0; i < 6; i++)
		fgets(lines[i], sizeof lines[i], resources);
	off_t at = strtoull(lines[5], NULL, 16);

	signal(SIGBUS, on_fault);
	signal(SIGSEGV, on_fault);
	must(driver("unbind"));
	void *by_sysfs = must(map(DEVICE "/resource5", 0));
	void *by_mem = must(map("/dev/mem", at));
	observe("without a driver, reading by sysfs", "%s", reading(by_sysfs));
	observe("without a driver, reading by /dev/mem", "%s", reading(by_mem));

	must(driver("bind"));
	observe("with a driver, reading by sysfs", "%s", reading(by_sysfs));
	observe("with a driver, reading by /dev/mem", "%s", reading(by_mem));
	observe("with a driver, a new mapping by sysfs", "%s",
		outcome((long)map(DEVICE "/resource5", 0) == -1 ? -1 : 0));
	observe("with a driver, a new mapping by /dev/mem", "%s",
		outcome((long)map("/dev/mem", at) == -1 ? -1 : 0));
}
