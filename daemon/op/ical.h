/* ical.h - iCalendar (RFC 5545) as calendars of all-day events are written: CRLF, folded at 75 octets, escaped. */
#ifndef OP_ICAL_H
#define OP_ICAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

struct ical_event {
	const char *uid;                /* the same for good */
	int32_t from, to;               /* both days with */
	int64_t sequence;               /* rises with every change */
	bool cancelled;
	const char *summary;            /* UTF-8 */
};

void ical_begin(struct buffer *buffer, const char *name);
void ical_event(struct buffer *buffer, const struct ical_event *event, int64_t now);
void ical_end(struct buffer *buffer);

#endif
