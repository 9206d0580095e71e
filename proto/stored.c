/*
 * stored - the objects of a jsonb column become structs: written by us, so not judged again.  Read in
 * one pass without a tree between, for a case has dozens of them and is read whole at every request.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "proto/value.h"

struct reader {
	const char *at;
	struct arena *arena;
};

static int take_object(const struct message *message, struct reader *reader, void *object);

static void skip_blanks(struct reader *reader)
{
	while (*reader->at == ' ')
		reader->at++;
}

/* Past the character, and the blanks before it, if it comes next. */
static bool next_is(struct reader *reader, char c)
{
	skip_blanks(reader);
	if (*reader->at != c)
		return false;
	reader->at++;
	return true;
}

static bool next_word_is(struct reader *reader, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(reader->at, word, length) != 0)
		return false;
	reader->at += length;
	return true;
}

/* Whether a value may end here. */
static bool ends(const char *at)
{
	return *at == ',' || *at == ']' || *at == '}' || *at == ' ' || *at == '\0';
}

/* What follows a backslash: PostgreSQL writes \u for control characters only. */
static bool unescape(struct reader *reader, char *to)
{
	static const char from[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t", hex[] = "0123456789abcdef";
	const char *found, *high, *low;

	if (*reader->at == 'u') {
		if (!next_word_is(reader, "u00") || reader->at[0] == '\0' || reader->at[1] == '\0')
			return false;
		high = strchr(hex, reader->at[0]), low = strchr(hex, reader->at[1]);
		if (high == NULL || low == NULL || high - hex > 7)
			return false;
		*to = (char)((high - hex) << 4 | (low - hex));
		reader->at += 2;
		return *to != '\0';
	}
	found = *reader->at == '\0' ? NULL : strchr(from, *reader->at);
	if (found == NULL)
		return false;
	*to = means[found - from];
	reader->at++;
	return true;
}

/* From after the opening quote to past the closing one; NULL: it has none, or what no jsonb has. */
static const char *take_string(struct reader *reader)
{
	size_t plain = strcspn(reader->at, "\"\\");
	char *text, *to;

	if (reader->at[plain] == '"') {
		text = arena_text_n(reader->arena, reader->at, plain);
		reader->at += plain + 1;
		return text;
	}
	text = to = arena_take(reader->arena, strlen(reader->at) + 1);
	while (*reader->at != '"') {
		if (*reader->at == '\0')
			return NULL;
		if (*reader->at != '\\') {
			*to++ = *reader->at++;
			continue;
		}
		reader->at++;
		if (!unescape(reader, to++))
			return NULL;
	}
	reader->at++;
	return text;
}

/* A value that nobody here knows, of whatever shape. */
static bool skip_value(struct reader *reader)
{
	int depth = 0;

	do {
		char c = *reader->at++;

		if (c == '\0' || (c == '"' && take_string(reader) == NULL))
			return false;
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
	} while (depth > 0 || (depth == 0 && !ends(reader->at)));
	return depth == 0;
}

static int take_texts(struct reader *reader, struct texts *texts)
{
	if (!next_is(reader, '['))
		return FAULT_DATABASE;
	texts->given = true;
	if (next_is(reader, ']'))
		return 0;
	do {
		const char *text = next_is(reader, '"') ? take_string(reader) : NULL;

		if (text == NULL)
			return FAULT_DATABASE;
		texts_add(texts, text, reader->arena);
	} while (next_is(reader, ','));
	return next_is(reader, ']') ? 0 : FAULT_DATABASE;
}

static int take_objects(const struct field *field, struct reader *reader, struct objects *objects)
{
	if (!next_is(reader, '['))
		return FAULT_DATABASE;
	objects->given = true;
	if (next_is(reader, ']'))
		return 0;
	do {
		void *object = arena_push(reader->arena, &objects->item, &objects->count, field->of->size);

		if (take_object(field->of, reader, object) != 0)
			return FAULT_DATABASE;
	} while (next_is(reader, ','));
	return next_is(reader, ']') ? 0 : FAULT_DATABASE;
}

static int take_number(const struct field *field, struct reader *reader, void *at)
{
	char *end;

	if (strchr("-0123456789", *reader->at) == NULL || *reader->at == '\0')
		return FAULT_DATABASE;
	if (field->type == FIELD_INTEGER)
		*(int64_t *)at = strtoll(reader->at, &end, 10);
	else
		*(double *)at = strtod(reader->at, &end);
	reader->at = end;
	return ends(end) ? 0 : FAULT_DATABASE;
}

static int take_truth(const struct field *field, struct reader *reader, void *at)
{
	bool truth = next_word_is(reader, "true");

	if (!truth && !next_word_is(reader, "false"))
		return FAULT_DATABASE;
	if (field->type == FIELD_BOOLEAN)
		*(bool *)at = truth;
	else
		*(int8_t *)at = truth;
	return 0;
}

static int take_text(const struct field *field, struct reader *reader, void *object)
{
	const char *text = next_is(reader, '"') ? take_string(reader) : NULL;

	if (text == NULL)
		return FAULT_DATABASE;
	if (field->type != FIELD_TEXT)
		return value_take(field, text, reader->arena, object);
	*(const char **)(void *)((char *)object + field->offset) = text;
	return 0;
}

static int take_value(const struct field *field, struct reader *reader, void *object)
{
	void *at = (char *)object + field->offset;

	if (next_word_is(reader, "null"))
		return 0;
	switch (field->type) {
	case FIELD_IDS:
	case FIELD_TERMS:
	case FIELD_TEXTS:
		return take_texts(reader, at);
	case FIELD_OBJECTS:
		return take_objects(field, reader, at);
	case FIELD_OBJECT:
		*(uint64_t *)((char *)object + field->given) = UINT64_MAX;
		return take_object(field->of, reader, at);
	case FIELD_INTEGER:
	case FIELD_SHARE:
	case FIELD_NUMBER:
		return take_number(field, reader, at);
	case FIELD_BOOLEAN:
	case FIELD_TERNARY:
		return take_truth(field, reader, at);
	default:
		return take_text(field, reader, object);
	}
}

static int take_member(const struct message *message, struct reader *reader, void *object)
{
	const char *name = next_is(reader, '"') ? take_string(reader) : NULL;
	const struct field *field = name == NULL ? NULL : message_field(message, name);

	if (name == NULL || !next_is(reader, ':'))
		return FAULT_DATABASE;
	skip_blanks(reader);
	if (field == NULL)
		return skip_value(reader) ? 0 : FAULT_DATABASE;
	return take_value(field, reader, object);
}

static int take_object(const struct message *message, struct reader *reader, void *object)
{
	message_clear(message, object);
	if (!next_is(reader, '{'))
		return FAULT_DATABASE;
	if (next_is(reader, '}'))
		return 0;
	do
		if (take_member(message, reader, object) != 0)
			return FAULT_DATABASE;
	while (next_is(reader, ','));
	return next_is(reader, '}') ? 0 : FAULT_DATABASE;
}

int value_take_json(const struct field *field, const char *json, struct arena *arena, void *object)
{
	struct reader reader = { json, arena };
	int result = take_value(field, &reader, object);

	return result == 0 && *reader.at != '\0' ? FAULT_DATABASE : result;
}
