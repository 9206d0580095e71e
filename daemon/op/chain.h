/*
 * chain.h - a request that is many: one operation after the other, each with a transaction of its
 * own and nothing held between them.  A crash leaves the links before it done, so each must know
 * itself again when the whole is sent once more.
 */
#ifndef OP_CHAIN_H
#define OP_CHAIN_H

#include "op/engine.h"

struct chain {
	/* The next link, as a request that is cleared: sets its op, and what the op needs.  False: none is left. */
	bool (*next)(struct request *whole, struct request *link);
	/* The link is done, and nothing was refused. */
	void (*ended)(struct request *whole, struct request *link);
	/* The link was refused: true when the whole goes on without it.  NULL: it never does. */
	bool (*refused)(struct request *whole, struct request *link);
};

/*
 * What an operation's `start` calls.  The first link that faults, or is refused where the whole cannot
 * do without it, ends the whole with that; after the last, the whole's own reply writes the answer: by way of the engine where a key
 * must keep it.
 */
void chain_start(struct engine *engine, struct request *whole, const struct chain *chain);

/* The link's body, as a caller would send it: of a message that is made. */
void chain_say(struct request *link, const struct message *message, void *body);

/* The link's mistakes become the whole's; they outlive the link. */
void chain_keep_mistakes(struct request *whole, const struct request *link);

/*
 * For the first link of a whole with a key, lest anything is done twice: puts the question whether the
 * key has its answer already (-1 without a key), and reads it.  0, or REFUSAL_idempotency_key_reused.
 */
int chain_ask_standing(struct request *link, const struct request *whole);
int chain_judge_standing(const struct request *link, int place, bool *ret_answered);

#endif
