/* messages.h - every message of the contract: a table of fields each (proto/message_*.c). */
#ifndef PROTO_MESSAGES_H
#define PROTO_MESSAGES_H

#include "proto/field.h"
#include "proto/noun.h"
#include "proto/query.h"
#include "proto/terms.h"

#define MESSAGE_NAMED(name) extern const struct message name##_message;
#include "proto/messages.def"
#undef MESSAGE_NAMED

extern const struct message *const messages[];  /* all of them; NULL ends */

#endif
