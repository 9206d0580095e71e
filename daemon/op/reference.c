/* reference - ids in a body that name rows elsewhere. */
#include "op/reference.h"

#include <string.h>

struct wanted { const char *noun, *pointer, *id; };

struct references {
	struct wanted *wanted;
	int count, place;
};

void reference_want(struct request *request, const char *noun, const char *pointer, const char *id)
{
	struct references *references = request->references;
	struct wanted *wanted;

	if (id[0] == '\0')
		return;
	if (references == NULL)
		request->references = references = arena_take(&request->arena, sizeof *references);
	wanted = arena_push(&request->arena, (void **)&references->wanted, &references->count, sizeof *wanted);
	*wanted = (struct wanted){ noun, pointer, id };
}

void reference_want_all(struct request *request, const char *noun, const char *pointer, const struct texts *ids)
{
	for (int i = 0; i < ids->count; i++)
		reference_want(request, noun, arena_format(&request->arena, "%s/%d", pointer, i), ids->item[i]);
}

void reference_put(struct request *request)
{
	struct references *references = request->references;
	struct buffer nouns, ids;

	if (references == NULL)
		return;
	buffer_init(&nouns);
	buffer_init(&ids);
	for (int i = 0; i < references->count; i++) {
		buffer_format(&nouns, "%c%s", i == 0 ? '{' : ',', references->wanted[i].noun);
		buffer_format(&ids, "%c%s", i == 0 ? '{' : ',', references->wanted[i].id);
	}
	buffer_add_char(&nouns, '}');
	buffer_add_char(&ids, '}');
	references->place = batch_put(request->batch, SQL_reference_missing, NULL, NULL, (const struct with[]){
		{ "nouns", arena_text(&request->arena, nouns.data) }, { "ids", arena_text(&request->arena, ids.data) },
		{ NULL, NULL } });
	buffer_release(&nouns);
	buffer_release(&ids);
}

void reference_judge(struct request *request)
{
	const struct references *references = request->references;

	if (references == NULL)
		return;
	for (int row = 0; row < batch_rows(request->batch, references->place); row++) {
		const char *noun = batch_text(request->batch, references->place, row, "noun");
		const char *id = batch_text(request->batch, references->place, row, "id");

		for (int i = 0; i < references->count; i++)
			if (strcmp(references->wanted[i].noun, noun) == 0 && strcmp(references->wanted[i].id, id) == 0)
				mistakes_add(&request->mistakes, references->wanted[i].pointer, REFUSAL_unknown_reference,
					strcmp(noun, "caseworker") == 0 ? "no caseworker or leader of the authority" : NULL);
	}
}
