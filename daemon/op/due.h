/* due.h - what the clock has to do, of all tenants: a page of rows, found by a read. */
#ifndef OP_DUE_H
#define OP_DUE_H

#include "op/operation.h"

#define DUE_PAGE 200

#define DUE_TEXT 40                     /* an instant or a date, as the database writes it */

/* request.query: the last row of the page before, whatever became of it; NULL: the first page. */
struct due_row { char authority[ID_SIZE], id[ID_SIZE], due[DUE_TEXT]; };
struct due { struct due_row *row; int count; };

/* The load and reply of such a read; the statement takes :most and :after…, the longest overdue first. */
void due_load(struct request *request, enum statement statement);
int due_reply(struct request *request);         /* request.own is then a struct due */

/*
 * The load of a command on a deadline of them, path[0], for its authority, path[1]: whatever has changed since
 * it was found is judged again, and a refusal means that there is nothing to do any more.
 */
void due_ask(struct request *request, enum statement lock);

#endif
