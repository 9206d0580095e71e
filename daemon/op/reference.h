/* reference.h - ids in a body that name rows elsewhere: each must exist in the caller's authority. */
#ifndef OP_REFERENCE_H
#define OP_REFERENCE_H

#include "op/operation.h"

/* Says what is wanted, before reference_put; "" and an empty list want nothing. */
void reference_want(struct request *request, const char *noun, const char *pointer, const char *id);
void reference_want_all(struct request *request, const char *noun, const char *pointer, const struct texts *ids);
void reference_put(struct request *request);    /* one statement for all; none where nothing is wanted */
/* Adds unknown_reference at the place of each that does not exist. */
void reference_judge(struct request *request);

#endif
