/*
 * year_plan - many audits by one guide, made in one request: a chain, each audit in a transaction of its
 * own, so that no case waits for another.  What stands already is known again, so the same may be sent
 * once more; one that is refused (a conflict of interest, an enterprise that is nobody's) holds none of the
 * others back.
 */
#include "op/year_plan.h"

#include <string.h>

#include "op/operations.h"
#include "proto/messages.h"

/* Places of the opening. */
struct opening { int programme, standing; };

void planned_add(struct request *whole, struct planned_list *list, struct planned planned)
{
	*(struct planned *)arena_push(&whole->arena, (void **)&list->item, &list->count, sizeof planned) = planned;
}

/* One audit: held, so that the same plan sent twice at once finds what the other has made. */
struct one { struct request *whole; int known; bool stands; };

static void one_load(struct request *link)
{
	struct one *one = link->more;
	const struct audit *audit = link->body;
	int year, month, date;

	if (audit->survey[0] != '\0') {
		op_audit_make.load(link);
		one->known = audit_known(link);
		return;
	}
	day_split(link->today, &year, &month, &date);
	batch_put(link->batch, SQL_plan_hold, NULL, NULL, (const struct with[]){
		{ "enterprise", audit->enterprise }, { "programme", audit->programme }, { NULL, NULL } });
	one->known = batch_put(link->batch, SQL_plan_known, NULL, NULL, (const struct with[]){
		{ "programme", audit->programme }, { "enterprise", audit->enterprise },
		{ "year", arena_format(&link->arena, "%d", year) }, { NULL, NULL } });
	op_audit_make.load(link);
}

/* Rolled back like every refusal: the number that was taken is free again. */
static int one_decide(struct request *link)
{
	struct one *one = link->more;

	one->stands = batch_rows(link->batch, one->known) > 0;
	if (!one->stands)
		return op_audit_make.decide(link);
	planned_add(one->whole, &((struct planning_year *)one->whole->more)->lists.known, (struct planned){
		.enterprise = arena_text(&one->whole->arena, ((const struct audit *)link->body)->enterprise),
		.audit = arena_text(&one->whole->arena, batch_text(link->batch, one->known, 0, "id")),
		.case_number = arena_text(&one->whole->arena, batch_text(link->batch, one->known, 0, "case_number")) });
	return REFUSAL_already_exists;
}

static void one_write(struct request *link)
{
	op_audit_make.write(link);
}

static int one_reply(struct request *link)
{
	return op_audit_make.reply(link);
}

static const struct operation op_one = { .name = "year_plan_audit", .method = HTTP_POST, .is = OP_WRITE, .may = MAY_PLAN,
	.status = 201, .body = &audit_message, .use = USE_CREATE, .answer = &audit_detail_message,
	.load = one_load, .decide = one_decide, .write = one_write, .reply = one_reply };

void planning_take_programme(struct request *link, int place)
{
	struct request *whole = link->more;
	struct planning_year *planning = whole->more;

	if (!batch_take_one(link->batch, place, &programme_message, &whole->arena, &planning->programme))
		mistakes_add(&whole->mistakes, "/programme", REFUSAL_unknown_reference, NULL);
	else if (planning->programme.requirements.count == 0)
		mistakes_add(&whole->mistakes, "/programme", REFUSAL_too_few_items, "a guide without requirements");
}

/* The opening: the guide, and whether the key has its answer already. */
static void open_load(struct request *link)
{
	const struct request *whole = link->more;
	const struct year_plan *plan = whole->body;
	struct opening *opening = arena_take(&link->arena, sizeof *opening);

	link->own = opening;
	opening->standing = chain_ask_standing(link, whole);
	opening->programme = batch_put(link->batch, SQL_programme_find, NULL, NULL,
		(const struct with[]){ { "id", plan->audit.programme }, { NULL, NULL } });
}

static int open_reply(struct request *link)
{
	struct request *whole = link->more;
	struct planning_year *planning = whole->more;
	const struct year_plan *plan = whole->body;
	const struct opening *opening = link->own;
	int refusal = chain_judge_standing(link, opening->standing, &planning->answered);

	if (refusal != 0 || planning->answered)
		return refusal;
	planning->said = plan->audit;
	planning->enterprises = plan->enterprises;
	planning_take_programme(link, opening->programme);
	if (whole->mistakes.count == 0 && plan->audit.method == TERM_NONE && planning->programme.method == TERM_NONE)
		mistakes_add(&whole->mistakes, "/method", REFUSAL_missing, NULL);
	return whole->mistakes.count > 0 ? REFUSAL_invalid : 0;
}

static const struct operation op_open = { .name = "year_plan_open", .method = HTTP_GET, .may = MAY_PLAN, .status = 200,
	.load = open_load, .reply = open_reply };

/* An audit's body, as a caller would send it. */
static void fill(struct request *whole, const char *enterprise, struct request *link)
{
	const struct planning_year *planning = whole->more;
	const struct audit *said = &planning->said;
	struct audit *audit = arena_take(&link->arena, sizeof *audit);

	message_clear(&audit_message, audit);
	memcpy(audit->enterprise, enterprise, ID_SIZE);
	memcpy(audit->programme, said->programme, ID_SIZE);
	memcpy(audit->survey, said->survey, ID_SIZE);
	memcpy(audit->lead_auditor, said->lead_auditor, ID_SIZE);
	audit->team = said->team;
	audit->visit_from = said->visit_from;
	audit->visit_to = said->visit_to;
	audit->requirements = planning->programme.requirements;
	audit->measure_points = planning->programme.measure_points;
	audit->requirements.given = audit->measure_points.given = true;
	audit->theme = said->theme != NULL ? said->theme : planning->programme.title;
	audit->method = said->method != TERM_NONE ? said->method : planning->programme.method;
	chain_say(link, &audit_message, audit);
}

