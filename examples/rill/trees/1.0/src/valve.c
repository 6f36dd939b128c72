/* SPDX-License-Identifier: MIT */
#include "board.h"
#include "rill.h"

static struct valve valves[BEDS];

struct valve *valve_get(int bed)
{
	return &valves[bed];
}

/* Whoever opens a valve closes it again. */
int valve_open(struct valve *valve)
{
	if (valve->is_open)
		return -EBUSY;
	valve->is_open = true;
	log_event("open", valve->pin);
	pin_set(valve->pin, 1);
	return 0;
}

void valve_close(struct valve *valve)
{
	pin_set(valve->pin, 0);
	log_event("closed", valve->pin);
	valve->is_open = false;
}
