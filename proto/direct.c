/* direct - PostgreSQL's text becomes JSON without a struct between: what every read is made of. */
#include <string.h>

#include "proto/value.h"

/* "2026-04-02 09:30:00.12+00" as instant_format writes it: six decimals, or none. */
static void direct_instant(const char *text, size_t length, struct buffer *buffer)
{
	char instant[INSTANT_TEXT] = "0000-00-00T00:00:00.000000Z";

	if (length < 22 || length > 29) {       /* infinity is none */
		buffer_add(buffer, "null", 4);
		return;
	}
	length -= strlen("+00");
	memcpy(instant, text, length);
	instant[10] = 'T';
	if (length == 19)
		memcpy(instant + 19, "Z", 2);
	buffer_add_quoted(buffer, instant, strlen(instant));
}

/* JSON has no NaN and no infinity. */
static void direct_number(const char *text, size_t length, struct buffer *buffer)
{
	if (length == 0 || strchr("NI", text[text[0] == '-']) != NULL)
		buffer_add(buffer, "null", 4);
	else
		buffer_add(buffer, text, length);
}

/* {a,"b \"c\""}: what has no quotes gets them, and a backslash guards the next byte. */
static void direct_array(const char *text, size_t length, struct buffer *buffer)
{
	const char *at = text + 1, *end = text + length - 1;

	buffer_add_char(buffer, '[');
	while (at < end) {
		bool quoted = *at == '"';
		const char *begin;

		at += quoted;
		buffer_add_char(buffer, '"');
		for (begin = at; at < end && *at != (quoted ? '"' : ','); at++) {
			if (*at != '\\')
				continue;
			buffer_add_json_part(buffer, begin, (size_t)(at - begin));
			begin = ++at;
		}
		buffer_add_json_part(buffer, begin, (size_t)(at - begin));
		buffer_add_char(buffer, '"');
		at += quoted;
		if (at < end)
			buffer_add_char(buffer, *at++);
	}
	buffer_add_char(buffer, ']');
}

/* {id,id}: all of one length and without quotes, so none is looked through. */
static void direct_ids(const char *text, size_t length, struct buffer *buffer)
{
	const char *end = text + length - 1;

	buffer_add_char(buffer, '[');
	for (const char *at = text + 1; at < end; at += ID_SIZE) {
		if (at > text + 1)
			buffer_add_char(buffer, ',');
		buffer_add_quoted(buffer, at, ID_SIZE - 1);
	}
	buffer_add_char(buffer, ']');
}

static void direct_none(const struct field *field, struct buffer *buffer)
{
	if (field->type == FIELD_BOOLEAN)
		buffer_add(buffer, "false", 5);
	else if (field_is_array(field) && !(field->use & USE_NULL))
		buffer_add(buffer, "[]", 2);
	else
		buffer_add(buffer, "null", 4);
}

void field_sql_to_json(const struct field *field, const char *text, size_t length,
	struct buffer *buffer)
{
	if (text == NULL) {
		direct_none(field, buffer);
		return;
	}
	switch (field->type) {
	case FIELD_DATE:
		if (length == DAY_TEXT - 1)
			buffer_add_quoted(buffer, text, DAY_TEXT - 1);
		else                            /* infinity is none */
			buffer_add(buffer, "null", 4);
		break;
	case FIELD_ID:
		if (length == ID_SIZE - 1) {    /* as all are: a length that the compiler knows */
			buffer_add_quoted(buffer, text, ID_SIZE - 1);
			break;
		}
		/* fall through */
	case FIELD_TERM:
		buffer_add_quoted(buffer, text, length);
		break;
	case FIELD_TEXT:
		buffer_add_json_text_n(buffer, text, length);
		break;
	case FIELD_INSTANT:
		direct_instant(text, length, buffer);
		break;
	case FIELD_INTEGER:
		buffer_add(buffer, text, length);
		break;
	case FIELD_SHARE:
	case FIELD_NUMBER:
		direct_number(text, length, buffer);
		break;
	case FIELD_BOOLEAN:
	case FIELD_TERNARY:
		buffer_add_text(buffer, *text == 't' ? "true" : "false");
		break;
	case FIELD_IDS:
		if (length % ID_SIZE == 1 && text[1] != '"') {
			direct_ids(text, length, buffer);
			break;
		}
		/* fall through */
	case FIELD_TERMS:
	case FIELD_TEXTS:
		direct_array(text, length, buffer);
		break;
	default:
		buffer_add(buffer, text, length);       /* jsonb is JSON */
	}
}
