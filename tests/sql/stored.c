/* stored - the members of every noun that are kept in a column, for test_stored to hold against the schema. */
#include <stdio.h>

#include "proto/messages.h"

/* A code may be another than those that have a word. */
static bool is_closed(const struct field *field)
{
	return field->type == FIELD_TERM || field->type == FIELD_TERMS;
}

int main(void)
{
	static const char *const types[FIELD_TYPES] = {
		[FIELD_ID] = "uuid", [FIELD_TEXT] = "text", [FIELD_DATE] = "date",
		[FIELD_INSTANT] = "timestamp with time zone", [FIELD_INTEGER] = "bigint",
		[FIELD_SHARE] = "double precision", [FIELD_NUMBER] = "double precision",
		[FIELD_BOOLEAN] = "boolean", [FIELD_TERNARY] = "boolean", [FIELD_TERM] = "text",
		[FIELD_IDS] = "uuid[]", [FIELD_TERMS] = "text[]", [FIELD_TEXTS] = "text[]",
		[FIELD_OBJECT] = "jsonb", [FIELD_OBJECTS] = "jsonb", [FIELD_FREE] = "jsonb",
	};

	for (int i = 0; messages[i] != NULL; i++)
		for (int f = 0; f < messages[i]->count; f++) {
			const struct field *field = &messages[i]->field[f];

			if (!(field->use & USE_STORED))
				continue;
			printf("%s|%s|%s|%d|", messages[i]->name, field->name, types[field->type],
				(field->use & USE_NULL) != 0);
			for (int w = 0; is_closed(field) && w < field->terms->count; w++)
				printf("%s%s", w > 0 ? "," : "", field->terms->word[w]);
			putchar('\n');
		}
	return 0;
}
