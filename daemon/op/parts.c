/* parts - demands, interim measures, evidence, observations, remarks, contacts and incoming. */
#include <string.h>

#include "core/facts.h"
#include "core/later_round.h"
#include "core/measure.h"
#include "op/effect.h"
#include "op/operations.h"
#include "op/part.h"
#include "op/reference.h"
#include "op/write_off.h"
#include "proto/messages.h"

#define PART_LIST(name_, noun_, path_, part_) \
	const struct operation op_##name_ = { .name = #name_, .method = HTTP_GET, .path = path_, \
		.about = "A page of the collection", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200, \
		.query = &page_query_message, .of = &part_, .answer = &noun_##_message, \
		.load = part_list_load, .find = part_list_find, .reply = part_list_reply }
#define PART_MAKE(noun_, path_, part_, may_) \
	const struct operation op_##noun_##_make = { .name = #noun_ "_make", .method = HTTP_POST, .path = path_, \
		.about = "Register one", .is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = may_, .status = 201, \
		.body = &noun_##_message, .use = USE_CREATE, .of = &part_, .answer = &noun_##_message, \
		.load = part_make_load, .find = part_make_find, .decide = part_make_decide, .write = part_write, .reply = part_reply }
#define PART_OWN(noun_, path_, part_, may_) \
	const struct operation op_##noun_##_see = { .name = #noun_ "_see", .method = HTTP_GET, .path = path_ "/{id}", \
		.about = "Show one", .is = OP_NO_STORE, .may = MAY_READ, .status = 200, .of = &part_, .answer = &noun_##_message, \
		.load = part_see_load, .find = part_see_find, .reply = part_reply }; \
	const struct operation op_##noun_##_change = { .name = #noun_ "_change", .method = HTTP_PATCH, .path = path_ "/{id}", \
		.about = "Change one (JSON merge patch)", .is = OP_WRITE | OP_MATCH | OP_NO_STORE, .may = may_, .status = 200, \
		.body = &noun_##_message, .use = USE_PATCH, .of = &part_, .answer = &noun_##_message, \
		.load = part_change_load, .find = part_change_find, .decide = part_change_decide, .write = part_write, .reply = part_reply }

static void mistake(struct casework *work, const char *pointer, enum refusal refusal, const char *detail)
{
	mistakes_add(&work->request->mistakes, pointer, refusal, detail);
}

static void not_in_future(struct casework *work, const char *pointer, int32_t day)
{
	if (day > work->request->today)
		mistake(work, pointer, REFUSAL_in_the_future, NULL);
}

static void demand_want(struct request *request, const void *body)
{
	const struct demand *demand = body;

	reference_want(request, "measure_point", "/measure_point", demand->measure_point);
	/* a point that no audit uses yet may still change: it is held while its rule is sharpened */
	*(int *)(request->more = arena_take(&request->arena, sizeof(int))) = batch_put(request->batch,
		SQL_measure_point_hold, NULL, NULL, (const struct with[]){
			{ "id", demand->measure_point[0] == '\0' ? NULL : demand->measure_point }, { NULL, NULL } });
}

static void only_sharper(struct casework *work, unsigned slack, const char *detail)
{
	static const struct { unsigned slack; const char *pointer; } places[] = {
		{ MEASURE_SLACK_TARGET, "/target" }, { MEASURE_SLACK_N_MIN, "/n_min" },
		{ MEASURE_SLACK_ROUNDS, "/rounds" }, { MEASURE_SLACK_SPACING, "/spacing_days" },
	};

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (slack & places[i].slack)
			mistake(work, places[i].pointer, REFUSAL_only_sharper, detail);
}

/* The rule of the demand and the point's own, which the case or this request knows; false: no point. */
static bool demand_rules(struct casework *work, const struct demand *demand, struct measure_rule *ret_rule,
	struct measure_rule *ret_own)
{
	struct request *request = work->request;
	struct demand bare;
	struct measure_point point;

