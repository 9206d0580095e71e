/* deadline.h - what one deadline shows besides its members: how its date came about, and its extensions. */
#ifndef OP_DEADLINE_H
#define OP_DEADLINE_H

#include "op/casework.h"

/* Puts what it takes with the load of a deadline asked for alone. */
void deadline_ask(struct casework *work);
/* explain, would_be and extensions, as of after the command; a deadline just made has no more to ask. */
void deadline_show(struct casework *work, const struct deadline *deadline, struct buffer *body);

#endif
