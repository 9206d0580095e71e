/* facts.h - what the rows of a case say when asked the questions of the law. */
#ifndef CORE_FACTS_H
#define CORE_FACTS_H

#include "core/law.h"
#include "core/measure.h"

bool id_same(const char *a, const char *b);             /* and both are ids */
bool id_among(const struct texts *ids, const char *id);
bool text_given(const char *text);                      /* neither NULL nor empty */

/* The row of the facts by its id, or NULL. */
const struct breach *facts_breach(const struct case_facts *facts, const char *id);
const struct deadline *facts_deadline(const struct case_facts *facts, const char *id);
const struct letter *facts_letter(const struct case_facts *facts, const char *id);
const struct order *facts_order(const struct case_facts *facts, const char *id);
const struct requirement *facts_requirement(const struct case_facts *facts, const char *id);
const struct owner *facts_owner(const struct case_facts *facts, const char *name);

bool breach_stands(const struct breach *breach);        /* neither corrected nor dropped */
bool breach_is_open(const struct breach *breach);       /* established, insufficient or reported */
bool order_is_live(const struct order *order);
bool deadline_is_live(const struct deadline *deadline); /* proposed or running */
bool deadline_is_overdue(const struct deadline *deadline, int32_t today);
bool deadline_kind_corrects(int kind);                  /* correction and order_compliance */
bool deadline_kind_is_internal(int kind);               /* the authority's own: met by events */
bool deadline_kind_may_lapse(int kind);                 /* silence about it is lawful: nobody is chased */
bool letter_was_sent(const struct letter *letter);      /* dispatched or journalled */
bool letter_is_reminder(const struct letter *letter);   /* the first or the second */
bool letter_dates(const struct letter *letter, const struct deadline *deadline);        /* one of this kind and breach */
/* It dates a deadline of this kind and breach, or, where it dates none, has its breach or all of them. */
bool letter_is_about(const struct letter *letter, const struct deadline *deadline);

/*
 * Evidence and rounds count from the instant the breach was established; relapse and reopen move it
 * forward.  What was received, or a review that began, before that day does not count, nor what was
 * registered before that instant on the day itself.
 */
bool evidence_counts(const struct breach *breach, const struct evidence *evidence);
bool observation_counts(const struct breach *breach, const struct observation *observation);

const struct assessment *facts_last_assessment(const struct case_facts *facts, const char *breach);
bool demand_measures(const struct demand *demand, const struct breach *breach); /* it is the breach's, and names a measure point */
/* Practice is demanded to be measured: some demand of the breach does so. */
bool facts_measured(const struct case_facts *facts, const struct breach *breach);
bool facts_demands(const struct case_facts *facts, const struct breach *breach, int evidence_kind);
const struct measure_point *facts_measure_point(const struct case_facts *facts, const char *id);     /* or NULL: not the case's */
/* The measure point's own rule, as the demand (or NULL) sharpens it. */
struct measure_rule measure_rule_of(const struct measure_point *point, const struct demand *demand);
/* What this demand's rounds must show; false: unknown point. */
bool facts_measure_rule(const struct case_facts *facts, const struct demand *demand,
	struct measure_rule *ret_rule);
/* How the demanded measure point stands by the rounds that count; its indexes mean nothing here. */
struct measure_verdict facts_measure_verdict(const struct case_facts *facts, const struct breach *breach,
	const char *measure_point, const struct measure_rule *rule);
/*
 * The first and the last round of the run by which the measure point passes: what "it has lasted" rests on.
 * False: it does not pass.  Where one round is enough, both are that one.
 */
struct sustained { const struct observation *first, *last; };
bool facts_sustained(const struct case_facts *facts, const struct breach *breach, const char *measure_point,
	const struct measure_rule *rule, struct sustained *ret_sustained);
/* The demand's measure point fails in this round, which was reviewed after the breach was found corrected. */
bool facts_failed_after(const struct case_facts *facts, const struct breach *breach, const struct demand *demand,
	const struct observation *observation);
/* Later than the assessment; after an early correction, which stores none, later than its day. */
bool facts_after_assessment(const struct case_facts *facts, const struct breach *breach, int32_t day,
	int64_t registered_at);
struct measure_round measure_round_of(const struct observation *observation);

/* The newest of a kind that no other follows; order: of that order, or NULL for any. */
const struct deadline *facts_newest(const struct case_facts *facts, int kind, const char *order);
/* The live correction or order_compliance of the breach that lies last, or NULL. */
const struct deadline *facts_correction(const struct case_facts *facts, const char *breach);
bool facts_has_live(const struct case_facts *facts, int kind, const char *breach);
/*
 * Until when the party may comment on the order a letter gives notice of, where its writer names no day: as
 * long as the letter's own first date, and never shorter than the policy says.
 */
int32_t facts_notice_due(const struct case_facts *facts, const struct letter *letter);
/*
 * The date the letter states for a deadline of the kind and breach ("": of none) that is due
 * `otherwise`: that date if it states it, else the first it does, else still that date.  letter may
 * be NULL.
 */
int32_t facts_stated(const struct letter *letter, int kind, const char *breach, int32_t otherwise);
/* The newest letter of a kind that was sent, or NULL. */
const struct letter *facts_sent_letter(const struct case_facts *facts, int kind);

/* An order_compliance of the order runs for an open breach: withdrawn, it needs a date instead. */
bool facts_order_runs(const struct case_facts *facts, const struct order *order);

/*
 * The instant of a change to this case: the clock's, but later than everything in the facts, so that
 * "after" is never a tie, however coarse the clock.
 */
int64_t facts_instant(const struct case_facts *facts, int64_t clock);

#endif
