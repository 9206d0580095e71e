/* messages - all of them, for the contract's document and the tests that walk over every one. */
#include "proto/messages.h"

const struct message *const messages[] = {
#define MESSAGE_NAMED(name) &name##_message,
#include "proto/messages.def"
#undef MESSAGE_NAMED
	NULL
};
