/* SPDX-License-Identifier: MIT */
/* Rill: a box on the balcony that waters the plants. */
#pragma once

#include <stdbool.h>

#define BEDS 4
#define WET_ENOUGH 600

/* The longest that a valve may be open, in seconds. */
#define VALVE_LONGEST 900

/* A reading that is older than this, in seconds, says nothing. */
#define READING_FRESH 60

/* A valve lets water into one bed. */
struct valve {
	int pin;
	bool is_open;
	unsigned long closes_at;
};

/* What a probe in the soil has measured, and when. */
struct reading {
	int moisture;
	unsigned long taken_at;
};

struct valve *valve_get(int bed);
int valve_open_for(struct valve *valve, unsigned int seconds);
void valve_close(struct valve *valve);
void valve_tick(void);
struct reading sensor_read(int bed);
bool sensor_is_fresh(struct reading reading);
void water_bed(int bed);
void watchdog_bark(void);
