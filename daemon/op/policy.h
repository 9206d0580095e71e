/* policy.h - which policy the law judges by. */
#ifndef OP_POLICY_H
#define OP_POLICY_H

#include "core/policy.h"
#include "op/operation.h"

/* The default's id in the interface; in a row it is none. */
#define POLICY_DEFAULT_ID ID_ZERO

/* Puts the policy in force for a case that does not stand yet: of this programme ("" or NULL: none). */
int policy_ask(struct request *request, const char *programme);
/* What a statement brought (one row or none), as the law reads it: the default where nothing stands; place -1: nothing was asked. */
const struct policy *policy_take(struct request *request, int place);
/* All that a statement brought; in the request's arena. */
struct policies { const struct policy **item; int count; };
void policies_take(struct request *request, int place, struct policies *ret_policies);
const struct policy *policies_find(const struct policies *policies, const char *id);    /* or NULL; so for an id of NULL */
/* A time of the day as a policy has it: "08:00". */
const char *policy_clock(struct arena *arena, int minute);
/* Adds what in a whole policy contradicts the rest of it; the table of fields has judged each for itself. */
void policy_check(const struct policy_version *policy, struct arena *arena, struct mistakes *mistakes);

#endif
