/* canonical - one form for one JSON value. */
#include "proto/canonical.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/fault.h"
#include "proto/check.h"
#include "proto/decode.h"
#include "proto/refusal.h"

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

void json_unknown_members(const char *object, const struct terms *words, const char *pointer,
	struct arena *arena, struct mistakes *mistakes)
{
	json_t *root = object == NULL ? NULL : json_loads(object, 0, NULL);
	const struct field known = { .terms = words };
	const char *name;
	json_t *value;

	json_object_foreach(root, name, value)
		if (term_find(words, name) == TERM_NONE)
			mistakes_add(mistakes, pointer_add(arena, pointer, name), REFUSAL_unknown_member,
				refusal_detail(&known, REFUSAL_unknown_term, arena));
	json_decref(root);
}
