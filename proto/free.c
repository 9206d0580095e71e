/* free - one text out of a FIELD_FREE. */
#include "proto/free.h"

#include <jansson.h>

const char *free_text(const char *object, const char *name, struct arena *arena)
{
	json_t *root = object == NULL ? NULL : json_loads(object, 0, NULL);
	const char *text = json_string_value(json_object_get(root, name));
	const char *copy = text == NULL || *text == '\0' ? NULL : arena_text(arena, text);

	json_decref(root);
	return copy;
}
