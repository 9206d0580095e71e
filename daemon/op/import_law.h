/* import_law.h - legal bases as others write them ("hol. § 4-1"), as requirements. */
#ifndef OP_IMPORT_LAW_H
#define OP_IMPORT_LAW_H

#include "op/operation.h"
#include "proto/noun.h"
#include "proto/query.h"

#define LEGAL_MOST 200                  /* requirements of one record */

/* The requirements that a record names, each once; "unknown" where a breach, or all of it, names none. */
struct legal {
	struct requirement *item;       /* id "": not yet found, nor made */
	bool *made;
	int count;
};

/* A count past LEGAL_MOST: too many for one audit, and not all are there. */
void legal_read(const struct import_record *record, struct arena *arena, struct legal *ret_legal);
/* Puts the search for them; returns its place. */
int legal_ask(const struct legal *legal, int32_t valid_on, struct request *request);
/* Gives each the id of the one that was found; place -1: none was looked for.  The others are new. */
void legal_settle(struct legal *legal, int place, struct request *request);
/* Of a legal basis as it stands in the record; NULL: of none. */
const char *legal_id(const struct legal *legal, const char *basis, struct arena *arena);

#endif
