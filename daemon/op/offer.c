/* offer - the offers of a case, judged anew with each of its changes. */
#include "op/offer.h"

#include <string.h>

#include "core/offer.h"
#include "op/effect.h"
#include "op/outbox.h"
#include "proto/canonical.h"
#include "proto/messages.h"

static bool same_rounds(const struct texts *before, const struct texts *now)
{
	if (before->count != now->count)
		return false;
	for (int i = 0; i < now->count; i++)
		if (strcmp(before->item[i], now->item[i]) != 0)
			return false;
	return true;
}

static void tell(struct casework *work, const struct breach *breach)
{
	struct arena *arena = &work->request->arena;
	const char *rounds = "";

	for (int i = 0; i < breach->offered_rounds.count; i++)
		rounds = arena_format(arena, "%s%s\"%s\"", rounds, i == 0 ? "" : ",", breach->offered_rounds.item[i]);
	casework_tell(work, &(struct told){ .subject_kind = "breach", .subject = breach->id, .event = "offered",
		.from = breach_states.word[breach->state], .to = breach_states.word[breach->state],
		.occurred_on = work->request->today, .data = json_canonical(arena_format(arena,
			"{\"offered\":\"%s\",\"rounds\":[%s]}", offers.word[breach->offered], rounds), arena) });
	outbox_add_to_lead(work, breach->offered == OFFER_RELAPSE ? MAIL_RELAPSE_OFFERED : MAIL_CORRECTION_OFFERED,
		DAY_NONE);
}

static void settle_breach(struct casework *work, struct breach *breach)
{
	int room = work->facts.observation_count, count;
	const struct observation **rounds = arena_take_array(&work->request->arena, (size_t)room + 1, sizeof *rounds);
	int offer = offer_judge(&work->facts, breach, rounds, room, &count);
	bool changed = offer != breach->offered;
	struct texts ids = { .given = true };

	for (int i = 0; i < count && i < message_field(&breach_message, "offered_rounds")->max; i++)
		texts_add(&ids, rounds[i]->id, &work->request->arena);
	if (!changed && same_rounds(&breach->offered_rounds, &ids))
		return;
	breach->offered = offer;
	breach->offered_rounds = ids;
	casework_touch(work, NOUN_BREACH, breach);
	if (!changed)
		return;
	breach->offered_on = offer == TERM_NONE ? DAY_NONE : work->request->today;
	if (offer == OFFER_RELAPSE)             /* a letter that closes the case was written before this was known */
		casework_change_basis(work);
	if (offer != TERM_NONE)
		tell(work, breach);
}

void offer_settle(struct casework *work)
{
	for (int i = 0; i < work->facts.breach_count; i++)
		settle_breach(work, &work->facts.breaches[i]);
}
