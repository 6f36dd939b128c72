/* SPDX-License-Identifier: MIT */
#include "board.h"
#include "rill.h"

static struct valve valves[BEDS];

struct valve *valve_get(int bed)
{
	return &valves[bed];
}

/* The valve closes by itself when the time is over, whatever becomes of the caller. */
int valve_open_for(struct valve *valve, unsigned int seconds)
{
	if (seconds == 0 || seconds > VALVE_LONGEST)
		return -ERANGE;
	if (valve->is_open)
		return -EBUSY;
	valve->is_open = true;
	valve->closes_at = clock_now() + seconds;
	pin_set(valve->pin, 1);
	return 0;
}

void valve_close(struct valve *valve)
{
	pin_set(valve->pin, 0);
	log_event("closed", valve->pin);
	valve->is_open = false;
}

/* Runs once a second, from the timer. */
void valve_tick(void)
{
	for (int bed = 0; bed < BEDS; bed++) {
		struct valve *valve = valve_get(bed);

		if (valve->is_open && clock_now() >= valve->closes_at)
			valve_close(valve);
	}
}
