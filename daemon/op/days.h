/* days.h - a deadline's date explained, in the words of the calendar. */
#ifndef OP_DAYS_H
#define OP_DAYS_H

#include "core/explain.h"
#include "op/operation.h"

/* [{date, to, days, what, why, counted, name}, …] into the answer; then: the policy it was set under. */
void days_show_deadline(struct request *request, const struct deadline *deadline, const struct policy *then);

#endif
