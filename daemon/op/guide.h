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

/* Do both read the same, by what the message says of them? */
bool guide_same(const struct message *said, const void *one, const void *other);

/* A review too far ahead is a mistake at the pointer. */
void programme_judge_review(struct request *request, const struct programme *programme, const struct policy *policy,
	const char *pointer);

#endif
