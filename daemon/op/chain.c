/* chain - a request that is many: its links go through the engine one by one. */
#include "op/chain.h"

#include <string.h>

#include "port/clock.h"
#include "proto/canonical.h"

struct chaining {
	struct engine *engine;
	struct request *whole;
	const struct chain *chain;
	struct request link;
};

static void chain_next(struct chaining *chaining);

static void link_done(struct request *link)
{
	struct chaining *chaining = link->door;
	struct request *whole = chaining->whole;

	memcpy(whole->caller.account, link->caller.account, ID_SIZE);
	if (link->refusal == 0) {
		chaining->chain->ended(whole, link);
		chain_next(chaining);
		return;
	}
	if (link->refusal > 0 && chaining->chain->refused != NULL && chaining->chain->refused(whole, link)) {
		chain_next(chaining);
		return;
	}
	whole->refusal = link->refusal;
	whole->step = link->step;
	arena_release(&link->arena);
	buffer_release(&link->answer.body);
	whole->done(whole);
}

/* A new request, in the memory of the one before it. */
static void link_clear(struct chaining *chaining)
{
	struct request *link = &chaining->link, *whole = chaining->whole;
	struct arena arena = link->arena;
	struct buffer body = link->answer.body;

	arena_clear(&arena);
	buffer_clear(&body);
	*link = (struct request){ .arena = arena, .answer.body = body, .language = whole->language,
		.now = clock_now(), .today = clock_today(), .token_hash = whole->token_hash,
		.target = whole->target, .body_hash = whole->body_hash, .version = INTEGER_NONE,
		.done = link_done, .door = chaining };
	id_make(link->now, link->id);
}

static void chain_end(struct chaining *chaining)
{
	struct request *whole = chaining->whole;

	arena_release(&chaining->link.arena);
	buffer_release(&chaining->link.answer.body);
	if (whole->key != NULL) {
		engine_start(chaining->engine, whole);
		return;
	}
	whole->answer.status = whole->op->status;
	whole->refusal = whole->op->reply(whole);
	whole->done(whole);
}

static void chain_next(struct chaining *chaining)
{
	link_clear(chaining);
	if (chaining->chain->next(chaining->whole, &chaining->link))
		engine_start(chaining->engine, &chaining->link);
	else
		chain_end(chaining);
}

void chain_start(struct engine *engine, struct request *whole, const struct chain *chain)
{
	struct chaining *chaining = arena_take(&whole->arena, sizeof *chaining);

	chaining->engine = engine;
	chaining->whole = whole;
	chaining->chain = chain;
	arena_init(&chaining->link.arena);
	buffer_init(&chaining->link.answer.body);
	chain_next(chaining);
}

void chain_say(struct request *link, const struct message *message, void *body)
{
	struct buffer text;

	for (int i = 0; i < message->count; i++)
		if ((message->field[i].use & USE_CREATE) && !field_is_none(&message->field[i], body))
			link->given |= UINT64_C(1) << i;
	buffer_init(&text);
	message_encode(message, USE_CREATE, body, &text);
	link->body_text = json_canonical(text.data, &link->arena);
	buffer_release(&text);
	link->body = body;
}

void chain_keep_mistakes(struct request *whole, const struct request *link)
{
	whole->mistakes = link->mistakes;
	for (int i = 0; i < whole->mistakes.count && i < MISTAKES_MAX; i++) {
		struct mistake *mistake = &whole->mistakes.item[i];

		mistake->pointer = arena_text(&whole->arena, mistake->pointer);
		mistake->detail = arena_text(&whole->arena, mistake->detail);
	}
}

int chain_ask_standing(struct request *link, const struct request *whole)
{
	if (whole->key == NULL)
		return -1;
	return batch_put(link->batch, SQL_idempotency_standing, NULL, NULL, (const struct with[]){
		{ "key", whole->key }, { "method", "POST" }, { "target", whole->target }, { NULL, NULL } });
}

int chain_judge_standing(const struct request *link, int place, bool *ret_answered)
{
	bool answered = place >= 0 && batch_rows(link->batch, place) > 0;

	if (answered && strcmp(batch_text(link->batch, place, 0, "body_hash"), link->body_hash) != 0)
		return REFUSAL_idempotency_key_reused;
	*ret_answered = answered;
	return 0;
}
