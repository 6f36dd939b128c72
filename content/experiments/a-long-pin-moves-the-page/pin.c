#include "experiment.h"

/*
 * The machine has memory that is only for what can be moved. A page of ours
 * lies in there. We have it pinned for a long time: is it still there?
 */
void experiment(void)
{
	size_t bytes = 64 << 20, at = 0;
	char *memory = private_pages(bytes);

	while (at < bytes && strcmp(zone_of(frame_of(memory + at)), "Movable"))
		at += 16 * PAGE;
	if (at >= bytes) {
		printf("no page of ours is in Movable\n");
		exit(1);
	}
	char *page = memory + at;
	uint64_t before = frame_of(page);
	strcpy(page, "contents");
	observe("before the pin its zone is", "%s", zone_of(before));

	observe("the long-term pin", "%s", outcome(long_pin(page, PAGE)));

	uint64_t after = frame_of(page);
	observe("after the pin it is", "%s",
		after == before ? "the same page" : "another page");
	observe("after the pin its zone is", "%s",
		strcmp(zone_of(after), "Movable") ? "another" : "Movable");
	observe("what it holds is", "%s", page);
}
