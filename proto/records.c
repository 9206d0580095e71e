/* records - an array of bodies: each stands or falls alone. */
#include <stdlib.h>

#include "proto/decode.h"
#include "proto/json.h"
#include "proto/refusal.h"

/* What was found before the records were parted: "/17/breach_count_stated" is told of the 17th. */
static void own_take(const struct mistakes *early, int index, struct mistakes *own)
{
	for (int i = 0; i < early->count && i < MISTAKES_MAX; i++) {
		const char *pointer = early->item[i].pointer;
		char *end;

		if (pointer[0] == '/' && strtol(pointer + 1, &end, 10) == index)
			mistakes_add(own, end, early->item[i].refusal, early->item[i].detail);
	}
}

int message_decode_array(const struct message *message, const char *json, size_t length, int max,
	struct arena *arena, message_each *each, void *self, struct mistakes *mistakes)
{
	struct mistakes early = { .count = 0 };
	json_t *root, *item;
	size_t i;
	int refusal = json_read(json, length, arena, &root, &early);

	if (refusal != 0) {
		*mistakes = early;
		return refusal;
	}
	if (!json_is_array(root) || json_array_size(root) > (size_t)max) {
		if (json_is_array(root))
			mistakes_add(mistakes, "", REFUSAL_too_many_items,
				arena_format(arena, "at most %d items", max));
		else
			mistakes_add(mistakes, "", REFUSAL_wrong_type, NULL);
		json_decref(root);
		return REFUSAL_invalid;
	}
	json_array_foreach(root, i, item) {
		struct mistakes own = { .count = 0 };
		void *object = arena_take(arena, message->size);
		uint64_t given;

		own_take(&early, (int)i, &own);
		decode_body(message, USE_CREATE, item, arena, object, &given, &own);
		each(self, (int)i, object, &own);
	}
	json_decref(root);
	return 0;
}
