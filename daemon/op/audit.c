/* audit - planning an audit, and changing its plan. */
#include <stdio.h>
#include <string.h>

#include "core/facts.h"
#include "op/act.h"
#include "op/effect.h"
#include "op/operations.h"
#include "op/policy.h"
#include "op/reference.h"
#include "op/show.h"
#include "proto/messages.h"

/* POST /v1/audits: the one case that does not stand yet. */
struct planning {
	struct casework *work;
	int number, enterprise, programme, policy, conflicts;
	int survey, known, selection;           /* of one that is a part of a survey, or follows from such a part */
};

static void want_people(struct request *request, const struct audit *audit)
{
	const struct owner *owner = audit->owners.item;

	reference_want(request, "caseworker", "/lead_auditor", audit->lead_auditor);
	reference_want_all(request, "caseworker", "/team", &audit->team);
	for (int i = 0; i < audit->owners.count; i++)
		reference_want(request, "caseworker", arena_format(&request->arena, "/owners/%d/lead_auditor", i),
			owner[i].lead_auditor);
}

static void want_plan(struct request *request, const struct audit *audit)
{
	want_people(request, audit);
	reference_want(request, "enterprise", "/enterprise", audit->enterprise);
	reference_want(request, "programme", "/programme", audit->programme);
	reference_want_all(request, "requirement", "/requirements", &audit->requirements);
	reference_want_all(request, "measure_point", "/measure_points", &audit->measure_points);
	reference_want(request, "survey", "/survey", audit->survey);
	reference_want(request, "audit", "/in_depth_of", audit->in_depth_of);
	reference_put(request);
}

/* Held, so that the same part asked for twice at once finds what the other has made. */
static void ask_part(struct planning *planning, struct request *request, const struct audit *body)
{
	const struct with part[] = { { "enterprise", body->enterprise }, { "survey", body->survey }, { NULL, NULL } };

	batch_put(request->batch, SQL_survey_hold, NULL, NULL, part);
	planning->known = batch_put(request->batch, SQL_survey_known, NULL, NULL, part);
	planning->survey = batch_put(request->batch, SQL_survey_share, NULL, NULL,
		(const struct with[]){ { "id", body->survey }, { NULL, NULL } });
}

static void ask_selection(struct planning *planning, struct request *request, const struct audit *body)
{
	const struct with part[] = { { "in_depth_of", body->in_depth_of }, { NULL, NULL } };

	batch_put(request->batch, SQL_selection_hold, NULL, NULL, part);
	planning->selection = batch_put(request->batch, SQL_selection_standing, NULL, NULL, part);
}

static void make_load(struct request *request)
{
	struct planning *planning = arena_take(&request->arena, sizeof *planning);
	const struct audit *body = request->body;
	int year, month, date;
	char year_text[12];

	request->own = planning;
	want_plan(request, body);
	day_split(request->today, &year, &month, &date);
	snprintf(year_text, sizeof year_text, "%d", year);
	planning->enterprise = batch_put(request->batch, SQL_enterprise_find, NULL, NULL,
		(const struct with[]){ { "id", body->enterprise }, { NULL, NULL } });
	planning->programme = batch_put(request->batch, SQL_programme_find, NULL, NULL,
		(const struct with[]){ { "id", body->programme[0] == '\0' ? NULL : body->programme }, { NULL, NULL } });
	planning->policy = policy_ask(request, body->programme);
	planning->conflicts = batch_put(request->batch, SQL_conflict_standing, NULL, NULL,
		(const struct with[]){ { "enterprise", body->enterprise }, { NULL, NULL } });
	if (body->survey[0] != '\0')
		ask_part(planning, request, body);
	if (body->in_depth_of[0] != '\0')
		ask_selection(planning, request, body);
	planning->number = batch_put(request->batch, SQL_case_counter_next, NULL, NULL,
		(const struct with[]){ { "year", arena_text(&request->arena, year_text) }, { NULL, NULL } });
}

/* What was not planned otherwise is as the guide says on this day: a later edition changes none of it. */
static void take_guide(struct planning *planning, struct audit *audit)
{
	struct request *request = planning->work->request;
	struct programme programme;

	if (!batch_take_one(request->batch, planning->programme, &programme_message, &request->arena, &programme))
		return;
	if (!audit->measure_points.given)
		audit->measure_points = programme.measure_points;
	if (!audit->later_rounds.given)
		audit->later_rounds = programme.later_rounds;
}

int audit_known(const struct request *request)
{
	return ((const struct planning *)request->own)->known;
}

