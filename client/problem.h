/* problem.h - a refusal as a person reads it. */
#ifndef CLIENT_PROBLEM_H
#define CLIENT_PROBLEM_H

#include "client/http.h"

/*
 * Tell the problem document of an answer: on standard output as it came with --json, else on standard
 * error: its title, one line a guard, one line a mistake.  Returns how the command ends: ENDED_REFUSED,
 * or ENDED_AWAY where the daemon could not serve.
 */
int problem_tell(struct client *client, const struct answer *answer);

/* One line: "code: detail [source] subjects". */
void guard_tell(struct client *client, const struct screen *screen, const char *indent, const json_t *guard);

#endif
