/* import_case - the audit, its findings and deadlines, what arrived, and when it happened. */
#include "op/import_case.h"

#include <stdio.h>
#include <string.h>

#include "core/history.h"
#include "op/effect.h"
#include "proto/canonical.h"
#include "proto/messages.h"

#define UNKNOWN "ukjent"
#define DAY_MICROSECONDS (INT64_C(86400) * 1000000)

struct arrival {
	struct casework *work;
	const struct legal *legal;
	const struct import_record *record;
	struct item *item;
	int32_t established_on;
};

/* Midnight in Greenwich is the same day in Oslo. */
static int64_t instant_of(int32_t day)
{
	return day == DAY_NONE ? INSTANT_NONE : day * DAY_MICROSECONDS;
}

static void tell(const struct arrival *arrival, const char *noun, const char *id,
	const char *event, const char *to,
	int32_t occurred_on)
{
	casework_tell(arrival->work, &(struct told){ .subject_kind = noun, .subject = id, .event = event,
		.to = to, .data = "{\"imported\":true}", .occurred_on = occurred_on });
}

static const char *source_of(const struct arrival *arrival)
{
	struct buffer text;
	const char *source;

	buffer_init(&text);
	message_encode(&source_message, USE_SHOWN, arrival->record, &text);
	source = json_canonical(text.data, &arrival->work->request->arena);
	buffer_release(&text);
	return source;
}

static void fill_audit(struct arrival *arrival)
{
	const struct import_record *record = arrival->record;
	struct audit *audit = &arrival->work->audit;
	int method = history_method(record->method);
	bool reversed = record->visit_to != DAY_NONE && record->visit_from > record->visit_to;

	memcpy(audit->enterprise, arrival->work->enterprise.id, ID_SIZE);
	audit->state = history_state(record, arrival->work->request->today);
	audit->theme = record->theme == NULL ? UNKNOWN : record->theme;
	audit->method = method == TERM_NONE ? METHOD_SYSTEM_AUDIT : method;
	for (int i = 0; i < arrival->legal->count; i++)
		texts_add(&audit->requirements, arrival->legal->item[i].id, &arrival->work->request->arena);
	audit->visit_from = reversed ? record->visit_to : record->visit_from;
	audit->visit_to = reversed ? record->visit_from : record->visit_to;
	audit->summary_meeting_date = record->closing_meeting_date;
	audit->imported = true;
	audit->source = source_of(arrival);
	audit->source_key = arrival->item->key;
	if (audit->state == AUDIT_CLOSED)
		audit->closed_at = instant_of(record->closed_date);
}

static struct deadline *add_deadline(const struct arrival *arrival, enum deadline_kind kind,
	int32_t due, const struct breach *breach, enum deadline_state state)
{
	struct casework *work = arrival->work;
	struct deadline *deadline = casework_add(work, NOUN_DEADLINE);

	deadline->kind = kind;
	deadline->state = state;
	deadline->due = due;
	deadline->effective_due = calendar_roll(work->facts.policy->calendar, due);
	deadline->counted_from = work->request->today;
	snprintf(deadline->policy, ID_SIZE, "%s", work->facts.policy->id);
	deadline->extended_count = deadline->extended_days = 0;
	if (breach != NULL)
		memcpy(deadline->breach, breach->id, ID_SIZE);
	return deadline;
}

static void tell_deadline(const struct arrival *arrival, const struct deadline *deadline,
	int32_t occurred_on)
{
	tell(arrival, "deadline", deadline->id, "import", deadline_states.word[deadline->state],
		occurred_on);
}

/* Open: the date by which it is to be corrected runs. */
static void run_correction(struct arrival *arrival, const struct breach *breach)
{
	int32_t due = arrival->record->response_deadline;
	struct policy_count count = policy_count_correction(arrival->work->facts.policy,
		arrival->established_on, TERM_NONE, TERM_NONE);
	struct deadline *deadline = add_deadline(arrival, DEADLINE_CORRECTION,
		due == DAY_NONE ? count.due : due, breach, DEADLINE_RUNNING);

	if (due == DAY_NONE)
		deadline_keep_count(deadline, count);
	tell_deadline(arrival, deadline, arrival->established_on);
}

