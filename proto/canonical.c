/* canonical - one form for one JSON value. */
#include "proto/canonical.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/fault.h"

const char *json_canonical(const char *json, struct arena *arena)
{
	json_t *root = json_loads(json, JSON_DECODE_ANY, NULL);
	const char *copy;
	char *text;

	must(root != NULL);
	text = json_dumps(root, JSON_SORT_KEYS | JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
	must(text != NULL);
	copy = arena_text(arena, text);
	free(text);
	json_decref(root);
	return copy;
}
