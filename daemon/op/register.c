/* register - enterprises, requirements, measure points, programmes and conflicts of interest. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/measure.h"
#include "op/list.h"
#include "op/operations.h"
#include "op/reference.h"
#include "op/registry.h"
#include "proto/messages.h"


/* The five operations of one collection; patch is left out where rows never change. */
#define COLLECTION_LIST(noun_, path_, list_, may_) \
	const struct operation op_##noun_##_list = { .name = #noun_ "_list", .method = HTTP_GET, .path = path_, \
		.about = "A page of the collection", .is = OP_LIST | OP_NO_STORE, .may = may_, .status = 200, \
		.query = &page_query_message, .of = &list_, .answer = &noun_##_message, \
		.load = list_load, .reply = list_reply }
#define COLLECTION_MAKE(noun_, path_, registry_, may_) \
	const struct operation op_##noun_##_make = { .name = #noun_ "_make", .method = HTTP_POST, .path = path_, \
		.about = "Make one", .is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = may_, .status = 201, \
		.body = &noun_##_message, .use = USE_CREATE, .of = &registry_, .answer = &noun_##_message, \
		.load = registry_make_load, .find = registry_make_find, .decide = registry_make_decide, \
		.write = registry_write, .reply = registry_reply }
#define COLLECTION_SEE(noun_, path_, registry_, may_) \
	const struct operation op_##noun_##_see = { .name = #noun_ "_see", .method = HTTP_GET, .path = path_ "/{id}", \
		.about = "Show one", .is = OP_NO_STORE, .may = may_, .status = 200, \
		.of = &registry_, .answer = &noun_##_message, \
		.load = registry_see_load, .find = registry_see_find, .reply = registry_reply }
#define COLLECTION_CHANGE(noun_, path_, registry_, may_) \
	const struct operation op_##noun_##_change = { .name = #noun_ "_change", .method = HTTP_PATCH, .path = path_ "/{id}", \
		.about = "Change one (JSON merge patch)", .is = OP_WRITE | OP_MATCH | OP_NO_STORE, .may = may_, .status = 200, \
		.body = &noun_##_message, .use = USE_PATCH, .of = &registry_, .answer = &noun_##_message, \
		.load = registry_change_load, .find = registry_change_find, .decide = registry_change_decide, \
		.write = registry_write, .reply = registry_reply }

/* 409, with the member that is somebody else's already. */
static int exists(struct request *request, const char *pointer)
{
	mistakes_add(&request->mistakes, pointer, REFUSAL_already_exists, NULL);
	return REFUSAL_already_exists;
}

/* Enterprises: the organisation number is one enterprise's alone. */
static void enterprise_ask(struct request *request, const void *body)
{
	const struct enterprise *enterprise = body;

	*(int *)(request->more = arena_take(&request->arena, sizeof(int))) = batch_put(request->batch,
		SQL_enterprise_twin, NULL, NULL, (const struct with[]){ { "org_number", enterprise->org_number },
			{ "id", request->path[0] }, { NULL, NULL } });
}

static int enterprise_judge(struct request *request, void *object)
{
	struct enterprise *enterprise = object;

	enterprise->name_key = text_name_key(&request->arena, enterprise->name);
	if (batch_rows(request->batch, *(int *)request->more) > 0)
		return exists(request, "/org_number");
	return 0;
}

static const struct registry enterprises = { .noun = "enterprise", .path = "/v1/enterprises",
	.message = &enterprise_message, .version = "version", .find = SQL_enterprise_find, .lock = SQL_enterprise_lock,
	.put = SQL_enterprise_put, .ask = enterprise_ask, .judge = enterprise_judge };
static const struct list_sort enterprises_sorts[] = { { SQL_enterprise_list, LIST_BY_ID } };
static const struct list enterprises_list = { .sorts = enterprises_sorts, .count = SQL_enterprise_count, .use = USE_SHOWN };

COLLECTION_LIST(enterprise, "/v1/enterprises", enterprises_list, MAY_READ);
COLLECTION_MAKE(enterprise, "/v1/enterprises", enterprises, MAY_KEEP_ENTERPRISES);
COLLECTION_SEE(enterprise, "/v1/enterprises", enterprises, MAY_READ);
COLLECTION_CHANGE(enterprise, "/v1/enterprises", enterprises, MAY_KEEP_ENTERPRISES);

/* Which law it is stands; its text may be put right and its end told. */
static const char *const requirement_kept[] = { "act", "section", NULL };
static const struct registry requirements = { .noun = "requirement", .path = "/v1/requirements",
	.message = &requirement_message, .version = "version", .find = SQL_requirement_find,
	.lock = SQL_requirement_lock, .put = SQL_requirement_put, .used = SQL_requirement_used,
	.kept = requirement_kept };
static const struct list_sort requirements_sorts[] = { { SQL_requirement_list, LIST_BY_ID } };
static const struct list requirements_list = { .sorts = requirements_sorts, .count = SQL_requirement_count, .use = USE_SHOWN };

