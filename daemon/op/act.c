/* act - a step of a machine, from its request to the answer that shows the object as it then stands. */
#include "op/act.h"

#include <string.h>

#include "core/facts.h"
#include "op/deadline.h"
#include "op/effect.h"
#include "op/reference.h"
#include "op/show.h"
#include "proto/messages.h"

static const struct { enum statement lock, find; } subjects[MACHINES] = {
	[MACHINE_AUDIT]    = { SQL_audit_lock, SQL_audit_find },
	[MACHINE_BREACH]   = { SQL_breach_lock, SQL_breach_find },
	[MACHINE_DEADLINE] = { SQL_deadline_lock, SQL_deadline_find },
	[MACHINE_LETTER]   = { SQL_letter_lock, SQL_letter_find },
	[MACHINE_ORDER]    = { SQL_order_lock, SQL_order_find },
};

/* What the event asked for works on; of an audit the case itself. */
static void *subject_of(struct casework *work)
{
	const struct operation *op = work->request->op;

	if (op->machine == MACHINE_AUDIT)
		return &work->audit;
	return casework_find(work, machine_noun((enum machine)op->machine), work->request->path[0]);
}

int seen_find(struct request *request)
{
	struct casework *work = request->own;
	enum noun noun = machine_noun((enum machine)request->op->machine);
	int refusal = casework_take(work);
	void *subject;

	if (refusal != 0)
		return refusal;
	subject = subject_of(work);
	must(subject != NULL);
	request->version = *noun_version(noun, subject);
	return 0;
}

static void want_references(struct request *request)
{
	const struct action *action = request->body;

	reference_want(request, "caseworker", "/lead_auditor", action->lead_auditor);
	reference_want(request, "caseworker", "/follow_up_lead", action->follow_up_lead);
	reference_want_all(request, "caseworker", "/team", &action->team);
	reference_want(request, "attachment", "/document", action->document);
	reference_want(request, "attachment", "/decision", action->decision);
	reference_want_all(request, "requirement", "/requirements", &action->requirements);
}

void act_load(struct request *request)
{
	struct casework *work = casework_ask(request, subjects[request->op->machine].lock);

	if (request->op->machine == MACHINE_DEADLINE)
		deadline_ask(work);
	want_references(request);
	reference_put(request);
}

/* An id in the action that should be a row of this case, and is none. */
static void own_reference(struct casework *work, enum noun noun, const char *id, const char *pointer)
{
	if (id[0] != '\0' && casework_find(work, noun, id) == NULL)
		mistakes_add(&work->request->mistakes, pointer, REFUSAL_unknown_reference, NULL);
}

static void judge_references(struct casework *work)
{
	struct request *request = work->request;
	const struct action *action = request->body;

	own_reference(work, NOUN_LETTER, action->letter, "/letter");
	own_reference(work, NOUN_DEADLINE, action->deadline, "/deadline");
	for (int i = 0; i < action->breaches.count; i++)
		own_reference(work, NOUN_BREACH, action->breaches.item[i],
			arena_format(&request->arena, "/breaches/%d", i));
	if (action->owner != NULL && facts_owner(&work->facts, action->owner) == NULL)
		mistakes_add(&request->mistakes, "/owner", REFUSAL_unknown_reference, NULL);
	reference_judge(request);
}

/* What came, was asked or was decided has happened: a date to come would put off what counts from it. */
static void judge_happened(struct request *request)
{
	const struct action *action = request->body;
	const struct { const char *pointer; int32_t day; } happened[] = {
		{ "/received_on", action->received_on }, { "/arrived_on", action->arrived_on },
		{ "/asked_on", action->asked_on }, { "/decided_on", action->decided_on },
	};

	for (size_t i = 0; i < sizeof happened / sizeof happened[0]; i++)
		if (happened[i].day != DAY_NONE && happened[i].day > request->today)
			mistakes_add(&request->mistakes, happened[i].pointer, REFUSAL_in_the_future, NULL);
}

/* A letter that has not been sent yet has not arrived. */
static void judge_arrived(const struct letter *letter, struct request *request)
{
	const struct action *action = request->body;

	if (request->event == LETTER_ARRIVE && letter->dispatched_at != INSTANT_NONE
	    && action->arrived_on < instant_day(letter->dispatched_at))
		mistakes_add(&request->mistakes, "/arrived_on", REFUSAL_before_dispatch, NULL);
}

