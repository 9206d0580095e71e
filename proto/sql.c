/* sql - values as PostgreSQL writes and reads them as text. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "proto/value.h"

/* {"a","b \"c\""}: every item quoted, so that no item can be taken for a NULL or a bound. */
static const char *array_to_sql(const struct texts *texts, struct arena *arena)
{
	size_t size = 3;
	char *literal, *to;

	for (int i = 0; i < texts->count; i++)
		size += 2 * strlen(texts->item[i]) + 3;
	literal = to = arena_take(arena, size);
	*to++ = '{';
	for (int i = 0; i < texts->count; i++) {
		if (i > 0)
			*to++ = ',';
		*to++ = '"';
		for (const char *at = texts->item[i]; *at != '\0'; at++) {
			if (*at == '"' || *at == '\\')
				*to++ = '\\';
			*to++ = *at;
		}
		*to++ = '"';
	}
	*to = '}';
	return literal;
}

static const char *json_to_sql(const struct field *field, const void *object, struct arena *arena)
{
	struct buffer buffer;
	const char *json;

	buffer_init(&buffer);
	value_encode(field, USE_STORED, object, &buffer);
	json = arena_text_n(arena, buffer.data, buffer.length);
	buffer_release(&buffer);
	return json;
}

static const char *array_none(const struct field *field)
{
	if (field->use & USE_NULL)
		return NULL;
	return field->type == FIELD_OBJECTS ? "[]" : "{}";
}

const char *field_to_sql(const struct field *field, const void *object, struct arena *arena)
{
	const void *at = (const char *)object + field->offset;

	if (field_is_none(field, object))
		return field_is_array(field) ? array_none(field) : NULL;
	switch (field->type) {
	case FIELD_ID:
		return at;
	case FIELD_TEXT:
	case FIELD_FREE:
		return *(const char *const *)at;
	case FIELD_DATE:
		return day_format(*(const int32_t *)at, arena_take(arena, DAY_TEXT));
	case FIELD_INSTANT:
		return instant_format(*(const int64_t *)at, arena_take(arena, INSTANT_TEXT));
	case FIELD_INTEGER:
		return arena_format(arena, "%lld", (long long)*(const int64_t *)at);
	case FIELD_SHARE:
	case FIELD_NUMBER:
		return number_format(*(const double *)at, arena_take(arena, NUMBER_TEXT));
	case FIELD_BOOLEAN:
		return *(const bool *)at ? "t" : "f";
	case FIELD_TERNARY:
		return *(const int8_t *)at ? "t" : "f";
	case FIELD_TERM:
		return field->terms->word[*(const int *)at];
	case FIELD_OBJECT:
	case FIELD_OBJECTS:
		return json_to_sql(field, object, arena);
	default:
		return array_to_sql(at, arena);
	}
}

/* An item of an array literal, unquoted into *to, which moves past it; what follows, or NULL. */
static const char *array_item(const char *at, char **to)
{
	bool quoted = *at == '"';
	const char *begin = at;

	at += quoted;
	while (*at != '\0' && (quoted ? *at != '"' : *at != ',' && *at != '}')) {
		if (*at == '\\' && *++at == '\0')
			return NULL;
		*(*to)++ = *at++;
	}
	*(*to)++ = '\0';
	if (quoted && *at++ != '"')
		return NULL;
	if (!quoted && (at == begin || strncmp(begin, "NULL", (size_t)(at - begin)) == 0))
		return NULL;
	return *at == ',' || *at == '}' ? at : NULL;
}

static int array_from_sql(const char *text, struct arena *arena, struct texts *texts)
{
	const char *at = text + 1;
	char *to;

	if (*text != '{')
		return FAULT_DATABASE;
	texts->given = true;
	if (strcmp(at, "}") == 0)
		return 0;
	to = arena_take(arena, strlen(at) + 1);         /* each item ends where a comma or brace stood */
	do {
		texts_add(texts, to, arena);
		at = array_item(at, &to);
		if (at == NULL)
			return FAULT_DATABASE;
	} while (*at++ == ',');
	return *at == '\0' ? 0 : FAULT_DATABASE;
}

/* "2026-04-02 09:30:00.12+00" is "2026-04-02T09:30:00.12Z" elsewhere; what is so already stays. */
static bool instant_take(const char *text, int64_t *ret_instant)
{
	char copy[48];
	size_t length = strlen(text);

	if (length < 20 || length >= sizeof copy)
		return false;
	memcpy(copy, text, length + 1);
	if (copy[10] == ' ')
		copy[10] = 'T';
	if (strcmp(copy + length - 3, "+00") == 0)
		memcpy(copy + length - 3, "Z", 2);
	return instant_parse(copy, ret_instant);
}

int value_take(const struct field *field, const char *text, struct arena *arena, void *object)
{
	void *at = (char *)object + field->offset;
	bool good = true;

	switch (field->type) {
	case FIELD_ID:
		good = id_valid(text);
		if (good)
			memcpy(at, text, ID_SIZE);
		break;
	case FIELD_DATE:
		good = day_parse(text, at) || strcmp(text, "infinity") == 0;    /* which is none */
		break;
	case FIELD_INSTANT:
		good = instant_take(text, at);
		break;
	case FIELD_TERM:
		*(int *)at = term_find(field->terms, text);
		good = *(int *)at != TERM_NONE;
		break;
	default:
		*(const char **)at = arena_text(arena, text);
	}
	return good ? 0 : FAULT_DATABASE;
}

static int number_from_sql(const struct field *field, const char *text, void *at)
{
	char *end;

	if (field->type == FIELD_INTEGER)
		*(int64_t *)at = strtoll(text, &end, 10);
	else
		*(double *)at = strtod(text, &end);
	return end != text && *end == '\0' ? 0 : FAULT_DATABASE;
}

static int truth_from_sql(const struct field *field, const char *text, void *at)
{
	bool truth = strcmp(text, "t") == 0;

	if (!truth && strcmp(text, "f") != 0)
		return FAULT_DATABASE;
	if (field->type == FIELD_BOOLEAN)
		*(bool *)at = truth;
	else
		*(int8_t *)at = truth;
	return 0;
}

static int known_from_sql(const struct field *field, const char *text, struct arena *arena,
	void *object)
{
	void *at = (char *)object + field->offset;

	switch (field->type) {
	case FIELD_INTEGER:
	case FIELD_SHARE:
	case FIELD_NUMBER:
		return number_from_sql(field, text, at);
	case FIELD_BOOLEAN:
	case FIELD_TERNARY:
		return truth_from_sql(field, text, at);
	case FIELD_IDS:
	case FIELD_TERMS:
	case FIELD_TEXTS:
		return array_from_sql(text, arena, at);
	case FIELD_OBJECT:
	case FIELD_OBJECTS:
		return value_take_json(field, text, arena, object);
	default:
		return value_take(field, text, arena, object);
	}
}

int field_from_sql(const struct field *field, const char *text, struct arena *arena, void *object)
{
	int result;

	field_clear(field, object);
	if (text == NULL)
		return 0;
	result = known_from_sql(field, text, arena, object);
	if (result != 0)
		field_clear(field, object);
	return result;
}
