/* guide - a programme with all that it lists: shown as the file that is handed on, and two beside each other. */
#include "op/guide.h"

#include <string.h>

#include "op/operations.h"

const struct guide_kind guide_requirements = { "requirement", &requirement_message, &guide_requirement_message,
	offsetof(struct requirement, code), offsetof(struct requirement, id), offsetof(struct requirement, version) };
const struct guide_kind guide_measure_points = { "measure_point", &measure_point_message, &guide_measure_point_message,
	offsetof(struct measure_point, code), offsetof(struct measure_point, id), offsetof(struct measure_point, version) };

void *guide_part(const struct guide_kind *kind, const struct objects *parts, int i)
{
	return (char *)parts->item + (size_t)i * kind->whole->size;
}

const char *guide_code(const struct guide_kind *kind, const void *part)
{
	return *(const char *const *)(const void *)((const char *)part + kind->code);
}

struct guide_places { int programme, requirements, measure_points; };

static struct guide_places guide_ask(struct request *request, const char *id)
{
	const struct with with[] = { { "id", id }, { NULL, NULL } };

	return (struct guide_places){
		.programme = batch_put(request->batch, SQL_programme_find, NULL, NULL, with),
		.requirements = batch_put(request->batch, SQL_guide_requirements, NULL, NULL, with),
		.measure_points = batch_put(request->batch, SQL_guide_measure_points, NULL, NULL, with),
	};
}

/* ret_guide->programme has its id and its lists of ids too. */
static int guide_take(struct request *request, const struct guide_places *places, struct guide *ret_guide)
{
	struct guide guide = { .format = GUIDE_1, .programme_given = UINT64_MAX,
		.requirements.given = true, .measure_points.given = true };

	if (!batch_take_one(request->batch, places->programme, &programme_message, &request->arena, &guide.programme))
		return REFUSAL_not_found;
	guide.requirements.item = batch_take(request->batch, places->requirements, &requirement_message,
		&request->arena, &guide.requirements.count);
	guide.measure_points.item = batch_take(request->batch, places->measure_points, &measure_point_message,
		&request->arena, &guide.measure_points.count);
	*ret_guide = guide;
	return 0;
}

bool guide_same(const struct message *said, const void *one, const void *other)
{
	for (int i = 0; i < said->count; i++)
		if (!field_same(&said->field[i], one, other))
			return false;
	return true;
}

static void see_load(struct request *request)
{
	struct guide_places *places = arena_take(&request->arena, sizeof *places);

	request->own = places;
	*places = guide_ask(request, request->path[0]);
}

static int see_reply(struct request *request)
{
	struct guide guide;
	int refusal = guide_take(request, request->own, &guide);

	if (refusal != 0)
		return refusal;
	message_encode(&guide_message, USE_SHOWN, &guide, &request->answer.body);
	return 0;
}

const struct operation op_guide_see = { .name = "guide_see", .method = HTTP_GET, .path = "/v1/programmes/{id}/guide",
	.about = "A programme with all that it lists, as the file that authorities hand to each other",
	.is = OP_NO_STORE, .may = MAY_READ, .status = 200, .answer = &guide_message,
	.load = see_load, .reply = see_reply };

/* Two guides beside each other. */
struct comparing { struct guide_places from, to; };

static void compare_load(struct request *request)
{
	struct comparing *comparing = arena_take(&request->arena, sizeof *comparing);
	const struct comparison_query *query = request->query;

	request->own = comparing;
	comparing->from = guide_ask(request, request->path[0]);
	comparing->to = guide_ask(request, query->with);
}

/* A member's value as a text: as it is, or as JSON. */
static void write_value(const struct field *field, const void *object, struct buffer *body)
{
	struct buffer value;

	if (field->type == FIELD_TEXT || field->type == FIELD_DATE || field->type == FIELD_TERM
	    || field_is_none(field, object)) {
		field_encode(field, object, body);
		return;
	}
	buffer_init(&value);
	field_encode(field, object, &value);
	buffer_add_json_text(body, value.data);
	buffer_release(&value);
}

