#include "experiment.h"

/*
 * A page of a device's memory is mapped as a bare page frame number. The
 * processor can use it. Can somebody else be handed the page?
 */
static const char *spliced(void *memory)
{
	int ends[2];
	struct iovec page = { memory, PAGE };
	must(pipe(ends));
	return outcome(vmsplice(ends[1], &page, 1, 0));
}

static const char *read_as_another_process(void *memory)
{
	char copy[16];
	struct iovec here = { copy, 16 }, there = { memory, 16 };
	return outcome(process_vm_readv(getpid(), &here, 1, &there, 1, 0));
}

static void ask(const char *name, char *memory)
{
	char what[100];
	int file = must(open("/tmp/copy", O_RDWR | O_CREAT, 0600));

	strcpy(memory, "hello");
	snprintf(what, sizeof what, "%s, the processor reads", name);
	observe(what, "%s", strcmp(memory, "hello") ? "something else" : "hello");
	snprintf(what, sizeof what, "%s, write() copies it", name);
	observe(what, "%s", outcome(write(file, memory, 16)));
	snprintf(what, sizeof what, "%s, vmsplice()", name);
	observe(what, "%s", spliced(memory));
	snprintf(what, sizeof what, "%s, process_vm_readv()", name);
	observe(what, "%s", read_as_another_process(memory));
	snprintf(what, sizeof what, "%s, a long-term pin", name);
	observe(what, "%s", outcome(long_pin(memory, PAGE)));
}

void experiment(void)
{
	char *device = device_memory();
	ask("ordinary memory", private_pages(PAGE));
	ask("device memory", device);
	observe("device memory, it is marked pf", "%s",
		strstr(vm_flags_of(device), " pf") ? "yes" : "no");
}
