/* guide.h - a programme with the requirements and measure points it lists, in their order. */
#ifndef OP_GUIDE_H
#define OP_GUIDE_H

#include "op/operation.h"
#include "proto/messages.h"

struct guide_places { int programme, requirements, measure_points; };

/* Puts what brings a programme and what it lists. */
struct guide_places guide_ask(struct request *request, const char *id);
/* ret_guide->programme has its id and its lists of ids too.  0, or REFUSAL_not_found. */
int guide_take(struct request *request, const struct guide_places *places, struct guide *ret_guide);
/* Do both read the same, by what the message says of them? */
bool guide_same(const struct message *said, const void *one, const void *other);

/* A review too far ahead is a mistake at the pointer. */
void programme_judge_review(struct request *request, const struct programme *programme, const char *pointer);

#endif
