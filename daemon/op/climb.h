/* climb.h - the clock's steps on the ladder: found over all tenants, judged and written in each. */
#ifndef OP_CLIMB_H
#define OP_CLIMB_H

#include "op/due.h"

extern const struct operation op_rung_find;     /* deadlines whose rung has come */

/*
 * Climbs what is due in the case of one deadline: of all the case's deadlines at once, so that those
 * which share a rung share a letter.  Where another clerk has the case in hand, or was faster, there
 * is no such deadline: REFUSAL_not_found.
 */
extern const struct operation op_reminder_climb;

/* A read: when there will be something to do, in request.own. */
struct outlook { int64_t next_rung_at; int32_t next_lapse; };   /* INSTANT_NONE, DAY_NONE: nothing waits */
extern const struct operation op_clerk_outlook;

#endif
