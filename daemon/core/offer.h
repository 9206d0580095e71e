/* offer.h - the step that a breach's rounds speak for: offered to the lead auditor, taken by nobody else. */
#ifndef CORE_OFFER_H
#define CORE_OFFER_H

#include "core/law.h"

/*
 * The step (enum offer) that the breach's rounds speak for and that nothing else holds back, or TERM_NONE:
 * a demanded measure point of a corrected breach that fails again, or all those of a reported one that have
 * lasted.  ret_rounds gets the rounds it rests on, at most `room`; there are never more than the case has.
 */
int offer_judge(const struct case_facts *facts, const struct breach *breach, const struct observation **ret_rounds,
	int room, int *ret_count);

/* The event of the breach's machine that is offered. */
int offer_event(int offer);

#endif
