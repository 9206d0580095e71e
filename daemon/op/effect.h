/*
 * effect.h - carries out a step of the law on the case in hand: the new state, the row in the log,
 * and the effects its rule names, which may be steps of other machines.
 */
#ifndef OP_EFFECT_H
#define OP_EFFECT_H

#include "op/casework.h"

/* A step as it happens. */
struct happening {
	struct casework *work;
	enum machine machine;
	int event;
	void *subject;                  /* the row in the casework */
	const struct action *action;    /* of the event that was asked for, here and in all it brings about */
	const struct rule *rule;
	const struct judgement *judgement;      /* of the event asked for */
	const struct happening *cause;  /* NULL: it was asked for */
	struct letter *letter;          /* that this event sends, or NULL */
	int32_t received_on;            /* of a deadline met by case */
	struct deadline *successor;     /* of a deadline succeeded by case */
	const char *note;               /* members for the event's data, comma before each; or NULL */
};

/* The event asked for, judged and allowed: takes the step and all its effects. */
void effect_perform(struct casework *work, enum machine machine, void *subject, int event,
	const struct action *action, const struct judgement *judgement);

/* A step that `cause` brings about, through the machine's own row for BY_CASE. */
void effect_step(const struct happening *cause, enum machine machine, void *subject, int event);
void effect_step_received(const struct happening *cause, struct deadline *deadline, int32_t received_on);
void effect_step_succeed(const struct happening *cause, struct deadline *deadline, struct deadline *successor);

/* The breach's newest round has come that this measurement deadline asks for. */
void effect_measured(struct casework *work, struct breach *breach, struct deadline *deadline,
	const struct observation *observation, int32_t received_on);

/* The carriers of each machine, found by the effect's number; NULL: another machine's. */
typedef void effect_carrier(struct happening *happening);
extern effect_carrier *const effect_audit[EFFECTS], *const effect_letter[EFFECTS], *const effect_breach[EFFECTS],
	*const effect_deadline[EFFECTS], *const effect_order[EFFECTS];

/* Carriers that rules of several machines name. */
effect_carrier effect_dispatch_letter, effect_set_deadlines_of_letter, effect_announce_order_of_letter,
	effect_issue_order_of_letter, effect_draft_confirmation, effect_record_withdrawal;

/* Each of the action's milestones becomes a running milestone of the breach. */
void effect_set_milestones(struct happening *happening, const char *breach);

/* A new assessment deadline: what came on this day is assessed by the policy's date. */
struct deadline *effect_assess_by(const struct happening *happening, const struct breach *breach, int32_t received_on);

/* A later change to a breach voids its owner's agreement to close; and changes what a closure letter rests on. */
void casework_void_agreement(struct casework *work, const struct breach *breach);
void casework_change_basis(struct casework *work);

/* Of happening.subject by its machine. */
struct breach *happening_breach(const struct happening *happening);
struct deadline *happening_deadline(const struct happening *happening);
struct letter *happening_letter(const struct happening *happening);
struct order *happening_order(const struct happening *happening);
const char *happening_reason(const struct happening *happening);        /* the action's, else the event that caused it */
void happening_note(struct happening *happening, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Those of the case as it begins: what is made meanwhile is not walked over. */
#define EACH_DEADLINE(work, deadline) \
	for (struct deadline *deadline = (work)->facts.deadlines, \
		*deadline##_end = deadline + (work)->facts.deadline_count; deadline < deadline##_end; deadline++)

/* A new deadline of the case that runs (or is proposed), told in the log. */
struct deadline *deadline_make(const struct happening *cause, enum deadline_kind kind, int32_t due,
	const char *breach, const char *order, bool override, enum deadline_state state);
/* Says that its date is one the system counted. */
void deadline_keep_count(struct deadline *deadline, struct policy_count count);
/* A date that the system counts itself: on to the first working day outside the avoided periods. */
int32_t deadline_counted(const struct casework *work, int32_t from, int64_t days);

#endif
