/* rung.h - the ladder of the deadlines of a case in hand: as its rows tell it, and when it is looked at next. */
#ifndef OP_RUNG_H
#define OP_RUNG_H

#include "core/ladder.h"
#include "op/casework.h"

/* What the ladder is judged by; lives in the request's arena. */
const struct ladder_facts *rung_facts(struct casework *work, const struct deadline *deadline);

/* The ledger's line for this rung of the deadline, or NULL. */
struct reminder *rung_line(const struct casework *work, const struct deadline *deadline, const char *rung);

/*
 * Sets, for every deadline where a change of the case has moved it, the instant at which the clock
 * judges it again, and puts it for those that are not stored anyway.  casework_write's, before all
 * else: whatever changes a case changes what its deadlines wait for.
 */
void rung_schedule(struct casework *work);

#endif