/* What an event needs only from some states: unannounced fieldwork begins with its reason. */
static void judge_needed(struct casework *work)
{
	struct request *request = work->request;
	const struct action *action = request->body;

	if (request->op->machine == MACHINE_AUDIT && request->event == AUDIT_BEGIN_FIELDWORK
	    && work->audit.state == AUDIT_PLANNED && action->reason == NULL)
		mistakes_add(&request->mistakes, "/reason", REFUSAL_missing, NULL);
}

/* `letter` may be left out where one stands approved, and not where several do. */
static void judge_letter(struct casework *work, const void *subject, const struct asking *asking)
{
	int count = 0;

	law_letter(&work->facts, (enum machine)work->request->op->machine, subject, work->request->event, asking, &count);
	if (count > 1 && asking->action->letter[0] == '\0')
		mistakes_add(&work->request->mistakes, "/letter", REFUSAL_missing, NULL);
}

/* A withdrawn order that runs for an open breach leaves it a date: nobody but the caller knows which. */
static void judge_due(struct casework *work, const void *subject)
{
	struct request *request = work->request;
	const struct action *action = request->body;

	if (request->op->machine == MACHINE_ORDER && request->event == ORDER_WITHDRAW && action->due == DAY_NONE
	    && facts_order_runs(&work->facts, subject))
		mistakes_add(&request->mistakes, "/due", REFUSAL_missing, NULL);
}

static struct asking asking_of(struct casework *work)
{
	const struct request *request = work->request;
	enum noun noun = machine_noun((enum machine)request->op->machine);

	return (struct asking){ .actor = casework_actor(work, noun, subject_of(work)),
		.account = request->caller.account, .action = request->body };
}

/* The role is judged here, before the idempotent answer and the version; the guards wait for decide. */
int act_find(struct request *request)
{
	struct casework *work = request->own;
	int refusal = seen_find(request);
	struct asking asking;

	if (refusal != 0)
		return refusal;
	asking = asking_of(work);
	request->judgement = arena_take(&request->arena, sizeof *request->judgement);
	law_judge(&work->facts, (enum machine)request->op->machine, subject_of(work), request->event, &asking,
		request->judgement);
	return request->judgement->role_missing ? REFUSAL_role_missing : 0;
}

/* From this state or by this method there is no such step: then no parameter of it is wrong either. */
static bool is_no_step(const struct judgement *judgement)
{
	for (int i = 0; i < judgement->held_count; i++)
		if (judgement->held[i].guard == GUARD_wrong_method)
			return true;
	return judgement->rule == NULL;
}

/* Each time a deadline or a letter more, and nothing of the law says how often. */
static bool is_endless(int event)
{
	return event == DEADLINE_EXTEND || event == DEADLINE_REFUSE_EXTENSION;
}

int act_decide(struct request *request)
{
	struct casework *work = request->own;
	void *subject = subject_of(work);
	struct asking asking = asking_of(work);

	if (is_no_step(request->judgement))
		return REFUSAL_guards_failed;
	judge_references(work);
	judge_happened(request);
	if (request->op->machine == MACHINE_LETTER)
		judge_arrived(subject, request);
	judge_needed(work);
	judge_letter(work, subject, &asking);
	judge_due(work, subject);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	if (!law_allows(request->judgement))
		return REFUSAL_guards_failed;
	if (request->op->machine == MACHINE_DEADLINE && is_endless(request->event)
	    && (casework_is_full(work, NOUN_DEADLINE) || casework_is_full(work, NOUN_LETTER)))
		return REFUSAL_case_full;
	work->act_data = request->body_text;
	effect_perform(work, (enum machine)request->op->machine, subject, request->event, request->body,
		request->judgement);
	return 0;
}

void act_write(struct request *request)
{
	casework_write(request->own);
}

int act_reply(struct request *request)
{
	struct casework *work = request->own;
	enum noun noun = machine_noun((enum machine)request->op->machine);
	void *subject = subject_of(work);

	request->version = *noun_version(noun, subject);
	show_noun(work, noun, subject, &request->answer.body);
	return 0;
}

void seen_load(struct request *request)
{
	struct casework *work = casework_ask(request, subjects[request->op->machine].find);

	if (request->op->machine == MACHINE_DEADLINE && request->op->reply == act_reply)
		deadline_ask(work);
}

int seen_actions_reply(struct request *request)
{
	struct casework *work = request->own;

	buffer_add_text(&request->answer.body, "{\"items\":");
	show_actions(work, (enum machine)request->op->machine, subject_of(work), &request->answer.body);
	buffer_add_text(&request->answer.body, ",\"next\":null}");
	return 0;
}