/* What the law would have said to correcting it on what is known. */
static void judge_correction(struct arrival *arrival, struct breach *breach)
{
	struct casework *work = arrival->work;
	struct action *action = arena_take(&work->request->arena, sizeof *action);
	struct judgement *judgement = arena_take(&work->request->arena, sizeof *judgement);
	struct asking asking = { .actor = BY_LEADER | BY_LEAD, .account = work->request->caller.account,
		.action = action };
	int state = work->audit.state;

	message_clear(&action_message, action);
	work->audit.state = AUDIT_FOLLOW_UP;
	breach->state = BREACH_REPORTED;
	law_judge(&work->facts, MACHINE_BREACH, breach, BREACH_ASSESS_CORRECTED, &asking, judgement);
	for (int i = 0; i < judgement->held_count; i++)
		arrival->item->guards |= UINT64_C(1) << judgement->held[i].guard;
	work->audit.state = state;
}

static void correct(struct arrival *arrival, struct breach *breach)
{
	const struct import_record *record = arrival->record;
	int32_t today = arrival->work->request->today;
	struct deadline *deadline;

	judge_correction(arrival, breach);
	breach->state = BREACH_CORRECTED;
	breach->corrected_on = record->closed_date;
	tell(arrival, "breach", breach->id, "import", breach_states.word[BREACH_CORRECTED],
		record->closed_date == DAY_NONE ? today : record->closed_date);
	if (record->response_deadline == DAY_NONE)
		return;
	deadline = add_deadline(arrival, DEADLINE_CORRECTION, record->response_deadline, breach,
		DEADLINE_WAIVED);
	deadline->ended_on = record->closed_date == DAY_NONE ? today : record->closed_date;
	deadline->reason = "import";
	tell_deadline(arrival, deadline, deadline->ended_on);
}

static void establish(struct arrival *arrival, struct breach *breach)
{
	breach->state = BREACH_ESTABLISHED;
	breach->established_on = arrival->established_on;
	breach->counts_from = instant_of(arrival->established_on);
	tell(arrival, "breach", breach->id, "import", breach_states.word[BREACH_ESTABLISHED],
		arrival->established_on);
}

static void add_breach(struct arrival *arrival, const struct import_breach *found)
{
	struct casework *work = arrival->work;
	struct arena *arena = &work->request->arena;
	struct breach *breach = casework_add(work, NOUN_BREACH);

	breach->state = BREACH_DRAFT;
	breach->kind = history_breach_kind(found->kind);
	breach->title = found->title_paraphrase == NULL ? UNKNOWN : found->title_paraphrase;
	breach->registered_at = work->request->now;
	for (int i = 0; i < found->legal_basis.count; i++) {
		const char *id = legal_id(arrival->legal, found->legal_basis.item[i], arena);

		if (!texts_have(&breach->requirements, id))
			texts_add(&breach->requirements, id, arena);
	}
	if (found->legal_basis.count == 0)
		texts_add(&breach->requirements, legal_id(arrival->legal, NULL, arena), arena);
	if (work->audit.state != AUDIT_FOLLOW_UP && work->audit.state != AUDIT_CLOSED) {
		tell(arrival, "breach", breach->id, "import", breach_states.word[BREACH_DRAFT],
			work->request->today);
		return;
	}
	establish(arrival, breach);
	if (work->audit.state == AUDIT_CLOSED)
		correct(arrival, breach);
	else
		run_correction(arrival, breach);
}

static void add_remark(struct arrival *arrival, const struct import_breach *found,
	enum remark_kind kind)
{
	struct casework *work = arrival->work;
	struct remark *remark = casework_add(work, NOUN_REMARK);

	remark->kind = kind;
	remark->text = found->title_paraphrase == NULL ? UNKNOWN : found->title_paraphrase;
	memcpy(remark->registered_by, work->request->caller.account, ID_SIZE);
	remark->registered_at = work->request->now;
	tell(arrival, "remark", remark->id, "import", NULL, work->request->today);
}

