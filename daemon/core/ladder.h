/*
 * ladder.h - the rungs of a deadline that nobody has answered: which is to be climbed today, which
 * are passed over or held back, and when to look again.  Pure; source: domain.md 5, [G 4.4], [D].
 */
#ifndef CORE_LADDER_H
#define CORE_LADDER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/calendar.h"
#include "proto/terms.h"

/* A rung, as the policy has it.  The order of a policy's rungs is the order of the ladder. */
struct rung {
	const char *code;               /* stable and unique within the policy: what the ledger knows it by */
	uint32_t kinds;                 /* RUNG_KIND(DEADLINE_…) | … */
	int from;                       /* enum rung_from */
	int after;                      /* days after that day; negative: before it */
	int action;                     /* enum rung_action */
	int recipient;                  /* enum rung_recipient */
	int channel;                    /* enum rung_channel */
	bool automatic;                 /* a letter leaves without a person's signature */
	int new_date;                   /* days from the climb to the date it sets; 0: it sets none */
};
#define RUNG_KIND(kind) (UINT32_C(1) << (kind))
#define LADDER_RUNGS 16                 /* of a policy, at most */

#define LADDER_DEFAULT 5
extern const struct rung ladder_default[LADDER_DEFAULT];

/* What the ledger says of a rung of this deadline. */
struct ladder_row {
	const char *rung;               /* its code */
	int done;                       /* enum rung_done; RUNG_HELD_BACK is not done yet */
	int32_t new_date;               /* that it set, or DAY_NONE */
};

struct ladder_facts {
	const struct rung *rungs;       int rung_count;
	const struct calendar_policy *calendar;
	int32_t today;
	int kind, state;                /* of the deadline */
	int32_t effective_due;
	int32_t running_since;          /* or DAY_NONE: from the beginning */
	const struct ladder_row *rows;  int row_count;
	bool reminded;                  /* a first reminder of it was dispatched, whoever wrote it */
	bool reminded_besides;          /* and that is none of these rows' letters */
	int32_t reminded_until;         /* the date that the newest of them states, or DAY_NONE */
	int32_t paused_from, paused_to; /* of the enterprise, first and last day; paused_to DAY_NONE: no end yet */
	bool imported;
	int32_t adopted_on;
};

enum ladder_verdict {
	LADDER_DONE,                    /* the ledger has it */
	LADDER_WAIT,                    /* its day has not come */
	LADDER_CLIMB,                   /* today */
	LADDER_PASS_OVER,               /* its day has come, and so has that of one which goes further */
	LADDER_REMINDED,                /* its day has come, and a person had sent what it would ask for */
	LADDER_HOLD,                    /* its day has come, and the enterprise is paused */
};

struct ladder {
	struct ladder_place {
		const struct rung *rung;
		enum ladder_verdict verdict;
		int32_t day;            /* on which it should be climbed; a working day; DAY_NONE: nobody knows yet */
		int late;               /* of a climb: days since then */
		int32_t told;           /* its day as if there were no pause: what is held back is told on it */
	} place[LADDER_RUNGS];
	int count;                      /* rungs for this kind; 0 where the deadline climbs none */
	int32_t next;                   /* the next day on which something is due, today included; DAY_NONE: never */
};

/*
 * A rung's day is a working day: that from which it counts and the days after it, but not before the
 * deadline ran, the case was adopted, or a pause that held it was over.  What was overdue when its
 * case was adopted counts from the adoption.  Of the rungs whose day has come an alert is passed over for any
 * later rung, and a reminder for a later one of the same action: after weeks of silence of our own
 * there is one letter, the right one.
 *
 * Reminder 2 comes at "that date +7 d", the date that reminder 1 gave (domain.md 5): what the letter
 * states if it was dispatched, else what its rung would have given, whether somebody signed the draft,
 * left it lying, or nobody was there to write it; it never comes before a date that was given is over.
 * A person signs it, and its text claims no reminder that was not sent.  What a pause held back gives
 * its own days: what follows counts from the date it sets when it is climbed.
 */
void ladder_judge(const struct ladder_facts *facts, struct ladder *ret_ladder);

/*
 * The first instant from now on at which something due on this day may be done: in the hours of a
 * working day that the policy sends in, on that day or later.  INSTANT_NONE for DAY_NONE.
 */
struct send_window { int from, to; };   /* minutes after midnight in Oslo; `to` is outside it */
extern const struct send_window send_window_default;
int64_t ladder_instant(const struct send_window *window, const struct calendar_policy *calendar, int32_t day, int64_t now);
bool ladder_is_open(const struct send_window *window, const struct calendar_policy *calendar, int64_t now);

/* The date a rung sets when it is climbed on this day: first open day; DAY_NONE where it sets none. */
int32_t ladder_new_date(const struct rung *rung, const struct calendar_policy *calendar, int32_t day);

#endif
