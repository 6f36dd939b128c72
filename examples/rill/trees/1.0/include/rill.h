/* SPDX-License-Identifier: MIT */
/* Rill: a box on the balcony that waters the plants. */
#pragma once

#include <stdbool.h>

#define BEDS 4
#define WET_ENOUGH 600

/* A valve lets water into one bed. */
struct valve {
	int pin;
	bool is_open;
};

/* What a probe in the soil has measured. */
struct reading {
	int moisture;
};

struct valve *valve_get(int bed);
int valve_open(struct valve *valve);
void valve_close(struct valve *valve);
struct reading sensor_read(int bed);
void water_bed(int bed);
