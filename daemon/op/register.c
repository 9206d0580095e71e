/* register - enterprises, requirements, measure points and conflicts of interest. */
#include <math.h>

#include "base/text.h"
#include "core/measure.h"
#include "op/collection.h"
#include "op/operations.h"
#include "op/reference.h"

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
		return registry_exists(request, "/org_number");
	return 0;
}

/* In a crisis no reminders are sent: for a leader to say. */
static bool enterprise_may(const struct request *request)
{
	bool pauses = (request->given >> message_index(&enterprise_message, "paused_from") & 1)
		|| (request->given >> message_index(&enterprise_message, "paused_to") & 1);

	return !pauses || access_may(MAY_PAUSE_ENTERPRISE, request->caller.roles, 0);
}

/* A pause holds rungs back, or lets them go: what its deadlines wait for is judged anew. */
static void enterprise_look_again(struct request *request, void *object)
{
	const struct enterprise *enterprise = object, *before = registry_before(request);

	if (enterprise->paused_from == before->paused_from && enterprise->paused_to == before->paused_to)
		return;
	batch_put(request->batch, SQL_enterprise_hold_cases, &enterprise_message, enterprise, NULL);
	batch_put(request->batch, SQL_enterprise_look_again, &enterprise_message, enterprise, NULL);
}

static const struct registry enterprises = { .noun = "enterprise", .path = "/v1/enterprises",
	.message = &enterprise_message, .version = "version", .find = SQL_enterprise_find, .lock = SQL_enterprise_lock,
	.put = SQL_enterprise_put, .may = enterprise_may, .ask = enterprise_ask, .judge = enterprise_judge,
	.write = enterprise_look_again };
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

void measure_point_complete(struct measure_point *point)
{
	const struct measure_rule rule = MEASURE_RULE_DEFAULT;

	if (isnan(point->target))
		point->target = rule.target;
	if (point->n_min == INTEGER_NONE)
		point->n_min = rule.n_min;
	if (point->rounds == INTEGER_NONE)
		point->rounds = rule.rounds;
	if (point->spacing_days == INTEGER_NONE)
		point->spacing_days = rule.spacing_days;
}

static int measure_point_judge(struct request *request, void *object)
{
	(void)request;
	measure_point_complete(object);
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

static void conflict_want(struct request *request, const void *body)
{
	const struct conflict *conflict = body;

	reference_want(request, "account", "/account", conflict->account);
	reference_want(request, "enterprise", "/enterprise", conflict->enterprise);
}

static const struct registry conflicts = { .noun = "conflict", .path = "/v1/conflicts",
	.message = &conflict_message, .find = SQL_conflict_find, .put = SQL_conflict_add, .want = conflict_want };
static const struct list_sort conflicts_sorts[] = { { SQL_conflict_list, LIST_BY_ID } };
static const struct list conflicts_list = { .sorts = conflicts_sorts, .count = SQL_conflict_count, .use = USE_SHOWN };

COLLECTION_LIST(conflict, "/v1/conflicts", conflicts_list, MAY_READ);
COLLECTION_MAKE(conflict, "/v1/conflicts", conflicts, MAY_KEEP_CONFLICTS);
COLLECTION_SEE(conflict, "/v1/conflicts", conflicts, MAY_READ);
