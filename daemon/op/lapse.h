/* lapse.h - deadlines whose silence is lawful end by themselves: the clock's operations, asked by work/. */
#ifndef OP_LAPSE_H
#define OP_LAPSE_H

#include "op/operation.h"

/* A deadline that runs, of a kind that lapses, past its effective due. */
struct lapsing { char authority[ID_SIZE], deadline[ID_SIZE]; };

/* A read: request.own is then a struct lapsed. */
struct lapsed { struct lapsing *item; int count; };
extern const struct operation op_lapse_find;

/*
 * A command with the clock as actor: path[0] is the deadline, path[1] its authority.  Whatever has
 * changed since it was found is judged again; a refusal means there is nothing to do any more.
 */
extern const struct operation op_deadline_lapse;

#endif