static void add_findings(struct arrival *arrival)
{
	const struct import_record *record = arrival->record;
	const struct import_breach *found = record->breaches.item;
	int breaches = 0;
	enum remark_kind kind;

	for (int i = 0; i < record->breaches.count; i++) {
		if (history_is_remark(found[i].kind, &kind)) {
			add_remark(arrival, &found[i], kind);
			continue;
		}
		add_breach(arrival, &found[i]);
		breaches++;
	}
	/* what is to be answered where the breaches are not told */
	if (breaches == 0 && record->response_deadline != DAY_NONE
		&& arrival->work->audit.state == AUDIT_FOLLOW_UP)
		tell_deadline(arrival, add_deadline(arrival, DEADLINE_PLAN, record->response_deadline, NULL,
			DEADLINE_RUNNING), arrival->established_on);
}

/* What the enterprise had to say to the preliminary report. */
static void add_comment(struct arrival *arrival)
{
	const struct import_record *record = arrival->record;
	struct casework *work = arrival->work;
	int32_t replied = record->enterprise_reply_date;
	struct deadline *deadline = NULL;
	struct incoming *incoming;

	if (record->comment_deadline != DAY_NONE)
		deadline = add_deadline(arrival, DEADLINE_COMMENT, record->comment_deadline, NULL,
			DEADLINE_RUNNING);
	if (deadline != NULL && replied != DAY_NONE) {
		deadline->received_on = deadline->ended_on = replied;
		deadline->days_late = replied > deadline->effective_due ? replied - deadline->effective_due : 0;
		deadline->state = deadline->days_late > 0 ? DEADLINE_MET_LATE : DEADLINE_MET;
	} else if (deadline != NULL
		&& (deadline->effective_due < work->request->today || work->audit.state != AUDIT_HEARING)) {
		deadline->ended_on = deadline->effective_due < work->request->today ? deadline->effective_due
			: work->request->today;
		deadline->state = DEADLINE_LAPSED;
	}
	if (deadline != NULL)
		tell_deadline(arrival, deadline, deadline->ended_on == DAY_NONE ? work->request->today
			: deadline->ended_on);
	if (replied == DAY_NONE)
		return;
	incoming = casework_add(work, NOUN_INCOMING);
	incoming->received_on = replied;
	incoming->from = work->enterprise.name;
	if (deadline != NULL)
		texts_add(&incoming->answers, deadline->id, &work->request->arena);
	memcpy(incoming->registered_by, work->request->caller.account, ID_SIZE);
	incoming->registered_at = work->request->now;
	tell(arrival, "incoming", incoming->id, "import", NULL, replied);
}

/* The log says when what is known happened, in the words of the steps that would have been taken. */
static void tell_history(const struct arrival *arrival)
{
	const struct import_record *record = arrival->record;
	const struct { const char *event; int32_t day; } steps[] = {
		{ "notify", record->notice_date },
		{ "begin_fieldwork", record->visit_from },
		{ "summary_meeting", record->closing_meeting_date },
		{ "end_fieldwork", record->visit_to },
		{ "send_preliminary", record->preliminary_report_date },
		{ "send_final", record->final_report_date },
		{ "close", record->closed_date },
	};
	const struct audit *audit = &arrival->work->audit;

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (steps[i].day != DAY_NONE)
			tell(arrival, "audit", audit->id, steps[i].event, NULL, steps[i].day);
	tell(arrival, "audit", audit->id, "import", audit_states.word[audit->state],
		arrival->work->request->today);
}

void import_case(struct casework *work, const struct legal *legal,
	const struct import_record *record,
	struct item *item)
{
	struct arrival arrival = { .work = work, .legal = legal, .record = record, .item = item,
		.established_on = history_established_on(record, work->request->today) };

	item->warnings = history_warnings(record, work->request->today);
	item->guards = 0;
	work->facts.requirements = legal->item;
	work->facts.requirement_count = legal->count;
	fill_audit(&arrival);
	tell_history(&arrival);
	add_findings(&arrival);
	add_comment(&arrival);
}
