/* effect_breach - what the steps of a breach do. */
#include <string.h>

#include "core/facts.h"
#include "op/effect.h"
#include "proto/messages.h"

#define EACH_DEADLINE_OF(work, breach_id, deadline) \
	EACH_DEADLINE(work, deadline) \
		if (strcmp(deadline->breach, (breach_id)) == 0)

static void count_from_now(struct happening *happening)
{
	struct breach *breach = happening_breach(happening);

	breach->counts_from = happening->work->request->now;
	if (breach->established_on == DAY_NONE)
		breach->established_on = happening->work->request->today;
}

static void keep_excuses(struct happening *happening)
{
	struct breach *breach = happening_breach(happening);

	breach->excused_practice = breach->no_practice_demand_reason != NULL
		&& !facts_demands(&happening->work->facts, breach, EVIDENCE_PRACTICE);
	breach->excused_management = breach->no_management_demand_reason != NULL
		&& !facts_demands(&happening->work->facts, breach, EVIDENCE_MANAGEMENT);
}

static void receive_deadline(struct happening *happening)
{
	const struct breach *breach = happening_breach(happening);
	const struct action *action = happening->action;

	EACH_DEADLINE_OF(happening->work, breach->id, deadline) {
		bool wanted = action->deadline[0] != '\0' ? strcmp(deadline->id, action->deadline) == 0
			: deadline->kind == DEADLINE_CORRECTION || deadline->kind == DEADLINE_ORDER_COMPLIANCE;

		if (wanted && deadline->state == DEADLINE_RUNNING)
			effect_step_received(happening, deadline, action->received_on);
	}
}

static void meet_assessment(struct happening *happening, const struct deadline *but)
{
	EACH_DEADLINE_OF(happening->work, happening_breach(happening)->id, deadline)
		if (deadline != but && deadline->kind == DEADLINE_ASSESSMENT && deadline->state == DEADLINE_RUNNING)
			effect_step_received(happening, deadline, happening->work->request->today);
}

static void meet_assessment_deadline(struct happening *happening)
{
	meet_assessment(happening, NULL);
}

struct deadline *effect_assess_by(const struct happening *happening, const struct breach *breach, int32_t received_on)
{
	struct casework *work = happening->work;
	struct policy_count count;
	struct deadline *made;
	int32_t last = DAY_NONE;

	EACH_DEADLINE_OF(work, breach->id, deadline)
		if (deadline->kind == DEADLINE_MEASUREMENT && deadline->state == DEADLINE_RUNNING && deadline->due > last)
			last = deadline->due;
	count = policy_count_assessment(work->facts.policy, received_on, last);
	if (count.due < work->request->today)   /* a late registration does not make us late */
		count = policy_count_none(work->facts.policy, work->request->today);
	made = deadline_make(happening, DEADLINE_ASSESSMENT, count.due, breach->id, NULL, false, DEADLINE_RUNNING);
	deadline_keep_count(made, count);
	return made;
}

static void set_assessment_deadline(struct happening *happening)
{
	meet_assessment(happening, effect_assess_by(happening, happening_breach(happening),
		happening->action->received_on));
}

static void set_correction_deadline(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct breach *breach = happening_breach(happening);
	const struct action *action = happening->action;
	struct policy_count count = policy_count_correction(work->facts.policy, work->request->today, breach->severity,
		breach->complexity);
	struct deadline *made = deadline_make(happening, DEADLINE_CORRECTION, action->due != DAY_NONE ? action->due
		: count.due, breach->id, NULL, action->override, DEADLINE_RUNNING);

	if (action->due == DAY_NONE)
		deadline_keep_count(made, count);
	EACH_DEADLINE_OF(work, breach->id, deadline)
		if (deadline != made && deadline->kind == DEADLINE_CORRECTION && deadline->state == DEADLINE_RUNNING)
			effect_step_succeed(happening, deadline, made);
	effect_set_milestones(happening, breach->id);
}

static void end_deadlines_of_breach(struct happening *happening)
{
	EACH_DEADLINE_OF(happening->work, happening_breach(happening)->id, deadline)
		if (deadline_is_live(deadline))
			effect_step(happening, MACHINE_DEADLINE, deadline, DEADLINE_END);
}

static void store_assessment(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct breach *breach = happening_breach(happening);
	const struct action *action = happening->action;
	struct assessment *assessment = casework_add(work, NOUN_ASSESSMENT);

	memcpy(assessment->breach, breach->id, ID_SIZE);
	assessment->outcome = happening->rule->to == BREACH_CORRECTED ? OUTCOME_CORRECTED : OUTCOME_INSUFFICIENT;
	assessment->text = action->text != NULL ? action->text : action->reason;
	assessment->requirements = action->requirements.given ? action->requirements : breach->requirements;
	assessment->assessed_on = work->request->today;
	memcpy(assessment->assessed_by, work->request->caller.account, ID_SIZE);
	assessment->assessed_at = work->request->now;
	if (happening->judgement->overridden == 0)
		return;
	assessment->override_reason = action->override_reason;
	assessment->overridden.given = true;
	for (int guard = 0; guard < GUARDS; guard++)
		if (happening->judgement->overridden >> guard & 1) {
			texts_add(&assessment->overridden, guard_code((enum guard)guard), &work->request->arena);
			happening_note(happening, "\"overridden_%s\":true", guard_code((enum guard)guard));
		}
}

static void record_corrected(struct happening *happening)
{
	happening_breach(happening)->corrected_on = happening->work->request->today;
}

static void clear_corrected(struct happening *happening)
{
	happening_breach(happening)->corrected_on = DAY_NONE;
}

static void record_dropped(struct happening *happening)
{
	happening_breach(happening)->dropped_reason = happening_reason(happening);
}

void casework_void_agreement(struct casework *work, const struct breach *breach)
{
	struct owner *owner = work->audit.owners.item;

	for (int i = 0; breach->owner != NULL && i < work->audit.owners.count; i++) {
		if (strcmp(owner[i].name, breach->owner) != 0 || owner[i].agreed_on == DAY_NONE)
			continue;
		owner[i].agreed_on = DAY_NONE;
		owner[i].agreed_by[0] = owner[i].document[0] = '\0';
		casework_touch(work, NOUN_AUDIT, &work->audit);
	}
}

static void void_agreement(struct happening *happening)
{
	casework_void_agreement(happening->work, happening_breach(happening));
}

void casework_change_basis(struct casework *work)
{
	work->audit.basis_changed_at = work->request->now;
	casework_touch(work, NOUN_AUDIT, &work->audit);
}

static void change_basis(struct happening *happening)
{
	casework_change_basis(happening->work);
}

effect_carrier *const effect_breach[EFFECTS] = {
	[EFFECT_count_from_now] = count_from_now,
	[EFFECT_keep_excuses] = keep_excuses,
	[EFFECT_receive_deadline] = receive_deadline,
	[EFFECT_set_assessment_deadline] = set_assessment_deadline,
	[EFFECT_meet_assessment_deadline] = meet_assessment_deadline,
	[EFFECT_set_correction_deadline] = set_correction_deadline,
	[EFFECT_end_deadlines_of_breach] = end_deadlines_of_breach,
	[EFFECT_store_assessment] = store_assessment,
	[EFFECT_record_corrected] = record_corrected,
	[EFFECT_clear_corrected] = clear_corrected,
	[EFFECT_record_dropped] = record_dropped,
	[EFFECT_void_agreement] = void_agreement,
	[EFFECT_change_basis] = change_basis,
};
