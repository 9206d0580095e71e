/* operations.h - every operation by name; operations.c lists them for the door and the contract. */
#ifndef OP_OPERATIONS_H
#define OP_OPERATIONS_H

#include "op/operation.h"

#define OPERATION(name) extern const struct operation op_##name;
#include "op/operations.def"
#undef OPERATION

/* The audit that audit_make has made. */
const struct audit *audit_made(const struct request *request);
/* The place of the survey's part that stood already; asked where the body names a survey. */
int audit_known(const struct request *request);

#endif
