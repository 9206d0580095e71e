/* learning.h - learning at hand: asked for, put together, written as JSON or as a table. */
#ifndef OP_LEARNING_H
#define OP_LEARNING_H

#include "core/learning.h"
#include "op/operation.h"

void learning_show(const struct learning *learning, const char *programme, bool national, bool outside,
	struct buffer *body);
void learning_table(const struct learning *learning, struct buffer *body);

#endif
