/* free - one text out of a FIELD_FREE, or into it. */
#include "proto/free.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/fault.h"

const char *free_text(const char *object, const char *name, struct arena *arena)
{
	json_t *root = object == NULL ? NULL : json_loads(object, 0, NULL);
	const char *text = json_string_value(json_object_get(root, name));
	const char *copy = text == NULL || *text == '\0' ? NULL : arena_text(arena, text);

	json_decref(root);
	return copy;
}

const char *free_with(const char *object, const char *name, const char *text, struct arena *arena)
{
	json_t *root = object == NULL ? json_object() : json_loads(object, 0, NULL);
	const char *copy;
	char *made;

	must(root != NULL && json_object_set_new(root, name, json_string(text)) == 0);
	made = json_dumps(root, JSON_SORT_KEYS | JSON_COMPACT);
	must(made != NULL);
	copy = arena_text(arena, made);
	free(made);
	json_decref(root);
	return copy;
}
