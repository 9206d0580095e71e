/* encode - a struct becomes JSON, straight into the buffer of the answer. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proto/value.h"

static void encode_fields(const struct message *message, unsigned use, uint64_t given,
	const void *object, struct buffer *buffer, bool *first);

/*
 * Most are targets and shares of few decimals.  One that is whole billionths has at most 15 digits, all of
 * which a double keeps: they are what printf would find, for a tenth of the time.
 */
static bool billionths_format(double number, char text[NUMBER_TEXT])
{
	int64_t billionths = number >= 1e-4 && number < 1e5 ? (int64_t)(number * 1e9 + 0.5) : 0;
	char digits[NUMBER_TEXT], *at = digits + sizeof digits;

	if (billionths == 0 || (double)billionths / 1e9 != number)
		return false;
	*--at = '\0';
	for (int i = 0; i < 9; i++, billionths /= 10)
		if (*at != '\0' || billionths % 10 != 0)
			*--at = (char)('0' + billionths % 10);
	if (*at != '\0')
		*--at = '.';
	do
		*--at = (char)('0' + billionths % 10);
	while ((billionths /= 10) > 0);
	memcpy(text, at, (size_t)(digits + sizeof digits - at));
	return true;
}

const char *number_format(double number, char text[NUMBER_TEXT])
{
	if (billionths_format(number, text))
		return text;
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, NUMBER_TEXT, "%.*g", digits, number);
		if (strtod(text, NULL) == number)
			break;
	}
	return text;
}

static void encode_texts(const struct texts *texts, struct buffer *buffer)
{
	buffer_add_char(buffer, '[');
	for (int i = 0; i < texts->count; i++) {
		if (i > 0)
			buffer_add_char(buffer, ',');
		buffer_add_json_text(buffer, texts->item[i]);
	}
	buffer_add_char(buffer, ']');
}

static void encode_whole(const struct message *message, unsigned inner, uint64_t given,
	const void *object, struct buffer *buffer)
{
	bool first = true;

	buffer_add_char(buffer, '{');
	encode_fields(message, inner, given, object, buffer, &first);
	buffer_add_char(buffer, '}');
}

static void encode_objects(const struct field *field, unsigned inner, const struct objects *objects,
	struct buffer *buffer)
{
	buffer_add_char(buffer, '[');
	for (int i = 0; i < objects->count; i++) {
		if (i > 0)
			buffer_add_char(buffer, ',');
		encode_whole(field->of, inner, UINT64_MAX,
			(const char *)objects->item + (size_t)i * field->of->size, buffer);
	}
	buffer_add_char(buffer, ']');
}

static void encode_scalar(const struct field *field, const void *at, struct buffer *buffer)
{
	char text[INSTANT_TEXT > NUMBER_TEXT ? INSTANT_TEXT : NUMBER_TEXT];
	const char *word;

	switch (field->type) {
	case FIELD_ID:
		buffer_add_quoted(buffer, at, ID_SIZE - 1);
		break;
	case FIELD_TEXT:
		buffer_add_json_text(buffer, *(const char *const *)at);
		break;
	case FIELD_DATE:
		buffer_add_quoted(buffer, day_format(*(const int32_t *)at, text), DAY_TEXT - 1);
		break;
	case FIELD_INSTANT:
		instant_format(*(const int64_t *)at, text);
		buffer_add_quoted(buffer, text, strlen(text));
		break;
	case FIELD_INTEGER:
		buffer_add_integer(buffer, *(const int64_t *)at);
		break;
	case FIELD_SHARE:
	case FIELD_NUMBER:
		buffer_add_text(buffer, number_format(*(const double *)at, text));
		break;
	case FIELD_BOOLEAN:
		buffer_add_text(buffer, *(const bool *)at ? "true" : "false");
		break;
	case FIELD_TERNARY:
		buffer_add_text(buffer, *(const int8_t *)at ? "true" : "false");
		break;
	case FIELD_TERM:
		word = field->terms->word[*(const int *)at];
		buffer_add_quoted(buffer, word, strlen(word));
		break;
	default:
		buffer_add_text(buffer, *(const char *const *)at);      /* FIELD_FREE is JSON */
	}
}

void value_encode(const struct field *field, unsigned inner, const void *object,
	struct buffer *buffer)
{
	const void *at = (const char *)object + field->offset;
	uint64_t given = UINT64_MAX;

	if (field->type == FIELD_OBJECT && inner == USE_PATCH)  /* only what came is changed */
		given = *(const uint64_t *)((const char *)object + field->given);
	if (field_is_none(field, object) && (!field_is_array(field) || (field->use & USE_NULL)))
		buffer_add(buffer, "null", 4);
	else if (field->type == FIELD_OBJECT)
		encode_whole(field->of, inner, given, at, buffer);
	else if (field->type == FIELD_OBJECTS)
		encode_objects(field, inner, at, buffer);
	else if (field_is_array(field))
		encode_texts(at, buffer);
	else
		encode_scalar(field, at, buffer);
}

void field_encode(const struct field *field, const void *object, struct buffer *buffer)
{
	value_encode(field, USE_SHOWN, object, buffer);
}

/* What stands in an object of a body is what may be given there; of an answer, what is shown. */
static unsigned inner_of(unsigned use)
{
	unsigned given = use & (USE_CREATE | USE_PATCH | USE_STORED);

	return given != 0 ? given : USE_SHOWN;
}

static void encode_fields(const struct message *message, unsigned use, uint64_t given,
	const void *object, struct buffer *buffer, bool *first)
{
	unsigned inner = inner_of(use);

	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];

		if ((field->use & use) != use || !(given >> i & 1))
			continue;
		field_encode_name(field, buffer, first);
		value_encode(field, inner, object, buffer);
	}
}

void message_encode_members(const struct message *message, unsigned use, const void *object,
	struct buffer *buffer, bool *first)
{
	encode_fields(message, use, UINT64_MAX, object, buffer, first);
}

void message_encode(const struct message *message, unsigned use, const void *object,
	struct buffer *buffer)
{
	bool first = true;

	buffer_add_char(buffer, '{');
	message_encode_members(message, use, object, buffer, &first);
	buffer_add_char(buffer, '}');
}

bool field_same(const struct field *field, const void *object, const void *other)
{
	struct buffer one, two;
	bool same;

	buffer_init(&one);
	buffer_init(&two);
	field_encode(field, object, &one);
	field_encode(field, other, &two);
	same = one.length == two.length && memcmp(one.data, two.data, one.length) == 0;
	buffer_release(&one);
	buffer_release(&two);
	return same;
}
