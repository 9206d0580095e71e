/* event.h - the append-only log: one row an event, each hashed with the one before it. */
#ifndef OP_EVENT_H
#define OP_EVENT_H

#include "op/operation.h"
#include "store/batch.h"

struct told {                   /* an event to be */
	const char *subject_kind;       /* "audit", "breach", "enterprise" … */
	const char *subject;            /* its id */
	const char *event, *from, *to;  /* from and to: states, NULL where the noun has none */
	const char *data;               /* canonical JSON object */
	int32_t occurred_on;
};

/*
 * Puts the n-th event of this transaction and returns its hash, the next one's `previous`.  Hashed
 * is: the previous hash ("" where the chain begins), LF, and one canonical JSON object with account,
 * at, data, event, from, occurred_on, subject, subject_kind, to.  audit NULL: the authority's chain.
 */
const char *event_put(struct request *request, const struct told *told, int n, const char *audit,
	const char *previous);

/* The head of the authority's own chain, held until the command is done: its place in the batch. */
int log_hold(struct request *request);
/* Events at the end of that chain, the last of which is then its head. */
void log_tell(struct request *request, int held, const struct told *told, int count);
/* {"asked": …}: what the body gave, less what is never shown: a password stays out of the log. */
const char *event_asked(struct request *request);

/* Data of texts by their names, which come in canonical order; NULL: null. */
const char *event_texts(const struct with *texts, struct arena *arena);

/* The text that is hashed after the previous hash, for --verify-log; at in the contract's form. */
const char *event_text(const struct told *told, const char *account, const char *at, struct arena *arena);
const char *event_hash(const char *previous, const char *text, struct arena *arena);

#endif