	message_clear(&demand_message, &bare);
	memcpy(bare.measure_point, demand->measure_point, ID_SIZE);
	if (facts_measure_rule(&work->facts, demand, ret_rule))
		return facts_measure_rule(&work->facts, &bare, ret_own);
	if (!batch_take_one(request->batch, *(int *)request->more, &measure_point_message, &request->arena, &point))
		return false;
	*ret_rule = measure_rule_of(&point, demand);
	*ret_own = measure_rule_of(&point, NULL);
	return true;
}

/* What the final report told the enterprise to show is not taken back, only sharpened. */
static void stated_judge(struct casework *work, const struct demand *before, const struct demand *demand)
{
	struct measure_rule was, is;

	if (demand->evidence_kind != before->evidence_kind)
		mistake(work, "/evidence_kind", REFUSAL_only_sharper, "stated in the final report");
	if (before->measure_point[0] == '\0')
		return;
	if (strcmp(before->measure_point, demand->measure_point) != 0)
		mistake(work, "/measure_point", REFUSAL_only_sharper, "stated in the final report");
	else if (facts_measure_rule(&work->facts, before, &was) && facts_measure_rule(&work->facts, demand, &is))
		only_sharper(work, measure_rule_slack(&is, &was), "weaker than stated");
}

static int demand_settle(struct casework *work, struct breach *breach, const void *before, void *object)
{
	const struct demand *demand = object;
	struct measure_rule rule, own;
	unsigned slack = 0;

	if (!breach_stands(breach))
		return REFUSAL_wrong_state;
	if (demand->measure_point[0] != '\0' && demand_rules(work, demand, &rule, &own))
		slack = measure_rule_slack(&rule, &own);
	only_sharper(work, slack, "weaker than the measure point's own");
	if (slack == 0 && before != NULL && work->audit.state == AUDIT_FOLLOW_UP)
		stated_judge(work, before, demand);
	return 0;
}

static const struct part demands_under = { .noun = NOUN_DEMAND, .of_breach = true, .lock = SQL_breach_lock,
	.find = SQL_breach_find, .own = "/v1/demands", .event = "demanded", .want = demand_want, .settle = demand_settle };
static const struct part demands = { .noun = NOUN_DEMAND, .lock = SQL_demand_lock, .find = SQL_demand_find,
	.own = "/v1/demands", .want = demand_want, .settle = demand_settle };
PART_LIST(demand_list, demand, "/v1/breaches/{id}/demands", demands_under);
PART_MAKE(demand, "/v1/breaches/{id}/demands", demands_under, MAY_DEMAND);
PART_OWN(demand, "/v1/demands", demands, MAY_DEMAND);

static const struct part interim_measures_under = { .noun = NOUN_INTERIM_MEASURE, .of_breach = true,
	.lock = SQL_breach_lock, .find = SQL_breach_find, .own = "/v1/interim-measures", .event = "protected" };
static const struct part interim_measures = { .noun = NOUN_INTERIM_MEASURE, .lock = SQL_interim_measure_lock,
	.find = SQL_interim_measure_find, .own = "/v1/interim-measures" };
PART_LIST(interim_measure_list, interim_measure, "/v1/breaches/{id}/interim-measures", interim_measures_under);
PART_MAKE(interim_measure, "/v1/breaches/{id}/interim-measures", interim_measures_under, MAY_PROTECT);
PART_OWN(interim_measure, "/v1/interim-measures", interim_measures, MAY_PROTECT);

static void evidence_want(struct request *request, const void *body)
{
	reference_want(request, "attachment", "/attachment", ((const struct evidence *)body)->attachment);
}