COLLECTION_LIST(requirement, "/v1/requirements", requirements_list, MAY_READ);
COLLECTION_MAKE(requirement, "/v1/requirements", requirements, MAY_KEEP_REQUIREMENTS);
COLLECTION_SEE(requirement, "/v1/requirements", requirements, MAY_READ);
COLLECTION_CHANGE(requirement, "/v1/requirements", requirements, MAY_KEEP_REQUIREMENTS);

/* What its maker did not say of it. */
static int measure_point_judge(struct request *request, void *object)
{
	struct measure_point *point = object;
	const struct measure_rule rule = MEASURE_RULE_DEFAULT;

	(void)request;
	if (isnan(point->target))
		point->target = rule.target;
	if (point->n_min == INTEGER_NONE)
		point->n_min = rule.n_min;
	if (point->rounds == INTEGER_NONE)
		point->rounds = rule.rounds;
	if (point->spacing_days == INTEGER_NONE)
		point->spacing_days = rule.spacing_days;
	return 0;
}

/* What is counted and what must come of it: the verdicts of audits stand on these. */
static const char *const measure_point_kept[] = { "numerator", "denominator", "target", "hard", "n_min", "rounds",
	"spacing_days", NULL };
static const struct registry measure_points = { .noun = "measure_point", .path = "/v1/measure-points",
	.message = &measure_point_message, .version = "version", .find = SQL_measure_point_find,
	.lock = SQL_measure_point_lock, .put = SQL_measure_point_put, .judge = measure_point_judge,
	.used = SQL_measure_point_used, .kept = measure_point_kept };
static const struct list_sort measure_points_sorts[] = { { SQL_measure_point_list, LIST_BY_ID } };
static const struct list measure_points_list = { .sorts = measure_points_sorts, .count = SQL_measure_point_count,
	.use = USE_SHOWN };

COLLECTION_LIST(measure_point, "/v1/measure-points", measure_points_list, MAY_READ);
COLLECTION_MAKE(measure_point, "/v1/measure-points", measure_points, MAY_KEEP_MEASURE_POINTS);
COLLECTION_SEE(measure_point, "/v1/measure-points", measure_points, MAY_READ);
COLLECTION_CHANGE(measure_point, "/v1/measure-points", measure_points, MAY_KEEP_MEASURE_POINTS);

/* Programmes: a new edition rather than an edit once an audit uses it. */
static void programme_want(struct request *request, const void *body)
{
	const struct programme *programme = body;

	reference_want_all(request, "requirement", "/requirements", &programme->requirements);
	reference_want_all(request, "measure_point", "/measure_points", &programme->measure_points);
}

static void programme_ask(struct request *request, const void *body)
{
	const struct programme *programme = body;
	char edition[24];
	int *place = arena_take(&request->arena, sizeof *place);

	request->more = place;
	snprintf(edition, sizeof edition, "%lld", (long long)programme->edition);
	*place = batch_put(request->batch, SQL_programme_edition, NULL, NULL, (const struct with[]){
		{ "code", programme->code }, { "edition", programme->edition == INTEGER_NONE ? NULL : arena_text(&request->arena, edition) },
		{ NULL, NULL } });
}

static int programme_judge(struct request *request, void *object)
{
	struct programme *programme = object;
	int place = *(const int *)request->more;

	if (request->op->method == HTTP_PATCH)
		return 0;
	if (batch_text(request->batch, place, 0, "taken")[0] == 't')
		return exists(request, "/version");
	if (programme->edition == INTEGER_NONE)
		programme->edition = batch_integer(request->batch, place, 0, "next");
	return 0;
}

static const struct registry programmes = { .noun = "programme", .path = "/v1/programmes",
	.message = &programme_message, .version = "row_version", .find = SQL_programme_find,
	.lock = SQL_programme_lock, .put = SQL_programme_put, .used = SQL_programme_used, .want = programme_want,
	.ask = programme_ask, .judge = programme_judge };
static const struct list_sort programmes_sorts[] = { { SQL_programme_list, LIST_BY_ID } };
static const struct list programmes_list = { .sorts = programmes_sorts, .count = SQL_programme_count, .use = USE_SHOWN };

COLLECTION_LIST(programme, "/v1/programmes", programmes_list, MAY_READ);
COLLECTION_MAKE(programme, "/v1/programmes", programmes, MAY_ADMINISTER);
COLLECTION_SEE(programme, "/v1/programmes", programmes, MAY_READ);
COLLECTION_CHANGE(programme, "/v1/programmes", programmes, MAY_ADMINISTER);

static void conflict_want(struct request *request, const void *body)
{
	const struct conflict *conflict = body;

	reference_want(request, "account", "/account", conflict->account);
	reference_want(request, "enterprise", "/enterprise", conflict->enterprise);
}

static const struct registry conflicts = { .noun = "conflict", .path = "/v1/conflicts",
	.message = &conflict_message, .put = SQL_conflict_add, .want = conflict_want };
static const struct list_sort conflicts_sorts[] = { { SQL_conflict_list, LIST_BY_ID } };
static const struct list conflicts_list = { .sorts = conflicts_sorts, .count = SQL_conflict_count, .use = USE_SHOWN };

COLLECTION_LIST(conflict, "/v1/conflicts", conflicts_list, MAY_READ);
COLLECTION_MAKE(conflict, "/v1/conflicts", conflicts, MAY_KEEP_CONFLICTS);
