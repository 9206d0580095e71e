/* show.h - what the nouns of a case look like in answers: one writer each, used by every operation. */
#ifndef OP_SHOW_H
#define OP_SHOW_H

#include "op/casework.h"

/* The whole object as GET shows it, with its `actions`. */
void show_audit(struct casework *work, struct buffer *body);    /* the case: everything in one answer */
void show_breach(struct casework *work, const struct breach *breach, bool actions, struct buffer *body);
void show_noun(struct casework *work, enum noun noun, void *object, struct buffer *body);

/* What is derived from today and stored nowhere: whether a deadline is overdue, and how much. */
void show_derive(enum noun noun, void *object, int32_t today);

/* [{event, allowed, to, needs, guards}, …] of every event a person may ask for. */
void show_actions(struct casework *work, enum machine machine, const void *subject, struct buffer *body);

enum noun machine_noun(enum machine machine);

#endif
