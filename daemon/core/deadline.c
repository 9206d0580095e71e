/* deadline - the machine of a date by which somebody must do something (domain.md 4.3). */
#include "core/table.h"

static const char *const events[DEADLINE_EVENTS] = {
	[DEADLINE_CHANGE] = "change", [DEADLINE_ASK_EXTENSION] = "ask_extension", [DEADLINE_EXTEND] = "extend",
	[DEADLINE_REFUSE_EXTENSION] = "refuse_extension", [DEADLINE_RECEIVE] = "receive",
	[DEADLINE_WAIVE] = "waive", [DEADLINE_SET] = "set", [DEADLINE_LAPSE] = "lapse",
	[DEADLINE_RUN] = "run", [DEADLINE_MEET] = "meet", [DEADLINE_SUCCEED] = "succeed", [DEADLINE_END] = "end",
};

/* Before the final report has gone out, what follows from it is only proposed. */
WHEN(is_proposed)
{
	const struct deadline *deadline = subject;

	return deadline != NULL && facts->audit->state < AUDIT_FOLLOW_UP
		&& (deadline->kind == DEADLINE_PLAN || deadline->kind == DEADLINE_CORRECTION
		    || deadline->kind == DEADLINE_MILESTONE);
}

WHEN(runs_at_once)
{
	return facts->audit->state <= AUDIT_FOLLOW_UP && !is_proposed(facts, subject, asking);
}

WHEN(is_late)
{
	const struct deadline *deadline = subject;
	int32_t received = facts->today;

	if (asking->action != NULL && asking->action->received_on != DAY_NONE)
		received = asking->action->received_on;
	return received > deadline->effective_due;
}

WHEN(is_in_time)
{
	return !is_late(facts, subject, asking);
}

WHEN(is_of_the_leader)
{
	const struct deadline *deadline = subject;

	return deadline_kind_corrects(deadline->kind) || deadline->kind == DEADLINE_MILESTONE;
}

WHEN(is_of_the_lead)
{
	return !is_of_the_leader(facts, subject, asking);
}

/* Silence is lawful: nobody must comment or appeal. */
WHEN(has_lapsed)
{
	const struct deadline *deadline = subject;

	return deadline_kind_may_lapse(deadline->kind) && facts->today > deadline->effective_due;
}

#define SET_GUARDS G(due_in_past), G(after_correction), G(not_a_working_day), G(avoided_period)
#define RECEIVE(state, to, when, why) \
	{ DEADLINE_##state, DEADLINE_RECEIVE, BY_CASEWORKER | BY_ARCHIVIST, DEADLINE_##to, when, \
	  { G(last_deadline_of_open_breach), G(internal_deadline) }, { E(record_received) }, why }

static const struct rule rules[] = {
	{ CREATION, DEADLINE_SET, BY_LEAD, DEADLINE_PROPOSED, is_proposed, { SET_GUARDS },
	  { E(keep_deadline) }, "agreed with the enterprise, and decided with the final report" },
	{ CREATION, DEADLINE_SET, BY_LEAD, DEADLINE_RUNNING, runs_at_once, { SET_GUARDS },
	  { E(keep_deadline) }, "a date by which somebody must do something" },
	{ DEADLINE_PROPOSED, DEADLINE_CHANGE, BY_LEAD, DEADLINE_PROPOSED, NULL, { SET_GUARDS },
	  { E(change_due) }, "nothing is decided yet" },
	{ DEADLINE_PROPOSED, DEADLINE_WAIVE, BY_LEAD, DEADLINE_WAIVED, NULL, { 0 },
	  { E(record_waived) }, "the date is not needed" },
	{ DEADLINE_PROPOSED, DEADLINE_RUN, BY_CASE, DEADLINE_RUNNING, NULL, { 0 },
	  { E(record_running) }, "the final report went out" },
	{ DEADLINE_PROPOSED, DEADLINE_SUCCEED, BY_CASE, DEADLINE_EXTENDED, NULL, { 0 },
	  { E(record_succeeded) }, "an order sets the date instead" },
	{ DEADLINE_PROPOSED, DEADLINE_END, BY_CASE, DEADLINE_WAIVED, NULL, { 0 },
	  { E(record_waived) }, "what it was for has ended" },
	{ DEADLINE_RUNNING, DEADLINE_END, BY_CASE, DEADLINE_WAIVED, NULL, { 0 },
	  { E(record_waived) }, "what it was for has ended" },
	{ DEADLINE_RUNNING, DEADLINE_MEET, BY_CASE, DEADLINE_MET, is_in_time, { 0 },
	  { E(record_received) }, "what it asked for was done" },
	{ DEADLINE_RUNNING, DEADLINE_MEET, BY_CASE, DEADLINE_MET_LATE, is_late, { 0 },
	  { E(record_received) }, "what it asked for was done late" },
	{ DEADLINE_RUNNING, DEADLINE_SUCCEED, BY_CASE, DEADLINE_EXTENDED, NULL, { 0 },
	  { E(record_succeeded) }, "another date counts instead" },
	{ DEADLINE_RUNNING, DEADLINE_ASK_EXTENSION, BY_CASEWORKER | BY_ARCHIVIST, DEADLINE_RUNNING, NULL, { 0 },
	  { E(record_asked) }, "asking moves nothing; the answer does" },
	{ DEADLINE_RUNNING, DEADLINE_EXTEND, BY_LEADER, DEADLINE_EXTENDED, NULL,
	  { G(not_later), SET_GUARDS, G(milestone_missing) },
	  { E(grant_extension), E(move_milestones), E(draft_confirmation) }, "more time is granted, with milestones where it is long" },
	{ DEADLINE_RUNNING, DEADLINE_REFUSE_EXTENSION, BY_LEADER, DEADLINE_RUNNING, NULL, { 0 },
	  { E(record_refusal), E(draft_confirmation) }, "the date stands" },
	RECEIVE(RUNNING, MET, is_in_time, "it came in time"),
	RECEIVE(RUNNING, MET_LATE, is_late, "it came, late"),
	RECEIVE(LAPSED, MET, is_in_time, "it had come in time"),
	RECEIVE(LAPSED, MET_LATE, is_late, "it came after all"),
	{ DEADLINE_RUNNING, DEADLINE_WAIVE, BY_LEAD, DEADLINE_WAIVED, is_of_the_lead, { G(last_deadline_of_open_breach) },
	  { E(record_waived) }, "the date is not needed" },
	{ DEADLINE_RUNNING, DEADLINE_WAIVE, BY_LEADER, DEADLINE_WAIVED, is_of_the_leader, { G(last_deadline_of_open_breach) },
	  { E(record_waived) }, "only the leader lets go of a date for correction" },
	{ DEADLINE_RUNNING, DEADLINE_LAPSE, BY_CLOCK, DEADLINE_LAPSED, has_lapsed, { 0 },
	  { E(record_lapsed) }, "silence is lawful, and nobody is chased" },
};

LAW(deadline, deadline_states, DEADLINE_WAIVE, DEADLINE_SET,
	END(DEADLINE_MET) | END(DEADLINE_MET_LATE) | END(DEADLINE_EXTENDED)
	| END(DEADLINE_WAIVED) | END(DEADLINE_LAPSED));
