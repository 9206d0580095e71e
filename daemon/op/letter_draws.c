/* letter_draws - how records were drawn, told in a letter: what is told is a passage like others, and may be edited. */
#include "op/letter_draws.h"

#include <string.h>

#include "letter/protocol.h"
#include "op/sample.h"
#include "proto/check.h"
#include "proto/free.h"
#include "proto/messages.h"

void letter_draws_want(struct request *request, const void *body)
{
	const struct texts *draws = &((const struct letter *)body)->draws;
	int *places = request->more = arena_take_array(&request->arena, (size_t)draws->count + 1, sizeof *places);

	for (int i = 0; i < draws->count; i++)
		places[i] = batch_put(request->batch, SQL_draw_find, NULL, NULL,
			(const struct with[]){ { "id", draws->item[i] }, { NULL, NULL } });
}

static const char *protocol_of(struct request *request, const struct draw *draw, enum language language)
{
	return protocol_text(draw, draw_numbers(draw, &request->arena), language, &request->arena);
}

void letter_draws_tell(struct casework *work, struct letter *letter)
{
	struct request *request = work->request;
	const int *places = request->more;
	const char *told = NULL;
	struct draw draw;

	for (int i = 0; i < letter->draws.count; i++) {
		if (!batch_take_one(request->batch, places[i], &draw_message, &request->arena, &draw)) {
			mistakes_add(&request->mistakes, arena_format(&request->arena, "/draws/%d", i),
				REFUSAL_unknown_reference, NULL);
			continue;
		}
		told = arena_format(&request->arena, "%s%s%s", told == NULL ? "" : told, told == NULL ? "" : "\n\n",
			protocol_of(request, &draw, (enum language)letter->language));
		if (strlen(told) > FREE_TEXT_MAX) {
			mistakes_add(&request->mistakes, "/draws", REFUSAL_too_long, "more records than a letter can hold");
			return;
		}
	}
	if (told != NULL)
		letter->fields = free_with(letter->fields, letter_passages.word[PASSAGE_RECORDS], told, &request->arena);
}
