/* decode - a stranger's JSON into a struct, or every mistake in it. */
#include "proto/decode.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "proto/check.h"
#include "proto/json.h"
#include "proto/refusal.h"

#define INTEGER_EXACT 9007199254740992.0        /* 2^53: where doubles lose whole numbers */

struct decoding {
	unsigned use;
	struct arena *arena;
	struct mistakes *mistakes;
};

/* Where we are; the pointer is written only when there is something to tell. */
struct place {
	const struct place *up;
	const char *name;               /* NULL: item `index` of an array */
	int index;
};

static void decode_object(const struct decoding *decoding, const struct message *message,
	json_t *json, const struct place *place, void *object, uint64_t *ret_given);

const char *pointer_add(struct arena *arena, const char *prefix, const char *name)
{
	struct buffer buffer;
	const char *pointer;

	buffer_init(&buffer);
	buffer_add_text(&buffer, prefix);
	buffer_add_char(&buffer, '/');
	for (; *name != '\0'; name++)
		if (*name == '~' || *name == '/')
			buffer_add_text(&buffer, *name == '~' ? "~0" : "~1");
		else
			buffer_add_char(&buffer, *name);
	pointer = arena_text(arena, buffer.data);
	buffer_release(&buffer);
	return pointer;
}

static const char *place_pointer(const struct place *place, struct arena *arena)
{
	const char *up;

	if (place == NULL)
		return "";
	up = place_pointer(place->up, arena);
	if (place->name != NULL)
		return pointer_add(arena, up, place->name);
	return arena_format(arena, "%s/%d", up, place->index);
}

static void wrong(const struct decoding *decoding, const struct place *place,
	const struct field *field, int refusal)
{
	const char *detail = field == NULL ? NULL : refusal_detail(field, refusal, decoding->arena);

	if (decoding->mistakes->count < MISTAKES_MAX)
		mistakes_add(decoding->mistakes, place_pointer(place, decoding->arena), refusal,
			detail);
	else
		mistakes_add(decoding->mistakes, NULL, refusal, NULL);  /* only counted */
}

int decode_text(const struct field *field, const char *text, size_t length, struct arena *arena,
	void *object)
{
	void *at = (char *)object + field->offset;
	bool whole = strlen(text) == length;

	switch (field->type) {
	case FIELD_ID:
		return whole && id_read(text, at) ? 0 : REFUSAL_not_an_id;
	case FIELD_DATE:
		return whole && day_parse(text, at) ? 0 : REFUSAL_not_a_date;
	case FIELD_INSTANT:
		must(false);                    /* when it was is ours to say: no message takes one */
	case FIELD_TERM:
		*(int *)at = whole ? term_find(field->terms, text) : TERM_NONE;
		return *(int *)at != TERM_NONE ? 0 : REFUSAL_unknown_term;
	default:
		*(const char **)at = arena_text_n(arena, text, length);
		return check_text(field, text, length);
	}
}

static int decode_number(const struct field *field, json_t *json, void *object)
{
	void *at = (char *)object + field->offset;
	double number = json_number_value(json);

	if (!json_is_number(json))
		return REFUSAL_wrong_type;
	if (field->type == FIELD_INTEGER) {
		int64_t integer;

		if (json_is_real(json) && (fabs(number) > INTEGER_EXACT || floor(number) != number))
			return REFUSAL_wrong_type;
		integer = json_is_real(json) ? (int64_t)number : json_integer_value(json);
		*(int64_t *)at = integer;
		return integer < field->min || integer > field->max ? REFUSAL_out_of_range : 0;
	}
	*(double *)at = number;
	if (field->type == FIELD_SHARE && !(number >= 0 && number <= 1))
		return REFUSAL_out_of_range;
	return 0;
}

/* One text of an array: 0 or the refusal. */
static int decode_item(const struct field *field, json_t *json, const struct texts *texts, char id[ID_SIZE])
{
	const struct field text = { .min = 1, .max = TEXTS_ITEM_MAX, .use = field->use };
	const char *value = json_string_value(json);

	if (value == NULL)
		return REFUSAL_wrong_type;
	if (field->type == FIELD_TEXTS)
		return check_text(&text, value, json_string_length(json));
	if (field->type == FIELD_IDS) {
		if (strlen(value) != json_string_length(json) || !id_read(value, id))
			return REFUSAL_not_an_id;
		value = id;
	}
	if (field->type == FIELD_TERMS && term_find(field->terms, value) == TERM_NONE)
		return REFUSAL_unknown_term;
	return texts_have(texts, value) ? REFUSAL_duplicate_item : 0;
}

