/* records - an array of bodies: each stands or falls alone. */
#include <stdlib.h>
#include <string.h>

#include "proto/decode.h"
#include "proto/json.h"
#include "proto/refusal.h"

/* Members given twice are found before the records are parted: "/17/theme" is the 17th's "/theme". */
static void duplicates_take(const struct mistakes *all, int index, struct mistakes *mistakes)
{
	for (int i = 0; i < all->count && i < MISTAKES_MAX; i++) {
		char *end;
		const char *pointer = all->item[i].pointer;

		if (pointer[0] == '/' && strtol(pointer + 1, &end, 10) == index && *end == '/')
			mistakes_add(mistakes, end, all->item[i].refusal, all->item[i].detail);
	}
}

int message_decode_array(const struct message *message, const char *json, size_t length, int max,
	struct arena *arena, message_each *each, void *self, struct mistakes *mistakes)
{
	struct mistakes duplicates = { .count = 0 };
	json_t *root, *item;
	size_t i;
	int refusal = json_read(json, length, arena, &root, &duplicates);

	if (refusal != 0) {
		*mistakes = duplicates;
		return refusal;
	}
	if (!json_is_array(root) || json_array_size(root) > (size_t)max) {
		mistakes_add(mistakes, "", json_is_array(root) ? REFUSAL_too_many_items : REFUSAL_wrong_type,
			json_is_array(root) ? arena_format(arena, "at most %d items", max) : NULL);
		json_decref(root);
		return REFUSAL_invalid;
	}
	json_array_foreach(root, i, item) {
		struct mistakes own = { .count = 0 };
		void *object = arena_take(arena, message->size);
		uint64_t given;

		duplicates_take(&duplicates, (int)i, &own);
		decode_body(message, USE_CREATE, item, arena, object, &given, &own);
		each(self, (int)i, object, &own);
	}
	json_decref(root);
	return 0;
}
