/*
 * digest.h - one mail a working morning: what is overdue, due this week, waiting for approval; in the
 * cases that one leads or works in, and to a leader all that is overdue.
 */
#ifndef OP_DIGEST_H
#define OP_DIGEST_H

#include "op/operation.h"

/* A read: request.own is a struct digests, the tenants whose hours have begun and whose morning has not been seen to. */
struct digests { char (*authority)[ID_SIZE]; int count; };
extern const struct operation op_digest_find;

/*
 * A command; path[1] is the tenant.  Puts a mail for each who wants it and has something to see to, once a
 * day that is a working day of the authority, in the first hours of those it sends in: whoever was away all
 * morning lets it be.
 */
extern const struct operation op_digest_put;

#endif