static void decode_texts(const struct decoding *decoding, const struct field *field, json_t *json,
	const struct place *place, struct texts *texts)
{
	size_t i;
	json_t *item;

	texts->given = true;
	json_array_foreach(json, i, item) {
		struct place here = { .up = place, .index = (int)i };
		char id[ID_SIZE];
		int refusal = decode_item(field, item, texts, id);

		if (refusal != 0)
			wrong(decoding, &here, field, refusal);
		else
			texts_add(texts, arena_text(decoding->arena, field->type == FIELD_IDS ? id : json_string_value(item)),
				decoding->arena);
	}
}

/* A text that stands for an object of that one member. */
static void decode_alone(const struct decoding *decoding, const struct message *message, json_t *value,
	const struct place *place, void *object)
{
	json_t *whole = json_object();
	uint64_t given;

	must(whole != NULL && json_object_set(whole, message->alone, value) == 0);
	decode_object(decoding, message, whole, place, object, &given);
	json_decref(whole);
}

static void decode_objects(const struct decoding *decoding, const struct field *field, json_t *json,
	const struct place *place, struct objects *objects)
{
	size_t i;
	json_t *item;

	objects->given = true;
	json_array_foreach(json, i, item) {
		struct place here = { .up = place, .index = (int)i };
		struct decoding whole = *decoding;
		uint64_t given;
		void *object = arena_push(decoding->arena, &objects->item, &objects->count,
			field->of->size);

		whole.use = USE_CREATE;         /* RFC 7396 knows no patch of an array's items */
		if (field->of->alone == NULL || !json_is_string(item))
			decode_object(&whole, field->of, item, &here, object, &given);
		else
			decode_alone(&whole, field->of, item, &here, object);
	}
}

static void decode_array(const struct decoding *decoding, const struct field *field, json_t *json,
	const struct place *place, void *object)
{
	void *at = (char *)object + field->offset;
	int64_t count = (int64_t)json_array_size(json);

	if (!json_is_array(json))
		wrong(decoding, place, field, REFUSAL_wrong_type);
	else if (count > field->max)
		wrong(decoding, place, field, REFUSAL_too_many_items);
	else if (count < field->min)
		wrong(decoding, place, field, REFUSAL_too_few_items);
	else if (field->type == FIELD_OBJECTS)
		decode_objects(decoding, field, json, place, at);
	else
		decode_texts(decoding, field, json, place, at);
}

/* An object of texts, kept as one line of JSON with its names in order. */
static void decode_free(const struct decoding *decoding, const struct field *field, json_t *json,
	const struct place *place, void *object)
{
	const struct field names = { .min = 1, .max = FREE_NAME_MAX, .use = field->use };
	const struct field text = { .max = FREE_TEXT_MAX, .use = field->use };
	int before = decoding->mistakes->count;
	const char *name;
	json_t *value;
	char *line;

	if (!json_is_object(json)) {
		wrong(decoding, place, field, REFUSAL_wrong_type);
		return;
	}
	if (json_object_size(json) > FREE_MEMBERS_MAX)
		wrong(decoding, place, NULL, REFUSAL_too_many_items);
	json_object_foreach(json, name, value) {
		struct place here = { .up = place, .name = name };
		int refusal = check_text(&names, name, strlen(name));

		if (refusal == 0)
			refusal = !json_is_string(value) ? REFUSAL_wrong_type
				: check_text(&text, json_string_value(value),
					json_string_length(value));
		if (refusal != 0)
			wrong(decoding, &here, NULL, refusal);
	}
	if (decoding->mistakes->count > before)
		return;
	line = json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS);
	must(line != NULL);
	*(const char **)((char *)object + field->offset) = arena_text(decoding->arena, line);
	free(line);
}

static int decode_truth(const struct field *field, json_t *json, void *object)
{
	void *at = (char *)object + field->offset;

	if (!json_is_boolean(json))
		return REFUSAL_wrong_type;
	if (field->type == FIELD_BOOLEAN)
		*(bool *)at = json_is_true(json);
	else
		*(int8_t *)at = json_is_true(json);
	return 0;
}

