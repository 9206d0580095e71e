/* effect_audit - what the steps of an audit do, most of it by steps of its letters, breaches and deadlines. */
#include <string.h>

#include "core/facts.h"
#include "op/effect.h"
#include "proto/messages.h"

static struct audit *audit_of(struct happening *happening)
{
	must(happening->machine == MACHINE_AUDIT);
	return &happening->work->audit;
}

/* case_number is claimed by the statement that makes the case: see audit_create. */
static void number_case(struct happening *happening)
{
	must(audit_of(happening)->case_number != NULL);
}

static void set_people(struct happening *happening)
{
	struct audit *audit = audit_of(happening);
	const struct action *action = happening->action;

	if (action->lead_auditor[0] != '\0')
		memcpy(audit->lead_auditor, action->lead_auditor, ID_SIZE);
	if (action->follow_up_lead[0] != '\0')
		memcpy(audit->follow_up_lead, action->follow_up_lead, ID_SIZE);
	if (action->team.given)
		audit->team = action->team;
}

static void set_visit(struct happening *happening)
{
	struct audit *audit = audit_of(happening);
	char from[DAY_TEXT], to[DAY_TEXT];

	if (audit->visit_from != DAY_NONE)
		happening_note(happening, "\"visit_from_before\":\"%s\"", day_format(audit->visit_from, from));
	if (audit->visit_to != DAY_NONE)
		happening_note(happening, "\"visit_to_before\":\"%s\"", day_format(audit->visit_to, to));
	audit->visit_from = happening->action->visit_from;
	audit->visit_to = happening->action->visit_to;
}

static void move_documents_deadline(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct action *action = happening->action;
	bool stated = action->documents_due != DAY_NONE;
	struct policy_count count = policy_count_documents(work->facts.policy, work->request->today, action->visit_from);

	EACH_DEADLINE(work, deadline) {
		struct deadline *successor;

		if (deadline->kind != DEADLINE_DOCUMENTS || deadline->state != DEADLINE_RUNNING)
			continue;
		successor = deadline_make(happening, DEADLINE_DOCUMENTS, stated ? action->documents_due : count.due, NULL,
			NULL, action->override || deadline->override, DEADLINE_RUNNING);
		if (!stated)
			deadline_keep_count(successor, count);
		memcpy(successor->letter, deadline->letter, ID_SIZE);
		effect_step_succeed(happening, deadline, successor);
	}
}

static void record_summary_meeting(struct happening *happening)
{
	struct audit *audit = audit_of(happening);

	audit->summary_meeting_date = happening->action->summary_meeting_date;
	audit->no_meeting_reason = happening->action->no_meeting_reason;
}

static bool runs(const struct casework *work, enum deadline_kind kind)
{
	EACH_DEADLINE(work, deadline)
		if (deadline->kind == (int)kind && deadline->state == DEADLINE_RUNNING)
			return true;
	return false;
}

/* Our own deadlines are never born overdue: counted from a date long past, they begin today. */
static void set_internal(struct happening *happening, enum deadline_kind kind, int32_t from)
{
	struct casework *work = happening->work;
	int32_t today = work->request->today;
	struct policy_count count;

	if (runs(work, kind))
		return;
	count = policy_count(work->facts.policy, kind, from == DAY_NONE ? today : from);
	if (count.due < today)
		count = policy_count(work->facts.policy, kind, today);
	deadline_keep_count(deadline_make(happening, kind, count.due, NULL, NULL, false, DEADLINE_RUNNING), count);
}

static void set_draft_report_deadline(struct happening *happening)
{
	set_internal(happening, DEADLINE_DRAFT_REPORT, audit_of(happening)->visit_to);
}

static void set_final_report_deadline(struct happening *happening)
{
	int32_t newest = DAY_NONE;

	EACH_DEADLINE(happening->work, deadline)
		if (deadline->kind == DEADLINE_COMMENT && deadline->due > newest)
			newest = deadline->due;
	set_internal(happening, DEADLINE_FINAL_REPORT, newest);
}

static void meet_internal(struct happening *happening, enum deadline_kind kind)
{
	EACH_DEADLINE(happening->work, deadline)
		if (deadline->kind == (int)kind && deadline->state == DEADLINE_RUNNING)
			effect_step_received(happening, deadline, happening->work->request->today);
}

static void meet_draft_report(struct happening *happening)
{
	meet_internal(happening, DEADLINE_DRAFT_REPORT);
}

static void meet_final_report(struct happening *happening)
{
	meet_internal(happening, DEADLINE_FINAL_REPORT);
}

static void record_maturity_at_final(struct happening *happening)
{
	if (happening->action->maturity != TERM_NONE)
		audit_of(happening)->maturity_at_final = happening->action->maturity;
}

static void record_maturity_at_closure(struct happening *happening)
{
	if (happening->action->maturity != TERM_NONE)
		audit_of(happening)->maturity_at_closure = happening->action->maturity;
}

