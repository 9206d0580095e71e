/* pairs - a query string's parameters into a struct, or every mistake in them. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "proto/cell.h"
#include "proto/check.h"
#include "proto/decode.h"
#include "proto/refusal.h"

static int decode_digits(const struct field *field, const char *text, void *object)
{
	int64_t number = 0;

	if (*text == '\0')
		return REFUSAL_wrong_type;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return REFUSAL_wrong_type;
		if (number > field->max)
			return REFUSAL_out_of_range;
		number = number * 10 + (*text - '0');
	}
	if (number < field->min || number > field->max)
		return REFUSAL_out_of_range;
	*(int64_t *)((char *)object + field->offset) = number;
	return 0;
}

/* Plain decimals, as 0.95; LC_NUMERIC is "C". */
static int decode_share(const struct field *field, const char *text, void *object)
{
	size_t whole = strspn(text, "0123456789");
	size_t part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
	double share;

	if (whole == 0 || text[whole + (part > 0 ? part + 1 : 0)] != '\0')
		return REFUSAL_wrong_type;
	share = strtod(text, NULL);
	if (share > 1)
		return REFUSAL_out_of_range;
	*(double *)(void *)((char *)object + field->offset) = share;
	return 0;
}

/* A minus too; whole as in JSON, never 12,5. */
static int decode_number(const struct field *field, const char *text, void *object)
{
	double number;

	if (strchr(text, ',') != NULL || !cell_number(text, &number))
		return REFUSAL_wrong_type;
	*(double *)(void *)((char *)object + field->offset) = number;
	return 0;
}

static int decode_word(const struct field *field, const char *text, void *object)
{
	bool truth = strcmp(text, "true") == 0;

	if (!truth && strcmp(text, "false") != 0)
		return REFUSAL_wrong_type;
	if (field->type == FIELD_BOOLEAN)
		*(bool *)((char *)object + field->offset) = truth;
	else
		*(int8_t *)((char *)object + field->offset) = truth;
	return 0;
}

static int decode_parameter(const struct field *field, const char *text, struct arena *arena,
	void *object)
{
	if (!text_valid(text, strlen(text), NULL))
		return REFUSAL_invalid_utf8;
	if (field->type == FIELD_INTEGER)
		return decode_digits(field, text, object);
	if (field->type == FIELD_SHARE)
		return decode_share(field, text, object);
	if (field->type == FIELD_NUMBER)
		return decode_number(field, text, object);
	if (field->type == FIELD_BOOLEAN || field->type == FIELD_TERNARY)
		return decode_word(field, text, object);
	return decode_text(field, text, strlen(text), arena, object);
}

int message_decode_pairs(const struct message *message, const char *const (*pairs)[2], int count,
	struct arena *arena, void *ret_object, uint64_t *ret_given, struct mistakes *mistakes)
{
	int before = mistakes->count;
	uint64_t given = 0;

	message_clear(message, ret_object);
	for (int i = 0; i < count; i++) {
		const char *name = pairs[i][0];
		int index = message_index(message, name), refusal;
		const struct field *field = index < 0 ? NULL : &message->field[index];

		if (!text_valid(name, strlen(name), NULL))
			refusal = REFUSAL_invalid_utf8, name = "";
		else if (field == NULL)
			refusal = REFUSAL_unknown_parameter;
		else if (given >> index & 1)
			refusal = REFUSAL_duplicate_member;
		else
			refusal = decode_parameter(field, pairs[i][1], arena, ret_object);
		if (field != NULL)
			given |= UINT64_C(1) << index;
		if (refusal != 0)
			mistakes_add(mistakes, arena_text(arena, name), refusal,
				field == NULL ? NULL : refusal_detail(field, refusal, arena));
	}
	for (int i = 0; i < message->count; i++)
		if ((message->field[i].use & USE_NEEDED) && !(given >> i & 1))
			mistakes_add(mistakes, message->field[i].name, REFUSAL_missing, NULL);
	if (message->check != NULL)
		message->check(ret_object, mistakes);
	*ret_given = given;
	return mistakes->count > before ? REFUSAL_invalid : 0;
}
