/* guide.h - a programme with the requirements and measure points it lists, in their order. */
#ifndef OP_GUIDE_H
#define OP_GUIDE_H

#include <stddef.h>

#include "op/operation.h"
#include "proto/messages.h"

/* The two kinds of things that a guide lists. */
struct guide_kind {
	const char *noun;
	const struct message *whole;    /* with its id */
	const struct message *said;     /* what it says of itself */
	size_t code, id, version;       /* where they are */
};
extern const struct guide_kind guide_requirements, guide_measure_points;
void *guide_part(const struct guide_kind *kind, const struct objects *parts, int i);
const char *guide_code(const struct guide_kind *kind, const void *part);

struct guide_places { int programme, requirements, measure_points; };

/* Puts what brings a programme and what it lists. */
struct guide_places guide_ask(struct request *request, const char *id);
/* ret_guide->programme has its id and its lists of ids too.  0, or REFUSAL_not_found. */
int guide_take(struct request *request, const struct guide_places *places, struct guide *ret_guide);
/* Do both read the same, by what the message says of them? */
bool guide_same(const struct message *said, const void *one, const void *other);

/* A review too far ahead is a mistake at the pointer. */
void programme_judge_review(struct request *request, const struct programme *programme, const struct policy *policy,
	const char *pointer);

#endif
