/* parts - small texts taken apart: NAME=VALUE,… and days counted from today. */
#include <stdlib.h>
#include <string.h>

#include "client/body.h"
#include "client/noun.h"
#include "proto/cell.h"

static const struct field *member_at(const struct message *message, const char *text, size_t *ret_length)
{
	size_t length = strcspn(text, "=,");

	if (text[length] != '=')
		return NULL;
	*ret_length = length;
	for (int i = 0; i < message->count; i++)
		if (name_is(text, length, message->field[i].name))
			return &message->field[i];
	return NULL;
}

int parts_split(struct arena *arena, const struct message *message, const char *text,
	struct part ret_part[PARTS_MAX], const char **ret_wrong)
{
	int count = 0;

	while (*text != '\0') {
		size_t length;
		const struct field *field = member_at(message, text, &length);
		const char *end;

		if (field == NULL || count == PARTS_MAX) {
			*ret_wrong = text;
			return -1;
		}
		text += length + 1;
		end = strchr(text, ',');
		while (end != NULL && member_at(message, end + 1, &length) == NULL)
			end = strchr(end + 1, ',');
		if (end == NULL)
			end = text + strlen(text);
		ret_part[count].name = field->name;
		ret_part[count++].value = arena_text_n(arena, text, (size_t)(end - text));
		text = *end == ',' ? end + 1 : end;
	}
	return count;
}

const char *day_of_text(struct arena *arena, const char *text, int32_t today)
{
	char written[DAY_TEXT], *end;
	int32_t day;
	long days;

	if (strcmp(text, "today") == 0)
		return arena_text(arena, day_format(today, written));
	if (cell_day(text, &day))
		return arena_text(arena, day_format(day, written));
	if ((*text != '+' && *text != '-') || strlen(text) < 2 || strlen(text) > 6 ||
	    text[1] < '0' || text[1] > '9')
		return NULL;
	days = strtol(text, &end, 10);
	if (*end != '\0')
		return NULL;
	return arena_text(arena, day_format(today + (int32_t)days, written));
}
