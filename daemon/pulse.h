/* pulse.h - what doors and the clerk of one supervisor tell each other: that something changed, and what is due. */
#ifndef PULSE_H
#define PULSE_H

#include <stdint.h>

struct pulse {
	int bell;                       /* an eventfd: doors add to it, the clerk reads it */
	struct pulse_seen {             /* shared */
		int64_t due;            /* when something is due or was, as the clerk last saw it */
		int64_t looked;         /* when that was: monotonic, the same in every process */
	} *seen;
};
#define PULSE_PATIENCE INT64_C(150000000)       /* µs without a look that are well: it looks once a minute, and takes its time */

/* Before the fork; never freed.  `monotonic`: now, from which a clerk is waited for. */
void pulse_begin(struct pulse *pulse, int64_t monotonic);
void pulse_ring(const struct pulse *pulse);
void pulse_tell(const struct pulse *pulse, int64_t due, int64_t monotonic);
/*
 * Seconds since the oldest thing was due that the clerk has not done, or since it looked last, when that is
 * too long ago; 0: all is well.  So it grows when there is no clerk, whatever that one believed when it was
 * last there: what it saw falls due without it, and what it has not seen it does not know.
 */
int64_t pulse_lag(const struct pulse *pulse, int64_t now, int64_t monotonic);

#endif
