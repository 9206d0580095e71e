/*
 * law.h - the five state machines of supervision as tables, and the one function that judges.
 * Pure: facts in, a judgement out.  Source of every rule: the Board's guide (Internserien 6/2021),
 * the acts named in proto/guards.def, or our own default.
 */
#ifndef CORE_LAW_H
#define CORE_LAW_H

#include <stdbool.h>
#include <stdint.h>

#include "core/policy.h"
#include "core/series.h"
#include "proto/noun.h"
#include "proto/refusal.h"
#include "proto/register.h"

enum machine {
	MACHINE_AUDIT, MACHINE_BREACH, MACHINE_DEADLINE, MACHINE_LETTER, MACHINE_ORDER, MACHINES
};

/*
 * In each machine come first the events one may ask for as an action, in the order of the contract;
 * then the clock's, which are shown with them; then those another request makes; then the case's own.
 */
enum audit_event { AUDIT_ASSIGN, AUDIT_NOTIFY, AUDIT_BEGIN_FIELDWORK, AUDIT_RESCHEDULE, AUDIT_END_FIELDWORK,
	AUDIT_RESUME_FIELDWORK, AUDIT_REDRAFT, AUDIT_SEND_PRELIMINARY, AUDIT_SEND_FINAL, AUDIT_AGREE_CLOSURE,
	AUDIT_CLOSE, AUDIT_REOPEN, AUDIT_CANCEL, AUDIT_ADOPT, AUDIT_CREATE, AUDIT_EVENTS };
enum breach_event { BREACH_STRIKE, BREACH_CORRECT_EARLY, BREACH_DOCUMENTATION_RECEIVED, BREACH_ASSESS_CORRECTED,
	BREACH_ASSESS_INSUFFICIENT, BREACH_RELAPSE, BREACH_DISCONTINUE, BREACH_REGISTER,
	/* case */ BREACH_ESTABLISH, BREACH_DROP, BREACH_REOPEN, BREACH_EVENTS };
enum deadline_event { DEADLINE_CHANGE, DEADLINE_ASK_EXTENSION, DEADLINE_EXTEND, DEADLINE_REFUSE_EXTENSION,
	DEADLINE_RECEIVE, DEADLINE_WAIVE, /* clock */ DEADLINE_LAPSE, DEADLINE_SET,
	/* case */ DEADLINE_RUN, DEADLINE_MEET, DEADLINE_SUCCEED, DEADLINE_END, DEADLINE_EVENTS };
enum letter_event { LETTER_SUBMIT, LETTER_RECALL, LETTER_DISPATCH, LETTER_APPROVE, LETTER_RETURN, LETTER_WITHDRAW,
	LETTER_JOURNAL, LETTER_ARRIVE, /* clock */ LETTER_SEND_BY_POLICY, LETTER_EDIT, LETTER_CREATE, LETTER_EVENTS };
enum order_event { ORDER_ISSUE, ORDER_REFER, ORDER_FINE, ORDER_COLLECT, ORDER_COMPLY, ORDER_WITHDRAW,
	ORDER_ANNOUNCE, ORDER_EVENTS };

/* Who may, in this case.  A higher role includes the lower (access.h makes the set). */
enum actor {
	BY_CASEWORKER = 1 << 0,         /* on the audit's team */
	BY_LEAD       = 1 << 1,         /* lead auditor of this audit, or the follow_up_lead in follow_up */
	BY_LEADER     = 1 << 2,
	BY_ARCHIVIST  = 1 << 3,
	BY_DEPUTY     = 1 << 4,         /* stands in for a leader today: approves as one */
	BY_COLLEAGUE  = 1 << 5,         /* any caseworker of the authority: second approver */
	BY_AUTHOR     = 1 << 6,         /* wrote this letter */
	BY_OWNER      = 1 << 7,         /* lead auditor of a joint audit's owner */
	BY_CLOCK      = 1 << 8,
	BY_CASE       = 1 << 9,         /* an effect of another event */
};

/* What must be done besides the step itself; op/effect.c does it, in the rule's order. */
enum effect {
	EFFECT_NONE,
#define EFFECT(name) EFFECT_##name,
#include "core/effects.def"
#undef EFFECT
	EFFECTS
};

