/*
 * guide_import - takes in a guide that somebody hands on.  What the authority has already, the same in
 * every word, is used again; a national guide has the same code and version everywhere, so that
 * another text under both is refused.  The head of the authority's log is held from the beginning:
 * two imports never make the same.
 */
#include <string.h>

#include "op/event.h"
#include "op/guide.h"
#include "op/import.h"
#include "op/operations.h"
#include "op/policy.h"
#include "op/registry.h"

struct taking_in {
	int head, programme, requirements, measure_points, policy;
	struct programme made;
	bool known;
	struct made *told;
	int told_count;
	int requirements_made, measure_points_made;
};

static const char *codes_of(struct request *request, const struct guide_kind *kind, const struct objects *parts)
{
	struct texts codes = { .given = true };
	const struct field field = { .type = FIELD_TEXTS };

	for (int i = 0; i < parts->count; i++)
		texts_add(&codes, guide_code(kind, guide_part(kind, parts, i)), &request->arena);
	return field_to_sql(&field, &codes, &request->arena);
}

static void import_load(struct request *request)
{
	struct taking_in *in = arena_take(&request->arena, sizeof *in);
	const struct guide *guide = request->body;
	const char *points = codes_of(request, &guide_measure_points, &guide->measure_points);
	const char *requirements = codes_of(request, &guide_requirements, &guide->requirements);

	request->own = in;
	in->head = batch_put(request->batch, SQL_log_head_lock, NULL, NULL, NULL);
	in->policy = policy_ask(request, NULL);
	in->programme = batch_put(request->batch, SQL_programme_by_code, &guide_programme_message, &guide->programme,
		NULL);
	in->requirements = batch_put(request->batch, SQL_requirement_by_codes, NULL, NULL,
		(const struct with[]){ { "codes", requirements }, { NULL, NULL } });
	in->measure_points = batch_put(request->batch, SQL_measure_point_by_codes, NULL, NULL,
		(const struct with[]){ { "codes", points }, { NULL, NULL } });
}

static void tell(struct request *request, const char *noun, const char *id, const char *name)
{
	struct taking_in *in = request->own;
	struct made *made = arena_push(&request->arena, (void **)&in->told, &in->told_count, sizeof *made);

	*made = (struct made){ noun, id, name };
}

/* Twice the same code in one file could not be told apart by whoever compares. */
static void judge_codes(struct request *request, const struct guide_kind *kind, const struct objects *parts,
	const char *list)
{
	for (int i = 0; i < parts->count; i++)
		for (int j = 0; j < i; j++)
			if (strcmp(guide_code(kind, guide_part(kind, parts, i)), guide_code(kind, guide_part(kind, parts, j))) == 0) {
				mistakes_add(&request->mistakes, arena_format(&request->arena, "/%s/%d/code", list, i),
					REFUSAL_duplicate_item, NULL);
				break;
			}
}

/* Those that stand and read the same, or new ones, marked by their version 1; returns how many are new. */
static int use_parts(struct request *request, const struct guide_kind *kind, int place, const struct objects *parts,
	struct texts *ids)
{
	struct objects standing;
	int made = 0;

	standing.item = batch_take(request->batch, place, kind->whole, &request->arena, &standing.count);
	for (int i = 0; i < parts->count; i++) {
		void *part = guide_part(kind, parts, i);
		char *id = (char *)part + kind->id;
		int64_t *version = (int64_t *)(void *)((char *)part + kind->version);
		int at = 0;

		while (at < standing.count && !guide_same(kind->said, guide_part(kind, &standing, at), part))
			at++;
		*version = at < standing.count ? INTEGER_NONE : 1;      /* set anew: it may be the second try */
		if (at < standing.count) {
			memcpy(id, (const char *)guide_part(kind, &standing, at) + kind->id, ID_SIZE);
		} else {
			id_make(request->now, id);
			tell(request, kind->noun, id, guide_code(kind, part));
			made++;
		}
		texts_add(ids, id, &request->arena);
	}
	return made;
}

