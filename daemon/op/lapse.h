/* lapse.h - deadlines whose silence is lawful end by themselves: the clock's operations, asked by work/. */
#ifndef OP_LAPSE_H
#define OP_LAPSE_H

#include "op/due.h"

extern const struct operation op_lapse_find;    /* those that run, of a kind that lapses, past their effective due */
extern const struct operation op_deadline_lapse;

#endif
