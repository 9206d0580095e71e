/* planned - what became of each of many that were asked for at once: done, done before, refused. */
#include "client/planned.h"

#include "client/noun.h"
#include "client/view.h"
#include "client/words.h"

static const struct noun planned_noun = { .name = "planned", .message = &planned_audit_message };
static const struct noun refused_noun = { .name = "refused", .message = &not_planned_message };

static void put(struct client *client, const struct noun *noun, const char *columns, const json_t *items, const char *label)
{
	if (json_array_size(items) == 0)
		return;
	view_head(client, word_label(label, client->language, &client->arena));
	view_list(client, noun, columns, items, "");
}

int planned_view(struct client *client, json_t *answer, const char *made)
{
	bool refused = json_array_size(json_object_get(answer, "refused")) > 0;

	if (!view_raw(client, answer)) {
		put(client, &planned_noun, "case_number enterprise", json_object_get(answer, "made"), made);
		put(client, &planned_noun, "case_number enterprise", json_object_get(answer, "known"), "known");
		put(client, &refused_noun, "enterprise code detail", json_object_get(answer, "refused"), "refused");
	}
	json_decref(answer);
	return refused ? ENDED_REFUSED : ENDED_DONE;
}
