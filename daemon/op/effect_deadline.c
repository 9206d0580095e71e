/* effect_deadline - what the steps of a deadline do, and how other steps set, meet and end deadlines. */
#include <stdio.h>
#include <string.h>

#include "core/facts.h"
#include "op/effect.h"
#include "proto/messages.h"

/* A date is set: under the policy that is in force, today, for good. */
static void set_date(const struct casework *work, struct deadline *deadline, int32_t due)
{
	const struct policy *policy = work->facts.policy;

	deadline->due = due;
	deadline->effective_due = calendar_roll(policy->calendar, due);
	snprintf(deadline->policy, ID_SIZE, "%s", policy->id);
	deadline->counted_from = work->request->today;
	deadline->counted_days = INTEGER_NONE;
}

void deadline_keep_count(struct deadline *deadline, struct policy_count count)
{
	deadline->counted_from = count.from;
	deadline->counted_days = count.days;
}

int32_t deadline_counted(const struct casework *work, int32_t from, int64_t days)
{
	return calendar_next_open(work->facts.policy->calendar, calendar_add_days(from, days));
}

static const char *told_as(const struct casework *work, const struct deadline *deadline)
{
	char due[DAY_TEXT];

	return arena_format(&work->request->arena, "{\"breach\":%s%s%s,\"due\":\"%s\",\"kind\":\"%s\"}",
		deadline->breach[0] == '\0' ? "null" : "\"", deadline->breach, deadline->breach[0] == '\0' ? "" : "\"",
		day_format(deadline->due, due), deadline_kinds.word[deadline->kind]);
}

struct deadline *deadline_make(const struct happening *cause, enum deadline_kind kind, int32_t due,
	const char *breach, const char *order, bool override, enum deadline_state state)
{
	struct casework *work = cause->work;
	struct deadline *deadline = casework_add(work, NOUN_DEADLINE);

	deadline->kind = kind;
	deadline->state = state;
	set_date(work, deadline, due);
	deadline->override = override;
	deadline->extended_count = deadline->extended_days = 0;
	if (state == DEADLINE_RUNNING)
		deadline->running_since = work->request->today;
	if (breach != NULL)
		memcpy(deadline->breach, breach, ID_SIZE);
	if (order != NULL)
		memcpy(deadline->order, order, ID_SIZE);
	casework_tell(work, &(struct told){ .subject_kind = "deadline", .subject = deadline->id, .event = "set",
		.to = deadline_states.word[state], .data = told_as(work, deadline), .occurred_on = work->request->today });
	return deadline;
}

static void keep_deadline(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening);

	set_date(happening->work, deadline, deadline->due);
	deadline->extended_count = deadline->extended_days = 0;
	if (deadline->state == DEADLINE_RUNNING)
		deadline->running_since = happening->work->request->today;
	happening_note(happening, "\"set\":%s", told_as(happening->work, deadline));
}

static void change_due(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening);
	char before[DAY_TEXT];

	happening_note(happening, "\"due_before\":\"%s\"", day_format(deadline->due, before));
	set_date(happening->work, deadline, happening->action->due);
	deadline->override = happening->action->override;
	deadline->reason = happening->action->reason;
}

static void record_asked(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening);

	deadline->asked = happening->action->asked;
	deadline->asked_by = happening->action->asked_by;
	deadline->asked_on = happening->action->asked_on;
	deadline->refused = false;
}

static void note_late(struct deadline *deadline, int32_t on)
{
	deadline->days_late = day_late(on, deadline->effective_due);
}

static void follow(struct deadline *deadline, struct deadline *successor)
{
	memcpy(deadline->successor, successor->id, ID_SIZE);
	memcpy(successor->predecessor, deadline->id, ID_SIZE);
}

static void grant_extension(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening), *successor;
	const struct action *action = happening->action;
	int32_t today = happening->work->request->today;

	successor = deadline_make(happening, deadline->kind, action->due, deadline->breach, deadline->order,
		action->override, DEADLINE_RUNNING);
	follow(deadline, successor);
	memcpy(successor->letter, deadline->letter, ID_SIZE);
	successor->extended_count = deadline->extended_count + 1;
	successor->extended_days = deadline->extended_days + (successor->due - deadline->due);
	deadline->granted = action->due;
	deadline->reason = action->reason;
	deadline->ended_on = today;
	note_late(deadline, today);
	happening->successor = successor;
}

void effect_set_milestones(struct happening *happening, const char *breach)
{
	const struct milestone *milestone = happening->action->milestones.item;

	for (int i = 0; i < happening->action->milestones.count; i++)
		deadline_make(happening, DEADLINE_MILESTONE, milestone[i].due, breach, NULL,
			happening->action->override, DEADLINE_RUNNING)->reason = milestone[i].text;
}

static void move_milestones(struct happening *happening)
{
	effect_set_milestones(happening, happening_deadline(happening)->breach);
}

static void record_refusal(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening);

	deadline->refused = true;
	deadline->reason = happening->action->reason;
}

static void record_received(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening);
	int32_t received = happening->cause != NULL ? happening->received_on : happening->action->received_on;

	deadline->received_on = received;
	deadline->ended_on = happening->work->request->today;
	note_late(deadline, received);
	if (deadline->days_late > 0)
		happening_note(happening, "\"days_late\":%lld", (long long)deadline->days_late);
}

static void record_waived(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening);

	deadline->ended_on = happening->work->request->today;
	deadline->reason = happening_reason(happening);
}

static void record_lapsed(struct happening *happening)
{
	happening_deadline(happening)->ended_on = happening->work->request->today;
}

static void record_running(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening);
	/* what a letter states governs */
	int32_t stated = facts_stated(happening->letter, deadline->kind, deadline->breach, deadline->due);

	deadline->running_since = happening->work->request->today;
	if (stated != deadline->due)
		set_date(happening->work, deadline, stated);
}

static void record_succeeded(struct happening *happening)
{
	struct deadline *deadline = happening_deadline(happening);

	deadline->ended_on = happening->work->request->today;
	follow(deadline, happening->successor);
	happening->successor->extended_count = deadline->extended_count;
	happening->successor->extended_days = deadline->extended_days;
}

effect_carrier *const effect_deadline[EFFECTS] = {
	[EFFECT_keep_deadline] = keep_deadline,
	[EFFECT_change_due] = change_due,
	[EFFECT_record_asked] = record_asked,
	[EFFECT_grant_extension] = grant_extension,
	[EFFECT_move_milestones] = move_milestones,
	[EFFECT_record_refusal] = record_refusal,
	[EFFECT_record_received] = record_received,
	[EFFECT_record_waived] = record_waived,
	[EFFECT_record_lapsed] = record_lapsed,
	[EFFECT_record_running] = record_running,
	[EFFECT_record_succeeded] = record_succeeded,
	[EFFECT_draft_confirmation] = effect_draft_confirmation,
};