/* A part of a survey is by its guide and method, and there is one of each enterprise. */
static int judge_survey(struct request *request, const struct audit *audit)
{
	struct survey survey;

	if (!batch_take_one(request->batch, ((struct planning *)request->own)->survey, &survey_message, &request->arena,
			&survey))
		return 0;                       /* told as an unknown reference */
	if (survey.state != SURVEY_OPEN)
		return REFUSAL_wrong_state;
	if (batch_rows(request->batch, audit_known(request)) > 0) {
		mistakes_add(&request->mistakes, "/enterprise", REFUSAL_already_exists, NULL);
		return REFUSAL_already_exists;
	}
	if (strcmp(audit->programme, survey.programme) != 0)
		mistakes_add(&request->mistakes, "/programme", REFUSAL_inconsistent, "the survey has another guide");
	if (audit->method != survey.method)
		mistakes_add(&request->mistakes, "/method", REFUSAL_inconsistent, "the survey has another method");
	return 0;
}

/* An audit in depth is of an enterprise that was selected, and of that alone. */
static int judge_selection(struct request *request, const struct audit *audit)
{
	struct batch *batch = request->batch;
	int place = ((struct planning *)request->own)->selection;

	if (batch_rows(batch, place) == 0 || batch_text(batch, place, 0, "selected")[0] != 't') {
		mistakes_add(&request->mistakes, "/in_depth_of", REFUSAL_inconsistent, "not selected in a survey");
		return 0;
	}
	if (strcmp(batch_text(batch, place, 0, "enterprise"), audit->enterprise) != 0)
		mistakes_add(&request->mistakes, "/enterprise", REFUSAL_inconsistent, "another was selected");
	if (batch_text(batch, place, 0, "taken")[0] == 't') {
		mistakes_add(&request->mistakes, "/in_depth_of", REFUSAL_already_exists, NULL);
		return REFUSAL_already_exists;
	}
	return strcmp(batch_text(batch, place, 0, "survey_state"), "closed") == 0 ? REFUSAL_wrong_state : 0;
}

static int make_decide(struct request *request)
{
	struct planning *planning = request->own;
	struct judgement *judgement = arena_take(&request->arena, sizeof *judgement);
	struct action *none = arena_take(&request->arena, sizeof *none);
	struct casework *work = planning->work = casework_new(request, policy_take(request, planning->policy));
	struct asking asking = { .account = request->caller.account, .action = none };
	int refusal = 0;

	request->own = planning;
	message_clear(&action_message, none);
	message_merge(&audit_message, request->body, request->given, &work->audit, &request->arena, &request->mistakes);
	reference_judge(request);
	if (work->audit.survey[0] != '\0')
		refusal = judge_survey(request, &work->audit);
	else if (work->audit.in_depth_of[0] != '\0')
		refusal = judge_selection(request, &work->audit);
	if (refusal != 0)
		return refusal;
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	take_guide(planning, &work->audit);
	batch_take_one(request->batch, planning->enterprise, &enterprise_message, &request->arena, &work->enterprise);
	work->facts.conflicts = batch_take(request->batch, planning->conflicts, &conflict_message, &request->arena,
		&work->facts.conflict_count);
	work->audit.case_number = arena_text(&request->arena, batch_text(request->batch, planning->number, 0, "case_number"));
	work->actor = asking.actor = access_actors(request->caller.roles, request->caller.deputy, request->caller.account,
		&work->audit, NULL);
	work->act_data = request->body_text;
	law_judge(&work->facts, MACHINE_AUDIT, &work->audit, AUDIT_CREATE, &asking, judgement);
	request->judgement = judgement;
	if (!law_allows(judgement))
		return REFUSAL_guards_failed;
	effect_perform(work, MACHINE_AUDIT, &work->audit, AUDIT_CREATE, none, judgement);
	return 0;
}

const struct audit *audit_made(const struct request *request)
{
	return &((struct planning *)request->own)->work->audit;
}

static void make_write(struct request *request)
{
	casework_write(((struct planning *)request->own)->work);
}

static int make_reply(struct request *request)
{
	struct casework *work = ((struct planning *)request->own)->work;

	request->version = work->audit.version;
	request->answer.location = arena_format(&request->arena, "/v1/audits/%s", work->audit.id);
	show_audit(work, &request->answer.body);
	return 0;
}

const struct operation op_audit_make = { .name = "audit_make", .method = HTTP_POST, .path = "/v1/audits",
	.about = "Plan an audit", .is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_PLAN, .status = 201,
	.body = &audit_message, .use = USE_CREATE, .answer = &audit_detail_message,
	.load = make_load, .decide = make_decide, .write = make_write, .reply = make_reply };

/* PATCH: the plan, as long as the audit has not ended; what the reports rest on, not after them. */
static void change_load(struct request *request)
{
	casework_ask(request, SQL_audit_lock);
	want_plan(request, request->body);
}

static int change_find(struct request *request)
{
	struct casework *work = request->own;
	int refusal = casework_take(work);

	if (refusal != 0)
		return refusal;
	request->version = work->audit.version;
	return access_may(MAY_CHANGE_AUDIT, request->caller.roles, work->actor) ? 0 : REFUSAL_role_missing;
}

