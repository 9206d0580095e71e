/* caller.h - who asks, as the session says it in the same transaction. */
#ifndef OP_CALLER_H
#define OP_CALLER_H

#include "op/operation.h"

/* Takes request.caller from the row of session_find; false: there is none, or nothing was asked (-1). */
bool caller_take(struct request *request, int place);

#endif
