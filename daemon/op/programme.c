/* programme - guides: kept like all that stands outside cases, and their editions, each made from another. */
#include <stdio.h>
#include <string.h>

#include "op/collection.h"
#include "op/guide.h"
#include "op/operations.h"
#include "op/policy.h"
#include "op/reference.h"

/* Places in the batch. */
struct asked { int edition, base, codes, policy; };

static void programme_want(struct request *request, const void *body)
{
	const struct programme *programme = body;

	reference_want(request, "account", "/responsible", programme->responsible);
	reference_want_all(request, "requirement", "/requirements", &programme->requirements);
	reference_want_all(request, "measure_point", "/measure_points", &programme->measure_points);
}

static void programme_ask(struct request *request, const void *body)
{
	const struct programme *programme = body;
	struct asked *asked = arena_take(&request->arena, sizeof *asked);
	char edition[24];

	request->more = asked;
	snprintf(edition, sizeof edition, "%lld", (long long)programme->edition);
	asked->policy = policy_ask(request, request->path[0]);
	asked->edition = batch_put(request->batch, SQL_programme_edition, NULL, NULL, (const struct with[]){
		{ "code", programme->code }, { "base", request->path[0] },
		{ "edition", programme->edition == INTEGER_NONE ? NULL : arena_text(&request->arena, edition) },
		{ NULL, NULL } });
	asked->codes = batch_put(request->batch, SQL_requirement_codes, NULL, NULL, (const struct with[]){
		{ "ids", programme->requirements.given ? field_to_sql(message_field(&programme_message, "requirements"), programme,
			&request->arena) : NULL },
		{ "base", request->path[0] }, { NULL, NULL } });
}

/* A question concerns a requirement that the guide lists. */
static void judge_questions(struct request *request, const struct programme *programme)
{
	const struct question_asked *question = programme->questions.item;
	int place = ((const struct asked *)request->more)->codes;

	for (int i = 0; i < programme->questions.count; i++) {
		int row = 0, rows = batch_rows(request->batch, place);

		if (question[i].requirement == NULL)
			continue;
		while (row < rows && strcmp(batch_text(request->batch, place, row, "code"), question[i].requirement) != 0)
			row++;
		if (row == rows)
			mistakes_add(&request->mistakes, arena_format(&request->arena, "/questions/%d/requirement", i),
				REFUSAL_unknown_reference, "none of the guide's requirements");
	}
}

/* A guide is looked through again within the policy's months. */
void programme_judge_review(struct request *request, const struct programme *programme, const struct policy *policy,
	const char *pointer)
{
	if (programme->review_by > calendar_add_months(request->today, policy->review_months))
		mistakes_add(&request->mistakes, pointer, REFUSAL_out_of_range, arena_format(&request->arena,
			"at most %d months ahead", policy->review_months));
}

static int programme_judge(struct request *request, void *object)
{
	struct programme *programme = object;
	const struct asked *asked = request->more;
	int place = asked->edition;

	programme_judge_review(request, programme, policy_take(request, asked->policy), "/review_by");
	judge_questions(request, programme);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	if (request->op->method == HTTP_PATCH)
		return 0;
	if (batch_text(request->batch, place, 0, "taken")[0] == 't')
		return registry_exists(request, "/version");
	if (programme->edition == INTEGER_NONE)
		programme->edition = batch_integer(request->batch, place, 0, "next");
	return 0;
}

/* A guide in use is made anew rather than edited; that it was looked through again may be said. */
static const char *const kept[] = { "title", "year", "method", "national", "themes", "later_rounds", "requirements",
	"measure_points", "questions", NULL };
static const struct registry programmes = { .noun = "programme", .path = "/v1/programmes",
	.message = &programme_message, .version = "row_version", .find = SQL_programme_find,
	.lock = SQL_programme_lock, .put = SQL_programme_put, .used = SQL_programme_used, .kept = kept,
	.want = programme_want, .ask = programme_ask, .judge = programme_judge };
static const struct list_sort sorts[] = { { SQL_programme_list, LIST_BY_ID } };
static const struct list list = { .sorts = sorts, .count = SQL_programme_count, .use = USE_SHOWN };

const struct operation op_programme_list = { .name = "programme_list", .method = HTTP_GET, .path = "/v1/programmes",
	.about = "A page of the collection", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &programmes_query_message, .of = &list, .answer = &programme_message,
	.load = list_load, .reply = list_reply };
COLLECTION_MAKE(programme, "/v1/programmes", programmes, MAY_ADMINISTER);
COLLECTION_SEE(programme, "/v1/programmes", programmes, MAY_READ);
COLLECTION_CHANGE(programme, "/v1/programmes", programmes, MAY_ADMINISTER);

static void edition_load(struct request *request)
{
	int base = batch_put(request->batch, SQL_programme_find, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });

	registry_make_load(request);
	((struct asked *)request->more)->base = base;
}

static int edition_find(struct request *request)
{
	struct programme *programme = registry_object(request);

	if (!batch_take_one(request->batch, ((const struct asked *)request->more)->base, &programme_message,
			&request->arena, programme))
		return REFUSAL_not_found;
	programme->edition = INTEGER_NONE;
	return registry_make_find(request);
}

const struct operation op_programme_edition = { .name = "programme_edition", .method = HTTP_POST,
	.path = "/v1/programmes/{id}/editions",
	.about = "Make the next edition of a guide, or with a code of its own another guide, from this one",
	.is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_ADMINISTER, .status = 201,
	.body = &edition_message, .use = USE_CREATE, .of = &programmes, .answer = &programme_message,
	.load = edition_load, .find = edition_find, .decide = registry_make_decide,
	.write = registry_write, .reply = registry_reply };