/* The programme under that code and version: the same, or another that is in the way. */
static int judge_standing(struct request *request)
{
	struct taking_in *in = request->own;
	struct programme standing;

	if (batch_rows(request->batch, in->programme) == 0)
		return 0;
	if (!batch_take_one(request->batch, in->programme, &programme_message, &request->arena, &standing)
	    || in->told_count > 0 || !guide_same(&guide_programme_message, &standing, &in->made)
	    || !field_same(message_field(&programme_message, "requirements"), &standing, &in->made)
	    || !field_same(message_field(&programme_message, "measure_points"), &standing, &in->made)) {
		mistakes_add(&request->mistakes, "/programme/version", REFUSAL_already_exists, NULL);
		return REFUSAL_already_exists;
	}
	in->known = true;
	in->made = standing;
	return 0;
}

/* A question concerns a requirement that the guide lists. */
static void judge_questions(struct request *request, const struct guide *guide)
{
	const struct question_asked *question = guide->programme.questions.item;

	for (int i = 0; i < guide->programme.questions.count; i++) {
		int at = 0;

		if (question[i].requirement == NULL)
			continue;
		while (at < guide->requirements.count && strcmp(question[i].requirement,
				guide_code(&guide_requirements, guide_part(&guide_requirements, &guide->requirements, at))) != 0)
			at++;
		if (at == guide->requirements.count)
			mistakes_add(&request->mistakes, arena_format(&request->arena, "/programme/questions/%d/requirement", i),
				REFUSAL_unknown_reference, "none of the guide's requirements");
	}
}

static int import_decide(struct request *request)
{
	struct taking_in *in = request->own;
	const struct guide *guide = request->body;
	struct measure_point *point = guide->measure_points.item;

	judge_codes(request, &guide_requirements, &guide->requirements, "requirements");
	judge_codes(request, &guide_measure_points, &guide->measure_points, "measure_points");
	judge_questions(request, guide);
	if (guide->programme.edition == INTEGER_NONE)
		mistakes_add(&request->mistakes, "/programme/version", REFUSAL_missing, NULL);
	programme_judge_review(request, &guide->programme, policy_take(request, in->policy), "/programme/review_by");
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	for (int i = 0; i < guide->measure_points.count; i++)
		measure_point_complete(&point[i]);
	in->made = guide->programme;
	in->made.requirements = in->made.measure_points = (struct texts){ .given = true };
	in->made.version = 1;
	in->requirements_made = use_parts(request, &guide_requirements, in->requirements, &guide->requirements,
		&in->made.requirements);
	in->measure_points_made = use_parts(request, &guide_measure_points, in->measure_points, &guide->measure_points,
		&in->made.measure_points);
	id_make(request->now, in->made.id);
	return judge_standing(request);
}

static void import_write(struct request *request)
{
	struct taking_in *in = request->own;
	const struct import_query *query = request->query;
	const struct guide *guide = request->body;
	const struct requirement *requirement = guide->requirements.item;
	const struct measure_point *point = guide->measure_points.item;

	if (in->known || query->dry_run)
		return;
	for (int i = 0; i < guide->requirements.count; i++)
		if (requirement[i].version == 1)
			batch_put(request->batch, SQL_requirement_put, &requirement_message, &requirement[i], NULL);
	for (int i = 0; i < guide->measure_points.count; i++)
		if (point[i].version == 1)
			batch_put(request->batch, SQL_measure_point_put, &measure_point_message, &point[i], NULL);
	batch_put(request->batch, SQL_programme_put, &programme_message, &in->made, NULL);
	tell(request, "programme", in->made.id, in->made.code);
	import_tell(request, in->told, in->told_count, 0, batch_text(request->batch, in->head, 0, "log_hash"));
}

static int import_reply_guide(struct request *request)
{
	const struct taking_in *in = request->own;
	const struct import_query *query = request->query;
	struct buffer *body = &request->answer.body;

	if (query->dry_run && !in->known)
		buffer_add_text(body, "{\"programme\":null");
	else
		buffer_format(body, "{\"programme\":\"%s\"", in->made.id);
	buffer_format(body, ",\"known\":%s,\"requirements_made\":%d,\"measure_points_made\":%d}",
		in->known ? "true" : "false", in->requirements_made, in->measure_points_made);
	return 0;
}

const struct operation op_import_programmes = { .name = "import_programmes", .method = HTTP_POST,
	.path = "/v1/import/programmes", .about = "Take in a guide that another authority handed on",
	.is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_ADMINISTER, .status = 200,
	.query = &import_query_message, .body = &guide_message, .use = USE_CREATE, .answer = &guide_taken_message,
	.load = import_load, .decide = import_decide, .write = import_write, .reply = import_reply_guide };
