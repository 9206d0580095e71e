/* pulse.h - what doors and the clerk of one supervisor tell each other: that something changed, and what is due. */
#ifndef PULSE_H
#define PULSE_H

#include <stdint.h>

struct pulse {
	int bell;                       /* an eventfd: doors add to it, the clerk reads it */
	int64_t *due;                   /* shared: when something is due or was, as the clerk last saw it */
};

/* Before the fork; never freed. */
void pulse_begin(struct pulse *pulse);
void pulse_ring(const struct pulse *pulse);
void pulse_tell(const struct pulse *pulse, int64_t due);
/*
 * Seconds since the oldest thing was due that the clerk has not done; 0: none.  It grows also when
 * there is no clerk: what it saw last falls due without it.
 */
int64_t pulse_lag(const struct pulse *pulse, int64_t now);

#endif
