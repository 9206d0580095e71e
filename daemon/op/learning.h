/* learning.h - learning at hand: asked for, put together, written as JSON or as a table. */
#ifndef OP_LEARNING_H
#define OP_LEARNING_H

#include "core/learning.h"
#include "op/operation.h"
#include "proto/query.h"

void learning_show(const struct learning *learning, const struct learning_query *query, bool national,
	struct buffer *body);
void learning_table(const struct learning *learning, const struct learning_table_query *query, struct buffer *body);

#endif