/* Everything about one case that a decision may depend on. */
struct case_facts {
	int32_t today;                  /* in Oslo */
	int64_t now;
	const struct policy *policy;
	const struct enterprise *enterprise;
	bool national_board;            /* the tenant is the national board */
	struct audit *audit;
	struct breach *breaches;                 int breach_count;
	struct demand *demands;                  int demand_count;
	struct interim_measure *interim_measures; int interim_measure_count;
	struct evidence *evidence;               int evidence_count;
	struct observation *observations;        int observation_count;
	struct assessment *assessments;          int assessment_count;
	struct deadline *deadlines;              int deadline_count;
	struct letter *letters;                  int letter_count;
	struct order *orders;                    int order_count;
	struct remark *remarks;                  int remark_count;        /* told in letters, never judged */
	const struct survey *survey;            /* the one it is a part of or looks into, told in letters; NULL: none */
	struct answer_set *answer_sets;          int answer_set_count;    /* the last stands; told in letters */
	const struct survey_tally *tallies;      int tally_count;         /* of the survey, once it is summed up */
	const struct own_series *series;         int series_count;        /* of its measure points, told in letters */
	struct contact *contacts;                int contact_count;       /* as remarks */
	const struct requirement *requirements;  int requirement_count;   /* the audit's and its breaches' */
	const struct measure_point *measure_points; int measure_point_count;
	const struct conflict *conflicts;        int conflict_count;      /* standing today, for this enterprise */
	const struct approver *approvers;        int approver_count;      /* all of the authority, for the four eyes */
};

/* The enterprise's own figures of a measure point, the newest of them, and what was changed when. */
struct own_series {
	const char *measure_point;
	struct series_point *points;             int count;
	struct series_note *notes;               int note_count;
};

/* An account that may approve letters today. */
struct approver {
	char account[ID_SIZE];
	bool as_leader;                 /* a leader or a leader's deputy; else a caseworker */
	bool is_told;                   /* can be told of things by mail */
};

/* Who asks, and with what. */
struct asking {
	unsigned actor;                 /* enum actor, all that hold */
	const char *account;            /* id, or NULL for the clock and the case */
	const struct action *action;    /* NULL: judge on stored facts only, as GET …/actions does */
};

#define RULE_GUARDS 12
#define RULE_EFFECTS 10

struct rule {
	int from;                       /* state, or -1: creation */
	int event;
	unsigned actors;                /* enum actor */
	int to;
	bool (*when)(const struct case_facts *, const void *subject, const struct asking *); /* or NULL: always */
	uint8_t guards[RULE_GUARDS];    /* enum guard, 0 ends */
	uint8_t effects[RULE_EFFECTS];  /* enum effect, 0 ends */
	const char *why;
};

struct law {
	const char *name;                       /* "audit" */
	const struct terms *states;
	const char *const *events;              /* words, by event */
	int event_count;
	int public_events;                      /* the first so many may be asked for as an action */
	int creation;                           /* the event that makes one: its rows are from -1 */
	unsigned ends;                          /* 1 << state: where it may rest; few rows lead out again */
	const struct rule *rules;
	int rule_count;
};
extern const struct law *const laws[MACHINES];

#define JUDGEMENT_SUBJECTS 256
#define HELD_MAX (GUARDS + 32)
struct held {                           /* a guard that does not hold; one for each word of what is missing */
	enum guard guard;
	int first, count;               /* of judgement.subjects */
	const char *missing;            /* what is missing, a stable word (a role, an evidence kind), or NULL */
};
struct judgement {
	const struct rule *rule;        /* the row that applies, or NULL: no such step from this state */
	bool role_missing;
	struct held held[HELD_MAX];
	int held_count;
	const char *subjects[JUDGEMENT_SUBJECTS];       /* ids of rows in the facts, or of the action */
	int subject_count;
	uint64_t overridden;            /* guards that failed but were overridden by the leader (1 << guard) */
};

/*
 * Judge `event` on `subject` (a struct audit, breach, … of the facts; for what creates, the row as it
 * is asked for, or NULL).  All guards of the row are tried and every one that does not hold is told
 * with its subjects, also those of the steps it brings about in other machines: the letter it sends,
 * the order that letter announces or issues.  The role is told too, and no guard is left untried
 * because of it.  With no row for the state, GUARD_wrong_state is held.  Never fails.
 */
void law_judge(const struct case_facts *facts, enum machine machine, const void *subject, int event,
	const struct asking *asking, struct judgement *ret_judgement);
bool law_allows(const struct judgement *judgement);     /* a rule, the role, and no guard held */

int law_event(enum machine machine, const char *word);  /* an event of an action by its word, or -1 */

/* The kind of letter that the event sends, or TERM_NONE. */
int law_letter_kind(enum machine machine, int event);
/*
 * The letter that the event sends: the one the action names, else the newest of those approved.
 * NULL where there is none; ret_count, unless NULL: how many stand approved (more than one and none
 * named is the caller's 422).
 */
const struct letter *law_letter(const struct case_facts *facts, enum machine machine, const void *subject,
	int event, const struct asking *asking, int *ret_count);

#endif