static const struct owner *owner_named(const struct objects *owners, const char *name)
{
	const struct owner *owner = owners->item;

	for (int i = 0; i < owners->count; i++)
		if (strcmp(owner[i].name, name) == 0)
			return &owner[i];
	return NULL;
}

/* Whose breaches these are stands with the reports; who leads for an owner may change for good. */
static bool owners_stand(const struct objects *before, const struct objects *owners)
{
	const struct owner *owner = owners->item;

	for (int i = 0; i < owners->count; i++) {
		const struct owner *was = owner_named(before, owner[i].name);

		if (was == NULL || was->kind != owner[i].kind)
			return false;
	}
	return before->count == owners->count;
}

/* What an owner has agreed to is nobody's to give in a body: it follows the name. */
static void carry_agreements(const struct objects *before, struct objects *owners)
{
	struct owner *owner = owners->item;

	for (int i = 0; i < owners->count; i++) {
		const struct owner *was = owner_named(before, owner[i].name);

		if (was == NULL || was->kind != owner[i].kind)
			continue;
		owner[i].agreed_on = was->agreed_on;
		memcpy(owner[i].agreed_by, was->agreed_by, ID_SIZE);
		memcpy(owner[i].document, was->document, ID_SIZE);
	}
}

/* The last state in which a member may change: the notice tells the method, and later visits are reschedule. */
static bool is_settled(const struct request *request, int state)
{
	static const struct { const char *name; int until; } settled[] = {
		{ "method", AUDIT_PLANNED }, { "visit_from", AUDIT_PLANNED }, { "visit_to", AUDIT_PLANNED },
		{ "requirements", AUDIT_DRAFTING }, { "later_rounds", AUDIT_HEARING },
	};

	for (size_t i = 0; i < sizeof settled / sizeof settled[0]; i++)
		if (state > settled[i].until && (request->given >> message_index(&audit_message, settled[i].name) & 1))
			return true;
	return state == AUDIT_CLOSED || state == AUDIT_CANCELLED;
}

/* An owner leaves only when no breach is theirs: otherwise nobody would be asked to agree to its end. */
static void judge_owners(struct casework *work)
{
	for (int i = 0; i < work->facts.breach_count; i++) {
		const struct breach *breach = &work->facts.breaches[i];

		if (breach->owner != NULL && breach->state != BREACH_DROPPED && facts_owner(&work->facts, breach->owner) == NULL)
			mistakes_add(&work->request->mistakes, "/owners", REFUSAL_unknown_reference, "a breach has another owner");
	}
}

/* A part of a survey stays by its guide and method. */
static void judge_survey_kept(struct casework *work, const struct audit *before)
{
	if (before->survey[0] == '\0')
		return;
	if (strcmp(work->audit.programme, before->programme) != 0)
		mistakes_add(&work->request->mistakes, "/programme", REFUSAL_inconsistent, "the survey has another guide");
	if (work->audit.method != before->method)
		mistakes_add(&work->request->mistakes, "/method", REFUSAL_inconsistent, "the survey has another method");
}

static int change_decide(struct request *request)
{
	struct casework *work = request->own;
	const struct audit before = work->audit;
	struct objects owners = before.owners;
	const struct audit *body = request->body;

	if (request->given == 0)
		return 0;                       /* an empty patch changes nothing */
	if (is_settled(request, work->audit.state) || (work->audit.state > AUDIT_DRAFTING
	    && request->given >> message_index(&audit_message, "owners") & 1 && !owners_stand(&owners, &body->owners)))
		return REFUSAL_wrong_state;
	message_merge(&audit_message, request->body, request->given, &work->audit, &request->arena, &request->mistakes);
	judge_survey_kept(work, &before);
	if (work->audit.owners.item != owners.item)
		carry_agreements(&owners, &work->audit.owners);
	judge_owners(work);
	reference_judge(request);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	casework_touch(work, NOUN_AUDIT, &work->audit);
	casework_tell(work, &(struct told){ .subject_kind = "audit", .subject = work->audit.id, .event = "changed",
		.data = arena_format(&request->arena, "{\"asked\":%s}", request->body_text), .occurred_on = request->today });
	return 0;
}

const struct operation op_audit_change = { .name = "audit_change", .method = HTTP_PATCH, .path = "/v1/audits/{id}",
	.about = "Change the plan (JSON merge patch)", .is = OP_WRITE | OP_MATCH | OP_NO_STORE, .may = MAY_CHANGE_AUDIT,
	.status = 200, .body = &audit_message, .use = USE_PATCH, .machine = MACHINE_AUDIT, .answer = &audit_detail_message,
	.load = change_load, .find = change_find, .decide = change_decide, .write = act_write, .reply = act_reply };