/* Evidence has an attachment, or a source and a date; what arrived with a letter has that as its source. */
static int evidence_settle(struct casework *work, struct breach *breach, const void *before, void *object)
{
	const struct evidence *evidence = object;

	(void)breach, (void)before;
	not_in_future(work, "/received_on", evidence->received_on);
	if (evidence->incoming[0] != '\0' && casework_find(work, NOUN_INCOMING, evidence->incoming) == NULL)
		mistake(work, "/incoming", REFUSAL_unknown_reference, NULL);
	if (evidence->attachment[0] == '\0' && evidence->incoming[0] == '\0' && !text_given(evidence->source))
		mistake(work, "/source", REFUSAL_missing, "an attachment, an incoming letter or a source");
	return 0;
}

static const struct part evidence_under = { .noun = NOUN_EVIDENCE, .of_breach = true, .lock = SQL_breach_lock,
	.find = SQL_breach_find, .event = "evidence_registered", .want = evidence_want, .settle = evidence_settle };
PART_LIST(evidence_list, evidence, "/v1/breaches/{id}/evidence", evidence_under);
PART_MAKE(evidence, "/v1/breaches/{id}/evidence", evidence_under, MAY_REGISTER_EVIDENCE);

static void observation_want(struct request *request, const void *body)
{
	reference_want(request, "measure_point", "/measure_point", ((const struct observation *)body)->measure_point);
}

/* A measure point counts for a breach when the audit has it or a demand of the breach names it. */
static bool measures(const struct casework *work, const struct breach *breach, const char *point)
{
	if (texts_have(&work->audit.measure_points, point))
		return true;
	for (int i = 0; i < work->facts.demand_count; i++)
		if (strcmp(work->facts.demands[i].breach, breach->id) == 0
		    && strcmp(work->facts.demands[i].measure_point, point) == 0)
			return true;
	return false;
}

static void observation_evidence(struct casework *work, const struct breach *breach, const struct observation *asked)
{
	const struct evidence *evidence = asked->evidence[0] == '\0' ? NULL
		: casework_find(work, NOUN_EVIDENCE, asked->evidence);

	if (asked->evidence[0] == '\0')
		return;
	if (evidence == NULL || strcmp(evidence->breach, breach->id) != 0 || evidence->kind != EVIDENCE_PRACTICE)
		mistake(work, "/evidence", REFUSAL_unknown_reference, "evidence of kind practice of this breach");
}

/*
 * A point without a kind of failure that must not occur has had none, and so has a round without failures.  Else it is to
 * be said where a demanded round passes by it: silence is not none, and the round could not be registered again.
 */
static void observation_hard(struct casework *work, const struct breach *breach, struct observation *asked)
{
	const struct measure_point *point = facts_measure_point(&work->facts, asked->measure_point);
	struct measure_round round = measure_round_of(asked);
	struct measure_rule rule;

	if (asked->hard_failures != INTEGER_NONE)
		return;
	round.hard_failures = 0;
	if (asked->compliant == asked->sample || point == NULL || !text_given(point->hard)) {
		asked->hard_failures = 0;
		return;
	}
	for (int i = 0; i < work->facts.demand_count; i++) {
		const struct demand *demand = &work->facts.demands[i];

		if (strcmp(demand->breach, breach->id) != 0 || strcmp(demand->measure_point, asked->measure_point) != 0
		    || !facts_measure_rule(&work->facts, demand, &rule) || measure_round_fails(&rule, &round) != 0)
			continue;
		mistake(work, "/hard_failures", REFUSAL_missing, "how many of what must not occur, 0 for none");
		return;
	}
}

/* Which round is in the way: it is there already, or shares days with this one. */
static const char *overlapped(struct casework *work, const struct breach *breach, const struct observation *asked)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	for (int i = 0; i < work->facts.observation_count; i++) {
		const struct observation *other = &work->facts.observations[i];

		if (other != asked && strcmp(other->breach, breach->id) == 0
		    && strcmp(other->measure_point, asked->measure_point) == 0
		    && other->period_from <= asked->period_to && asked->period_from <= other->period_to)
			return arena_format(&work->request->arena, "observation %s is of %s to %s", other->id,
				day_format(other->period_from, from), day_format(other->period_to, to));
	}
	return NULL;
}