static void decode_field(const struct decoding *decoding, const struct field *field, json_t *json,
	const struct place *place, void *object)
{
	int refusal = 0;

	if (json_is_null(json)) {
		if (!(field->use & USE_NULL))
			wrong(decoding, place, field, REFUSAL_null_not_allowed);
		return;
	}
	switch (field->type) {
	case FIELD_INTEGER:
	case FIELD_SHARE:
	case FIELD_NUMBER:
		refusal = decode_number(field, json, object);
		break;
	case FIELD_BOOLEAN:
	case FIELD_TERNARY:
		refusal = decode_truth(field, json, object);
		break;
	case FIELD_IDS:
	case FIELD_TERMS:
	case FIELD_TEXTS:
	case FIELD_OBJECTS:
		decode_array(decoding, field, json, place, object);
		break;
	case FIELD_OBJECT:
		decode_object(decoding, field->of, json, place, (char *)object + field->offset,
			(uint64_t *)((char *)object + field->given));
		break;
	case FIELD_FREE:
		decode_free(decoding, field, json, place, object);
		break;
	default:
		refusal = !json_is_string(json) ? REFUSAL_wrong_type
			: decode_text(field, json_string_value(json),
			json_string_length(json), decoding->arena, object);
	}
	if (refusal != 0)
		wrong(decoding, place, field, refusal);
}

/* In what is made anew null is one more way to leave out what need not be there. */
static bool is_left_out(const struct decoding *decoding, const struct field *field, const json_t *value)
{
	return json_is_null(value) && decoding->use == USE_CREATE && !(field->use & (USE_NULL | USE_NEEDED));
}

static void decode_members(const struct decoding *decoding, const struct message *message,
	json_t *json, const struct place *place, void *object, uint64_t *given)
{
	const char *name;
	json_t *value;

	json_object_foreach(json, name, value) {
		struct place here = { .up = place, .name = name };
		int i = message_index(message, name);

		if (i < 0 || !(message->field[i].use & decoding->use)) {
			wrong(decoding, &here, NULL, REFUSAL_unknown_member);
			continue;
		}
		if (is_left_out(decoding, &message->field[i], value))
			continue;
		*given |= UINT64_C(1) << i;
		decode_field(decoding, &message->field[i], value, &here, object);
	}
}

/* The message tells pointers from itself; they become pointers from the body. */
static void check_whole(const struct decoding *decoding, const struct message *message,
	const struct place *place, const void *object)
{
	struct mistakes *mistakes = decoding->mistakes;
	int before = mistakes->count;

	if (message->check == NULL)
		return;
	message->check(object, mistakes);
	for (int i = before; place != NULL && i < mistakes->count && i < MISTAKES_MAX; i++)
		mistakes->item[i].pointer = arena_format(decoding->arena, "%s%s",
			place_pointer(place, decoding->arena), mistakes->item[i].pointer);
}

static void decode_object(const struct decoding *decoding, const struct message *message,
	json_t *json, const struct place *place, void *object, uint64_t *ret_given)
{
	const unsigned needed = USE_CREATE | USE_NEEDED;
	uint64_t given = OBJECT_GIVEN;

	message_clear(message, object);
	*ret_given = 0;
	if (!json_is_object(json)) {
		wrong(decoding, place, NULL, REFUSAL_wrong_type);
		return;
	}
	decode_members(decoding, message, json, place, object, &given);
	for (int i = 0; i < message->count; i++) {
		struct place here = { .up = place, .name = message->field[i].name };

		if (decoding->use == USE_CREATE && (message->field[i].use & needed) == needed
			&& !(given >> i & 1))
			wrong(decoding, &here, NULL, REFUSAL_missing);
	}
	if (decoding->use == USE_CREATE)
		check_whole(decoding, message, place, object);
	*ret_given = given;
}

void decode_body(const struct message *message, unsigned use, json_t *json, struct arena *arena,
	void *ret_object, uint64_t *ret_given, struct mistakes *mistakes)
{
	const struct decoding decoding = { use, arena, mistakes };

	decode_object(&decoding, message, json, NULL, ret_object, ret_given);
}

int message_decode(const struct message *message, unsigned use, const char *json, size_t length,
	struct arena *arena, void *ret_object, uint64_t *ret_given, struct mistakes *mistakes)
{
	int refusal, before = mistakes->count;
	uint64_t given;
	json_t *root;

	message_clear(message, ret_object);
	refusal = json_read(json, length, arena, &root, mistakes);
	if (refusal != 0)
		return refusal;
	decode_body(message, use, root, arena, ret_object, &given, mistakes);
	json_decref(root);
	*ret_given = given & ~OBJECT_GIVEN;
	return mistakes->count > before ? REFUSAL_invalid : 0;
}
