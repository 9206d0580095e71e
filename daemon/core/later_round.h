/* later_round.h - when practice is measured again, and which round is the one that a date asks for. */
#ifndef CORE_LATER_ROUND_H
#define CORE_LATER_ROUND_H

#include "core/law.h"

/*
 * The date of the round that is planned so many months after the baseline: after the end of the newest
 * round that found the breach, of a breach without one after the visit, without a visit after today.
 */
struct policy_count later_round_count(const struct case_facts *facts, const struct breach *breach, int64_t months);
/* The count that ends on this date, of those the audit plans for the breach; due is DAY_NONE: none does. */
struct policy_count later_round_planned(const struct case_facts *facts, const struct breach *breach, int32_t due);

/*
 * Its period: a round that ends on this day or later is the one the measurement deadline asks for, and no
 * longer the one before.  From halfway between the two on; after the one before came, where that was late.
 */
int32_t later_round_from(const struct case_facts *facts, const struct deadline *deadline);
/*
 * The earliest running measurement deadline of the breach that is met by its rounds: in its period each
 * demanded measure point has one that counts.  NULL: none; nor where nothing is demanded to be measured.
 * Only dates that the plan counted are answered so: what a person set, a person receives (domain.md 4.3).
 */
const struct deadline *later_round_met(const struct case_facts *facts, const struct breach *breach);

#endif