static int observation_settle(struct casework *work, struct breach *breach, const void *before, void *object)
{
	const struct observation *asked = object;
	struct measure_round *others = arena_take_array(&work->request->arena,
		(size_t)work->facts.observation_count, sizeof *others), round = measure_round_of(asked);
	unsigned wrong;
	int count = 0;

	(void)before;
	observation_hard(work, breach, object);
	for (int i = 0; i < work->facts.observation_count; i++) {
		const struct observation *other = &work->facts.observations[i];

		if (other != asked && strcmp(other->breach, breach->id) == 0
		    && strcmp(other->measure_point, asked->measure_point) == 0)
			others[count++] = measure_round_of(other);
	}
	wrong = measure_round_wrong(&round, work->request->today, others, count);
	if (wrong & MEASURE_FUTURE)
		mistake(work, "/period_to", REFUSAL_in_the_future, NULL);
	if (wrong & MEASURE_OVERLAP)
		mistake(work, "/period_from", REFUSAL_periods_overlap, overlapped(work, breach, asked));
	if (!measures(work, breach, asked->measure_point))
		mistake(work, "/measure_point", REFUSAL_unknown_reference, "neither the audit's nor demanded for this breach");
	observation_evidence(work, breach, asked);
	return 0;
}

/* A round that was planned has come: its deadline is met on the day its evidence did. */
static void observation_follow(struct casework *work, struct breach *breach, void *object)
{
	const struct observation *observation = object;
	const struct evidence *evidence = casework_find(work, NOUN_EVIDENCE, observation->evidence);
	const struct deadline *met = work->audit.state == AUDIT_FOLLOW_UP ? later_round_met(&work->facts, breach) : NULL;

	if (met != NULL)
		effect_measured(work, breach, casework_find(work, NOUN_DEADLINE, met->id), observation,
			evidence == NULL ? work->request->today : evidence->received_on);
}

static const struct part observations_under = { .noun = NOUN_OBSERVATION, .of_breach = true, .lock = SQL_breach_lock,
	.find = SQL_breach_find, .event = "observed", .want = observation_want,
	.settle = observation_settle, .follow = observation_follow };
PART_LIST(observation_list, observation, "/v1/breaches/{id}/observations", observations_under);
PART_MAKE(observation, "/v1/breaches/{id}/observations", observations_under, MAY_REGISTER_EVIDENCE);

/* What the re-review says of the own review's records cannot be more than those it found. */
static void re_review_records(struct casework *work, const struct re_review *again, const struct observation *own)
{
	if (again->both_compliant + again->only_own > own->compliant)
		mistake(work, "/only_own", REFUSAL_out_of_range, "more than the own review found compliant");
	if (again->only_authority + again->neither > own->sample - own->compliant)
		mistake(work, "/neither", REFUSAL_out_of_range, "more than the own review found to fail");
	if (again->both_compliant + again->only_own + again->only_authority + again->neither == 0)
		mistake(work, "/both_compliant", REFUSAL_out_of_range, "no record was reviewed");
}

static int re_review_settle(struct casework *work, struct breach *breach, const void *before, void *object)
{
	const struct re_review *again = object;
	const struct observation *own = casework_find(work, NOUN_OBSERVATION, again->observation);

	(void)before;
	not_in_future(work, "/reviewed_on", again->reviewed_on);
	if (own == NULL || strcmp(own->breach, breach->id) != 0 || own->reviewed_by != REVIEWER_ENTERPRISE) {
		mistake(work, "/observation", REFUSAL_unknown_reference, "a review of this breach by the enterprise");
		return 0;
	}
	for (int i = 0; i < work->re_review_count; i++)
		if (&work->re_reviews[i] != again && strcmp(work->re_reviews[i].observation, own->id) == 0)
			return REFUSAL_already_exists;
	if (again->reviewed_on < own->period_to)
		mistake(work, "/reviewed_on", REFUSAL_out_of_range, "before the period reviewed had ended");
	re_review_records(work, again, own);
	return 0;
}

