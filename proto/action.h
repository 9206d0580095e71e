/* action.h - POST …/actions: an event and the parameters that belong to it (proto/actions.def). */
#ifndef PROTO_ACTION_H
#define PROTO_ACTION_H

#include "proto/messages.h"

/* The state machines, in the order of core's enum machine. */
enum action_machine { ACTIONS_AUDIT, ACTIONS_BREACH, ACTIONS_DEADLINE, ACTIONS_LETTER, ACTIONS_ORDER, ACTIONS };
extern const char *const action_machines[ACTIONS];      /* "audit" … */

/*
 * As message_decode, by what the event takes: 0, REFUSAL_unknown_event, or as there.  A parameter of
 * another event is told as parameter_not_of_event, one that is needed and not there as missing.
 */
int action_decode(int machine, const char *json, size_t length, struct arena *arena,
	struct action *ret_action, uint64_t *ret_given, struct mistakes *mistakes)
	__attribute__((warn_unused_result));

const char *action_event(int machine, int index);       /* in the order of the contract; NULL past the last */

/* Bit i: field i of action_message is needed, or may be given besides.  An event that is none takes nothing. */
uint64_t action_needs(int machine, const char *event);
uint64_t action_takes(int machine, const char *event);

/* ["due","reason"]: the names of these parameters as JSON. */
void action_encode_names(uint64_t parameters, struct buffer *buffer);

#endif
