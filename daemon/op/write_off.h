/*
 * write_off.h - what answers what.  A letter is written off by the first that comes in as an answer to it
 * or to a deadline it set; what came in by the first letter sent that takes it up.  The database keeps it,
 * by the same lists; here it is known, and told in the log.
 */
#ifndef OP_WRITE_OFF_H
#define OP_WRITE_OFF_H

#include "op/casework.h"

/* Of what comes in: which letters it writes off; an answer to one that was never sent is a mistake. */
void write_off_settle(struct casework *work, struct incoming *incoming);

/* Of a draft that was not told what it answers: what nobody has answered and its kind takes up. */
void write_off_complete(struct casework *work, struct letter *letter);
void write_off_judge(struct casework *work, const struct letter *letter);
/* It is sent. */
void write_off_by_letter(struct casework *work, const struct letter *letter);

#endif