static const struct part re_reviews_under = { .noun = NOUN_RE_REVIEW, .of_breach = true, .lock = SQL_breach_lock,
	.find = SQL_breach_find, .event = "reviewed_again", .settle = re_review_settle };
PART_LIST(re_review_list, re_review, "/v1/breaches/{id}/re-reviews", re_reviews_under);
PART_MAKE(re_review, "/v1/breaches/{id}/re-reviews", re_reviews_under, MAY_REGISTER_EVIDENCE);

static const struct part assessments_under = { .noun = NOUN_ASSESSMENT, .of_breach = true, .find = SQL_breach_find };
PART_LIST(assessment_list, assessment, "/v1/breaches/{id}/assessments", assessments_under);

static const struct part remarks = { .noun = NOUN_REMARK, .lock = SQL_audit_lock, .find = SQL_audit_find,
	.event = "remarked" };
PART_LIST(remark_list, remark, "/v1/audits/{id}/remarks", remarks);
PART_MAKE(remark, "/v1/audits/{id}/remarks", remarks, MAY_REMARK);

static int contact_settle(struct casework *work, struct breach *breach, const void *before, void *object)
{
	(void)breach, (void)before;
	not_in_future(work, "/occurred_on", ((const struct contact *)object)->occurred_on);
	return 0;
}

static const struct part contacts = { .noun = NOUN_CONTACT, .lock = SQL_audit_lock, .find = SQL_audit_find,
	.after_end = true, .event = "contact_registered", .settle = contact_settle };
PART_LIST(contact_list, contact, "/v1/audits/{id}/contacts", contacts);
PART_MAKE(contact, "/v1/audits/{id}/contacts", contacts, MAY_REGISTER_CONTACT);

static void incoming_want(struct request *request, const void *body)
{
	reference_want_all(request, "attachment", "/attachments", &((const struct incoming *)body)->attachments);
}

static int incoming_settle(struct casework *work, struct breach *breach, const void *before, void *object)
{
	struct incoming *incoming = object;

	(void)breach, (void)before;
	not_in_future(work, "/received_on", incoming->received_on);
	write_off_settle(work, incoming);
	incoming->archive_state = ARCHIVE_WAITING;
	incoming->archive_at = incoming->registered_at;
	return 0;
}

/* What arrives is registered whenever it arrives. */
static const struct part incoming = { .noun = NOUN_INCOMING, .lock = SQL_audit_lock, .find = SQL_audit_find,
	.after_end = true, .event = "incoming_registered", .want = incoming_want, .settle = incoming_settle };
PART_LIST(incoming_list, incoming, "/v1/audits/{id}/incoming", incoming);
PART_MAKE(incoming, "/v1/audits/{id}/incoming", incoming, MAY_REGISTER_INCOMING);

/* What the machines move is listed the same way. */
static const struct part breaches = { .noun = NOUN_BREACH, .find = SQL_audit_find };
static const struct part deadlines = { .noun = NOUN_DEADLINE, .find = SQL_audit_find };
static const struct part letters = { .noun = NOUN_LETTER, .find = SQL_audit_find };
static const struct part orders = { .noun = NOUN_ORDER, .find = SQL_audit_find };
PART_LIST(breach_list, breach, "/v1/audits/{id}/breaches", breaches);
PART_LIST(audit_deadline_list, deadline, "/v1/audits/{id}/deadlines", deadlines);
PART_LIST(audit_letter_list, letter, "/v1/audits/{id}/letters", letters);
PART_LIST(order_list, order, "/v1/audits/{id}/orders", orders);
