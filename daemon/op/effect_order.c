/* effect_order - what the steps of an order do. */
#include <string.h>

#include "core/facts.h"
#include "op/effect.h"
#include "proto/messages.h"

static void keep_order(struct happening *happening)
{
	happening_order(happening)->announced_on = happening->work->request->today;
}

/* What the party was told governs: who announces may give it more time than its letter says, never less. */
static void set_order_comment_deadline(struct happening *happening)
{
	struct order *order = happening_order(happening);
	int32_t stated = facts_stated(happening->letter, DEADLINE_ORDER_COMMENT, "", order->comment_due);

	if (stated > order->comment_due)
		order->comment_due = stated;
	if (happening->letter != NULL)
		memcpy(order->letter, happening->letter->id, ID_SIZE);
	memcpy(deadline_make(happening, DEADLINE_ORDER_COMMENT, order->comment_due, NULL, order->id, true,
		DEADLINE_RUNNING)->letter, order->letter, ID_SIZE);
}

static void record_issue(struct happening *happening)
{
	struct order *order = happening_order(happening);
	const struct action *action = happening->action;
	const struct letter *letter = happening->letter;
	const struct letter_date *date = letter == NULL ? NULL : letter->dates.item;

	order->issued_on = happening->work->request->today;
	for (int i = 0; date != NULL && i < letter->dates.count; i++)
		if (date[i].kind == DEADLINE_ORDER_COMPLIANCE)
			order->compliance_date = date[i].due;
	if (action->compliance_date != DAY_NONE)
		order->compliance_date = action->compliance_date;
	order->urgent_reason = action->urgent_reason;
	if (letter != NULL)
		memcpy(order->issued_letter, letter->id, ID_SIZE);
}

static void succeed_correction_deadlines(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct order *order = happening_order(happening);
	int before = work->facts.deadline_count;

	for (int b = 0; b < work->facts.breach_count; b++) {
		const struct breach *breach = &work->facts.breaches[b];
		struct deadline *made;

		if (!texts_have(&order->breaches, breach->id)
		    || (breach->state != BREACH_ESTABLISHED && breach->state != BREACH_INSUFFICIENT))
			continue;
		made = deadline_make(happening, DEADLINE_ORDER_COMPLIANCE, order->compliance_date, breach->id, order->id,
			true, DEADLINE_RUNNING);
		for (int i = 0; i < before; i++) {
			struct deadline *deadline = &work->facts.deadlines[i];

			if (deadline->kind == DEADLINE_CORRECTION && deadline_is_live(deadline)
			    && strcmp(deadline->breach, breach->id) == 0)
				effect_step_succeed(happening, deadline, made);
		}
	}
}

static void record_referral(struct happening *happening)
{
	happening_order(happening)->reason = happening->action->reason;
}

static void record_fine(struct happening *happening)
{
	struct order *order = happening_order(happening);
	const struct action *action = happening->action;

	order->amount = action->amount;
	order->period = action->period;
	order->from = action->from;
	memcpy(order->decision, action->decision, ID_SIZE);
}

static void record_collection(struct happening *happening)
{
	happening_order(happening)->collected_on = happening->action->decided_on;
}

static void record_compliance(struct happening *happening)
{
	happening_order(happening)->reason = happening->action->text;
}

/* An open breach never stands without its date: what the order set, a correction takes over. */
static void replace_compliance_deadlines(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct order *order = happening_order(happening);
	int before = work->facts.deadline_count;

	for (int i = 0; i < before; i++) {
		struct deadline *deadline = &work->facts.deadlines[i];
		const struct breach *breach = facts_breach(&work->facts, deadline->breach);

		if (deadline->kind != DEADLINE_ORDER_COMPLIANCE || deadline->state != DEADLINE_RUNNING
		    || strcmp(deadline->order, order->id) != 0)
			continue;
		if (breach == NULL || !breach_is_open(breach)) {
			effect_step(happening, MACHINE_DEADLINE, deadline, DEADLINE_END);
			continue;
		}
		effect_step_succeed(happening, deadline, deadline_make(happening, DEADLINE_CORRECTION,
			happening->action->due, breach->id, NULL, happening->action->override, DEADLINE_RUNNING));
		effect_set_milestones(happening, breach->id);
	}
}

static void end_order_deadlines(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct order *order = happening_order(happening);

	for (int i = 0; i < work->facts.deadline_count; i++) {
		struct deadline *deadline = &work->facts.deadlines[i];

		if ((deadline->kind == DEADLINE_ORDER_COMMENT || deadline->kind == DEADLINE_APPEAL)
		    && deadline->state == DEADLINE_RUNNING && strcmp(deadline->order, order->id) == 0)
			effect_step(happening, MACHINE_DEADLINE, deadline, DEADLINE_END);
	}
}

effect_carrier *const effect_order[EFFECTS] = {
	[EFFECT_keep_order] = keep_order,
	[EFFECT_set_order_comment_deadline] = set_order_comment_deadline,
	[EFFECT_record_issue] = record_issue,
	[EFFECT_succeed_correction_deadlines] = succeed_correction_deadlines,
	[EFFECT_record_referral] = record_referral,
	[EFFECT_record_fine] = record_fine,
	[EFFECT_record_collection] = record_collection,
	[EFFECT_record_compliance] = record_compliance,
	[EFFECT_replace_compliance_deadlines] = replace_compliance_deadlines,
	[EFFECT_end_order_deadlines] = end_order_deadlines,
	[EFFECT_record_withdrawal] = effect_record_withdrawal,
	[EFFECT_dispatch_letter] = effect_dispatch_letter,
};
