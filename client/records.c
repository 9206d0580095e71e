/* records - a table becomes an array, and members that nobody keeps are left out. */
#include "client/records.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

static void add_record(struct buffer *array, char *line)
{
	static const char *const columns[] = { "kommunenr", "navn", "fylkesnr", "maalform", "fylkesmaalform" };
	const char *value;

	buffer_add_text(array, array->length > 1 ? ",\n{" : "{");
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
		value = line == NULL ? "" : strsep(&line, "\t");
		buffer_format(array, "%s\"%s\":", i > 0 ? "," : "", columns[i]);
		buffer_add_json_text(array, *value == '\0' ? NULL : value);
	}
	buffer_add_char(array, '}');
}

void records_of_list(struct buffer *text)
{
	size_t begins = text->length == 0 ? 0 : strspn(text->data, " \t\r\n");
	struct buffer array;
	char *left, *line;

	if (begins == text->length || strchr("[{", text->data[begins]) != NULL || strchr(text->data, '\t') == NULL)
		return;
	buffer_init(&array);
	buffer_add_char(&array, '[');
	left = text->data;
	while ((line = strsep(&left, "\n")) != NULL) {
		line[strcspn(line, "\r")] = '\0';
		if (*line != '\0' && *line != '#')
			add_record(&array, line);
	}
	buffer_add_char(&array, ']');
	buffer_release(text);
	*text = array;
}

static void keep(json_t *object, const struct message *message)
{
	const char *name;
	json_t *value;
	void *next;

	json_object_foreach_safe(object, next, name, value) {
		const struct field *field = message_field(message, name);

		if (field == NULL)
			json_object_del(object, name);
		else if (field->of != NULL && json_is_object(value))
			keep(value, field->of);
	}
}

void records_keep(struct buffer *array, const struct message *message)
{
	json_t *records = json_loadb(array->data, array->length, JSON_REJECT_DUPLICATES, NULL), *record;
	char *written;
	size_t i;

	if (records == NULL)
		return;                         /* the daemon says what is wrong */
	json_array_foreach(records, i, record)
		keep(record, message);
	written = json_dumps(records, JSON_COMPACT);
	json_decref(records);
	buffer_clear(array);
	buffer_add_text(array, written);
	free(written);
}
