/* clock.h - what time it is; tests and the test clock answer a second time. */
#ifndef PORT_CLOCK_H
#define PORT_CLOCK_H

#include <stdint.h>

int64_t clock_now(void);        /* the instant: microseconds since 1970-01-01T00:00:00Z */
int32_t clock_today(void);      /* the day in Europe/Oslo, as in base/day.h */
int64_t clock_monotonic(void);  /* microseconds that only grow, for waiting; never moved by a test */

#endif
