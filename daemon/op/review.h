/* review.h - guides that are soon to be looked through again: told once a date, by the clock. */
#ifndef OP_REVIEW_H
#define OP_REVIEW_H

#include "op/due.h"
#include "op/operation.h"

/* Guides of all tenants, the newest edition of each, whose date draws near and that nobody was told of. */
extern const struct operation op_review_find;
/* One of them, for its tenant: in the hours of the policy, to who is responsible for it, else to the leaders. */
extern const struct operation op_review_remind;

#endif
