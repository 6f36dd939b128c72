/* SPDX-License-Identifier: MIT */
#include "board.h"
#include "rill.h"

/* The board calls this when the program has not answered for a minute. */
void watchdog_bark(void)
{
	for (int bed = 0; bed < BEDS; bed++)
		valve_close(valve_get(bed));
	board_reset();
}