static void record_safety_statement(struct happening *happening)
{
	audit_of(happening)->safety_statement = happening->action->safety_statement;
}

static void step_breaches(struct happening *happening, enum breach_state from, int event)
{
	struct casework *work = happening->work;

	for (int i = 0; i < work->facts.breach_count; i++)
		if (work->facts.breaches[i].state == (int)from)
			effect_step(happening, MACHINE_BREACH, &work->facts.breaches[i], event);
}

static void establish_breaches(struct happening *happening)
{
	step_breaches(happening, BREACH_DRAFT, BREACH_ESTABLISH);
}

static void drop_draft_breaches(struct happening *happening)
{
	step_breaches(happening, BREACH_DRAFT, BREACH_DROP);
}

static void run_proposed_deadlines(struct happening *happening)
{
	EACH_DEADLINE(happening->work, deadline) {
		if (deadline->state != DEADLINE_PROPOSED)
			continue;
		effect_step(happening, MACHINE_DEADLINE, deadline, DEADLINE_RUN);
	}
}

static void waive_live_deadlines(struct happening *happening)
{
	EACH_DEADLINE(happening->work, deadline)
		if (deadline_is_live(deadline))
			effect_step(happening, MACHINE_DEADLINE, deadline, DEADLINE_END);
}

static void withdraw_open_letters(struct happening *happening)
{
	struct casework *work = happening->work;

	for (int i = 0; i < work->facts.letter_count; i++)
		if (work->facts.letters[i].state <= LETTER_APPROVED)
			effect_step(happening, MACHINE_LETTER, &work->facts.letters[i], LETTER_WITHDRAW);
}

static void reopen_breaches(struct happening *happening)
{
	for (int i = 0; i < happening->action->breaches.count; i++) {
		struct breach *breach = casework_find(happening->work, NOUN_BREACH, happening->action->breaches.item[i]);

		must(breach != NULL);
		effect_step(happening, MACHINE_BREACH, breach, BREACH_REOPEN);
	}
}

static void record_agreement(struct happening *happening)
{
	struct casework *work = happening->work;
	struct owner *owner = audit_of(happening)->owners.item;

	for (int i = 0; i < work->audit.owners.count; i++) {
		if (strcmp(owner[i].name, happening->action->owner) != 0)
			continue;
		owner[i].agreed_on = work->request->today;
		memcpy(owner[i].agreed_by, work->request->caller.account, ID_SIZE);
		memcpy(owner[i].document, happening->action->document, ID_SIZE);
	}
}

static void clear_closing(struct happening *happening)
{
	struct casework *work = happening->work;

	work->audit.closed_at = INSTANT_NONE;
	for (int i = 0; i < happening->action->breaches.count; i++) {
		struct breach *breach = casework_find(work, NOUN_BREACH, happening->action->breaches.item[i]);

		must(breach != NULL);
		casework_void_agreement(work, breach);
	}
}

static void adopt_case(struct happening *happening)
{
	audit_of(happening)->adopted_on = happening->work->request->today;
}

static void record_end(struct happening *happening)
{
	audit_of(happening)->closed_at = happening->work->request->now;
}

effect_carrier *const effect_audit[EFFECTS] = {
	[EFFECT_number_case] = number_case,
	[EFFECT_set_people] = set_people,
	[EFFECT_set_visit] = set_visit,
	[EFFECT_move_documents_deadline] = move_documents_deadline,
	[EFFECT_record_summary_meeting] = record_summary_meeting,
	[EFFECT_set_draft_report_deadline] = set_draft_report_deadline,
	[EFFECT_meet_draft_report] = meet_draft_report,
	[EFFECT_set_final_report_deadline] = set_final_report_deadline,
	[EFFECT_meet_final_report] = meet_final_report,
	[EFFECT_record_maturity_at_final] = record_maturity_at_final,
	[EFFECT_record_maturity_at_closure] = record_maturity_at_closure,
	[EFFECT_record_safety_statement] = record_safety_statement,
	[EFFECT_establish_breaches] = establish_breaches,
	[EFFECT_run_proposed_deadlines] = run_proposed_deadlines,
	[EFFECT_waive_live_deadlines] = waive_live_deadlines,
	[EFFECT_withdraw_open_letters] = withdraw_open_letters,
	[EFFECT_drop_draft_breaches] = drop_draft_breaches,
	[EFFECT_reopen_breaches] = reopen_breaches,
	[EFFECT_record_agreement] = record_agreement,
	[EFFECT_clear_closing] = clear_closing,
	[EFFECT_adopt_case] = adopt_case,
	[EFFECT_record_end] = record_end,
	[EFFECT_dispatch_letter] = effect_dispatch_letter,
	[EFFECT_set_deadlines_of_letter] = effect_set_deadlines_of_letter,
	[EFFECT_announce_order_of_letter] = effect_announce_order_of_letter,
	[EFFECT_issue_order_of_letter] = effect_issue_order_of_letter,
	[EFFECT_draft_confirmation] = effect_draft_confirmation,
};
