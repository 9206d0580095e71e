/* caller - who asks, as the session says it in the same transaction. */
#include "op/caller.h"

#include <stdio.h>
#include <string.h>

static unsigned roles_from(const char *text)
{
	unsigned found = 0;

	for (int role = 0; role < ROLES; role++) {
		size_t length = strlen(roles.word[role]);

		for (const char *at = strstr(text, roles.word[role]); at != NULL; at = strstr(at + 1, roles.word[role]))
			if ((at == text || strchr("{,", at[-1]) != NULL) && strchr(",}", at[length]) != NULL)
				found |= 1u << role;
	}
	return found;
}

bool caller_take(struct request *request, int place)
{
	struct batch *batch = request->batch;
	struct caller *caller = &request->caller;
	const char *yes;

	if (place < 0)
		return false;                   /* nobody said who: the clock has said itself for whom it works */
	*caller = (struct caller){ 0 };
	if (batch_rows(batch, place) == 0)
		return false;
	snprintf(caller->account, sizeof caller->account, "%s", batch_text(batch, place, 0, "account"));
	snprintf(caller->authority, sizeof caller->authority, "%s", batch_text(batch, place, 0, "authority"));
	snprintf(caller->session, sizeof caller->session, "%s", batch_text(batch, place, 0, "session"));
	caller->authority_language = term_find(&languages, batch_text(batch, place, 0, "authority_language"));
	caller->authority_name = arena_text(&request->arena, batch_text(batch, place, 0, "authority_name"));
	caller->authority_code = arena_text(&request->arena, batch_text(batch, place, 0, "code"));
	caller->username = arena_text(&request->arena, batch_text(batch, place, 0, "username"));
	caller->name = arena_text(&request->arena, batch_text(batch, place, 0, "name"));
	caller->roles = roles_from(batch_text(batch, place, 0, "roles"));
	yes = batch_text(batch, place, 0, "national_board");
	caller->national_board = yes != NULL && yes[0] == 't';
	yes = batch_text(batch, place, 0, "deputy");
	caller->deputy = yes != NULL && yes[0] == 't';
	batch_set(batch, "authority", caller->authority);
	batch_set(batch, "account", caller->account);
	return true;
}
