/* reference.h - what a person calls a thing becomes its id. */
#ifndef CLIENT_REFERENCE_H
#define CLIENT_REFERENCE_H

#include "base/id.h"
#include "client/client.h"

struct field;
struct noun;

/*
 * An id is itself.  A case is 2026/17.  What stands in a case is 2026/17#2 (the second of its kind of
 * thing) or 2026/17#comment (the one of that kind); where the case is known already, 2 or comment.  What
 * stands under a breach is 2026/17#2#1.  Others are known by a name of their own: an account's user name,
 * an enterprise's organisation number, a code.  ENDED_USAGE where nothing or more than one is meant.
 */
int reference_find(struct client *client, const struct noun *noun, const char *text, char ret_id[ID_SIZE])
	__attribute__((warn_unused_result));

/* The same for a member of a body, whose name says what it refers to. */
int reference_member(struct client *client, const struct field *field, const char *text, char ret_id[ID_SIZE])
	__attribute__((warn_unused_result));

#endif
