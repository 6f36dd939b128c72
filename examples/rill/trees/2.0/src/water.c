/* SPDX-License-Identifier: MIT */
#include "board.h"
#include "rill.h"

/* Waters a bed until its soil is wet, for ten minutes at most. */
void water_bed(int bed)
{
	struct valve *valve = valve_get(bed);

	if (valve_open_for(valve, 600) < 0)
		return;
	while (valve->is_open) {
		struct reading reading = sensor_read(bed);

		if (!sensor_is_fresh(reading) || reading.moisture >= WET_ENOUGH)
			break;
		sleep_seconds(5);
	}
	valve_close(valve);
}
