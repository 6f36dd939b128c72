/* SPDX-License-Identifier: MIT */
#include "board.h"
#include "rill.h"

#ifdef CONFIG_TWO_PROBES
/* Two probes in each bed: the drier one counts. */
struct reading sensor_read(int bed)
{
	int left = adc_read(2 * bed);
	int right = adc_read(2 * bed + 1);

	return (struct reading){ .moisture = left < right ? left : right };
}
#else
struct reading sensor_read(int bed)
{
	return (struct reading){ .moisture = adc_read(bed) };
}
#endif
