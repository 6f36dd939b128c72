/* SPDX-License-Identifier: MIT */
#include "board.h"
#include "rill.h"

/* Waters a bed until its soil is wet. */
void water_bed(int bed)
{
	struct valve *valve = valve_get(bed);

	if (valve_open(valve) < 0)
		return;
	while (sensor_read(bed).moisture < WET_ENOUGH)
		sleep_seconds(5);
	valve_close(valve);
}
