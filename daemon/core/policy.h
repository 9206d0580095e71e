/*
 * policy.h - what an authority may decide for itself: day counts, periods, reminders, grounds for
 * orders.  Data: the defaults stand in one constant, a policy of the authority or a programme takes
 * their place, and no other code holds a number of days.
 */
#ifndef CORE_POLICY_H
#define CORE_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/calendar.h"
#include "core/ladder.h"
#include "proto/noun.h"

struct policy {
	const char *id;                         /* of its version; "": the default */
	int64_t edition;                        /* and its number; 0 */
	const struct calendar_policy *calendar;

	/* Days from the event that sets a deadline of the kind; 0: no count, it must be stated. */
	int days[DEADLINE_KINDS];
	int documents_before_visit;             /* and at the latest so many days before it */
	int assessment_after_measurement;       /* or so many days after that, if later */

	int correction[SEVERITIES][COMPLEXITIES];
	int unknown_severity, unknown_complexity;       /* what a breach without counts as */
	int milestone_after;                    /* a correction later than this needs a milestone … */
	int interim_after;                      /* … and an interim measure or a reason for none */

	/* Days from dispatch of the letter to the date it sets, at the least. */
	int ahead[DEADLINE_KINDS];
	int comment_ahead_with_notice;          /* where the letter gives notice of an order */

	bool reminder_1_automatic;              /* its rung says so: sent without a person's signature */
	const struct rung *rungs;               /* of the ladder (core/ladder.h), in its order */
	int rung_count;
	const struct send_window *send_window;

	bool fine_municipality;                 /* a coercive fine on a municipality is not blocked */
	int letter_mail;                        /* enum letter_mail: whether a letter goes with its mail */
	int review_months;                      /* ahead a programme's review may lie, at most */
	int review_ahead;                       /* days before it whoever sees to it is told */

	const struct legal_ground *grounds;
	int ground_count;
};
extern const struct policy policy_default;

/* A version as the law reads it.  Points at the version and into the room: all live as long. */
struct policy_room {
	struct policy policy;
	struct calendar_policy calendar;
	struct rung rungs[LADDER_RUNGS];
	struct send_window send_window;
};
const struct policy *policy_read(const struct policy_version *version, struct policy_room *ret_room);

/*
 * A date the system counts itself: so many days from a day (back from it, if negative), then moved on
 * to the next open day of the calendar; an appeal is the law's own and is never moved, documents are
 * moved back, to be there in time, unless that leaves less than a letter must give and the visit leaves
 * room after it.
 * due is DAY_NONE where the policy has no count for the kind.
 */
struct policy_count { int32_t from; int days; int32_t due; };
struct policy_count policy_count(const struct policy *policy, enum deadline_kind kind, int32_t from);
struct policy_count policy_count_correction(const struct policy *policy, int32_t from, int severity, int complexity);
struct policy_count policy_count_documents(const struct policy *policy, int32_t notified, int32_t visit);
struct policy_count policy_count_assessment(const struct policy *policy, int32_t received, int32_t last_measurement);
/* From a day itself: the first open day from it on. */
struct policy_count policy_count_none(const struct policy *policy, int32_t from);

/* The dates of these counts. */
int32_t policy_due(const struct policy *policy, enum deadline_kind kind, int32_t from);
/* severity and complexity may be TERM_NONE. */
int32_t policy_correction_due(const struct policy *policy, int32_t from, int severity, int complexity);
/* visit may be DAY_NONE. */
int32_t policy_documents_due(const struct policy *policy, int32_t notified, int32_t visit);

/* Days from a reminder (enum rung_action) to the new date that it states. */
int policy_new_date(const struct policy *policy, int action);

/* The least number of days from dispatch to a date of the kind. */
int policy_ahead(const struct policy *policy, enum deadline_kind kind, bool notice_of_order);

/*
 * Does this ground answer a breach of this act?  Names are compared without regard to capitals and
 * up to a word's end: "helsetilsynsloven § 8 første ledd" is "helsetilsynsloven § 8", § 80 is not.
 */
bool policy_ground_answers(const struct policy *policy, const char *ground, const char *act);
/* The ground to propose for an act, or NULL. */
const char *policy_ground(const struct policy *policy, const char *act);

#endif