static void write_differences(const struct message *said, const void *from, const void *to, struct buffer *body)
{
	const char *comma = "";

	buffer_add_char(body, '[');
	for (int i = 0; i < said->count; i++) {
		const struct field *field = &said->field[i];

		if (field_same(field, from, to))
			continue;
		buffer_format(body, "%s{\"member\":\"%s\",\"from\":", comma, field->name);
		write_value(field, from, body);
		buffer_add_text(body, ",\"to\":");
		write_value(field, to, body);
		buffer_add_char(body, '}');
		comma = ",";
	}
	buffer_add_char(body, ']');
}

static const void *part_by_code(const struct guide_kind *kind, const struct objects *parts, const char *code)
{
	for (int i = 0; i < parts->count; i++)
		if (strcmp(guide_code(kind, guide_part(kind, parts, i)), code) == 0)
			return guide_part(kind, parts, i);
	return NULL;
}

/* Those of `parts` that `others` lack. */
static void write_lacking(const struct guide_kind *kind, const struct objects *parts, const struct objects *others,
	struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '[');
	for (int i = 0; i < parts->count; i++) {
		const void *part = guide_part(kind, parts, i);

		if (part_by_code(kind, others, guide_code(kind, part)) != NULL)
			continue;
		if (!first)
			buffer_add_char(body, ',');
		first = false;
		message_encode(kind->whole, USE_SHOWN, part, body);
	}
	buffer_add_char(body, ']');
}

static void write_changed(const struct guide_kind *kind, const struct objects *from, const struct objects *to,
	struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '[');
	for (int i = 0; i < from->count; i++) {
		const void *before = guide_part(kind, from, i), *after = part_by_code(kind, to, guide_code(kind, before));

		if (after == NULL || guide_same(kind->said, before, after))
			continue;
		buffer_format(body, "%s{\"from\":\"%s\",\"to\":\"%s\",\"code\":", first ? "" : ",",
			(const char *)before + kind->id, (const char *)after + kind->id);
		buffer_add_json_text(body, guide_code(kind, before));
		buffer_add_text(body, ",\"members\":");
		write_differences(kind->said, before, after, body);
		buffer_add_char(body, '}');
		first = false;
	}
	buffer_add_char(body, ']');
}

static void write_parts(const struct guide_kind *kind, const struct objects *from, const struct objects *to,
	struct buffer *body)
{
	buffer_add_text(body, "{\"added\":");
	write_lacking(kind, to, from, body);
	buffer_add_text(body, ",\"removed\":");
	write_lacking(kind, from, to, body);
	buffer_add_text(body, ",\"changed\":");
	write_changed(kind, from, to, body);
	buffer_add_char(body, '}');
}

static int compare_reply(struct request *request)
{
	const struct comparing *comparing = request->own;
	struct buffer *body = &request->answer.body;
	struct guide from, to;
	int refusal = guide_take(request, &comparing->from, &from);

	if (refusal != 0)
		return refusal;
	if (guide_take(request, &comparing->to, &to) != 0) {
		mistakes_add(&request->mistakes, "with", REFUSAL_unknown_reference, NULL);
		return REFUSAL_invalid;
	}
	buffer_add_text(body, "{\"from\":");
	message_encode(&edition_name_message, USE_SHOWN, &from.programme, body);
	buffer_add_text(body, ",\"to\":");
	message_encode(&edition_name_message, USE_SHOWN, &to.programme, body);
	buffer_add_text(body, ",\"members\":");
	write_differences(&guide_programme_message, &from.programme, &to.programme, body);
	buffer_add_text(body, ",\"requirements\":");
	write_parts(&guide_requirements, &from.requirements, &to.requirements, body);
	buffer_add_text(body, ",\"measure_points\":");
	write_parts(&guide_measure_points, &from.measure_points, &to.measure_points, body);
	buffer_add_char(body, '}');
	return 0;
}

const struct operation op_programme_compare = { .name = "programme_compare", .method = HTTP_GET,
	.path = "/v1/programmes/{id}/comparison",
	.about = "Two editions of a guide, or two guides, beside each other",
	.is = OP_NO_STORE, .may = MAY_READ, .status = 200, .query = &comparison_query_message,
	.answer = &comparison_message, .load = compare_load, .reply = compare_reply };
