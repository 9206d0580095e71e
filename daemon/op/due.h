/* due.h - what the clock has to do, of all tenants: a page of deadlines, found by a read. */
#ifndef OP_DUE_H
#define OP_DUE_H

#include "op/operation.h"

#define DUE_PAGE 200

struct due_query { int skip; }; /* request.query: how many at the head cannot be done, and hold the others back */
struct due { struct due_row { char authority[ID_SIZE], deadline[ID_SIZE]; } *row; int count; };

/* The load and reply of such a read; the statement takes :most and :skip, the longest overdue first. */
void due_load(struct request *request, enum statement statement);
int due_reply(struct request *request);         /* request.own is then a struct due */

/*
 * The load of a command on one of them, path[0], for its authority, path[1]: whatever has changed since
 * it was found is judged again, and a refusal means that there is nothing to do any more.
 */
void due_ask(struct request *request, enum statement lock);

#endif
