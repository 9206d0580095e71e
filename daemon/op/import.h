/*
 * import.h - an array of records taken in one by one.  The whole is parted and judged in memory; then
 * a chain (chain.h): an opening that finds what came before, and a link for each record that did not.
 */
#ifndef OP_IMPORT_H
#define OP_IMPORT_H

#include "op/chain.h"
#include "proto/warning.h"

#define IMPORT_MOST 10000               /* records in one request */

/* One record that can come in. */
struct item {
	int index;                      /* in the array that was sent */
	const void *record;             /* struct of the operation's body */
	const char *key;                /* by which it is known again */
	bool known;                     /* it came before, or stands earlier in the array */
	uint64_t warnings, guards;      /* 1 << enum warning, 1 << enum guard: set anew by each try */
};

/* What is imported: `of` of the operation. */
struct importing {
	const struct operation *link;           /* takes one record in; its request.more is the item */
	const struct operation *dry;            /* only judges it */
	const char *(*key)(struct request *whole, const void *record);
	/* why it cannot be, or 0; or NULL */
	int (*judge)(struct request *whole, const void *record, const char **ret_pointer);
	enum statement known;                   /* of :source_keys those that came before, as source_key */
	bool asks_known;                        /* whether there is such a statement */
};

void import_start(struct engine *engine, struct request *whole);
int import_reply(struct request *whole);

/* The authority's log is told of what the import made outside the cases. */
struct made { const char *noun, *id, *name; };
/* From the n-th event of the transaction on; head: what log_head_lock brought. */
void import_tell(struct request *request, const struct made *made, int count, int n,
	const char *head);

/* Puts the search for the enterprise; returns its place. */
int import_enterprise_ask(struct request *request, const char *org_number,
	const char *municipality_number,
	const char *name);

#endif