static bool plan_next(struct request *whole, struct request *link)
{
	struct planning_year *planning = whole->more;
	const struct texts *enterprises = &planning->enterprises;
	struct one *one;

	if (!planning->opened) {
		link->op = planning->open;
		link->more = whole;
		return true;
	}
	if (planning->answered)
		return false;
	if (planning->next == enterprises->count)
		return false;
	one = arena_take(&link->arena, sizeof *one);
	one->whole = whole;
	link->op = &op_one;
	link->more = one;
	fill(whole, enterprises->item[planning->next], link);
	return true;
}

static void plan_ended(struct request *whole, struct request *link)
{
	struct planning_year *planning = whole->more;
	const struct texts *enterprises = &planning->enterprises;

	if (!planning->opened) {
		planning->opened = true;
		return;
	}
	planned_add(whole, &planning->lists.made, (struct planned){ .enterprise = enterprises->item[planning->next++],
		.audit = arena_text(&whole->arena, audit_made(link)->id),
		.case_number = arena_text(&whole->arena, audit_made(link)->case_number) });
}

bool planned_refusal(const struct request *whole, const struct request *link, const char *pointer,
	struct planned *ret_planned)
{
	if (link->refusal == REFUSAL_guards_failed) {
		enum guard guard = link->judgement->held[0].guard;

		ret_planned->code = guard_code(guard);
		ret_planned->detail = guard_text(guard, whole->language);
		return true;
	}
	if (link->refusal != REFUSAL_wrong_state && (link->refusal != REFUSAL_invalid || link->mistakes.count != 1
	    || strcmp(link->mistakes.item[0].pointer, pointer) != 0))
		return false;
	ret_planned->code = refusal_code((enum refusal)(link->refusal == REFUSAL_invalid
		? link->mistakes.item[0].refusal : link->refusal));
	ret_planned->detail = refusal_text((enum refusal)(link->refusal == REFUSAL_invalid
		? link->mistakes.item[0].refusal : link->refusal), whole->language);
	return true;
}

/* What concerns this enterprise alone; what is wrong for all of them ends the whole. */
static bool plan_refused(struct request *whole, struct request *link)
{
	struct planning_year *planning = whole->more;
	struct planned planned = { .enterprise = NULL };

	if (!planning->opened)
		return false;
	if (link->refusal == REFUSAL_already_exists && ((const struct one *)link->more)->stands) {
		planning->next++;               /* it is among the known */
		return true;
	}
	if (link->refusal == REFUSAL_wrong_state || !planned_refusal(whole, link, "/enterprise", &planned)) {
		chain_keep_mistakes(whole, link);
		return false;
	}
	planned.enterprise = planning->enterprises.item[planning->next++];
	planned_add(whole, &planning->lists.refused, planned);
	return true;
}

void planning_start(struct engine *engine, struct request *whole, const struct operation *open)
{
	static const struct chain chain = { .next = plan_next, .ended = plan_ended, .refused = plan_refused };
	struct planning_year *planning = arena_take(&whole->arena, sizeof *planning);

	planning->open = open;
	message_clear(&audit_message, &planning->said);
	whole->more = planning;
	chain_start(engine, whole, &chain);
}

static void write_list(struct buffer *body, const char *name, const struct planned_list *list)
{
	buffer_format(body, "\"%s\":[", name);
	for (int i = 0; i < list->count; i++) {
		const struct planned *planned = &list->item[i];

		buffer_format(body, "%s{\"enterprise\":\"%s\"", i == 0 ? "" : ",", planned->enterprise);
		if (planned->code == NULL)
			buffer_format(body, ",\"audit\":\"%s\",\"case_number\":\"%s\"}", planned->audit, planned->case_number);
		else {
			buffer_format(body, ",\"code\":\"%s\",\"detail\":", planned->code);
			buffer_add_json_text(body, planned->detail);
			buffer_add_char(body, '}');
		}
	}
	buffer_add_char(body, ']');
}

void planned_write(const struct planned_lists *lists, struct buffer *body)
{
	buffer_add_char(body, '{');
	write_list(body, "made", &lists->made);
	buffer_add_char(body, ',');
	write_list(body, "known", &lists->known);
	buffer_add_char(body, ',');
	write_list(body, "refused", &lists->refused);
	buffer_add_char(body, '}');
}

int planning_reply(struct request *whole)
{
	planned_write(&((const struct planning_year *)whole->more)->lists, &whole->answer.body);
	return 0;
}

static void plan_start(struct engine *engine, struct request *whole)
{
	planning_start(engine, whole, &op_open);
}

const struct operation op_year_plan = { .name = "year_plan", .method = HTTP_POST, .path = "/v1/planning/audits",
	.about = "Plan an audit of each of these enterprises by one guide",
	.is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_PLAN, .status = 200,
	.body = &year_plan_message, .use = USE_CREATE, .answer = &plan_answer_message,
	.start = plan_start, .reply = planning_reply };
