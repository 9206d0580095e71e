/* protocol.h - how records were drawn, told so that anybody can draw the same again. */
#ifndef LETTER_PROTOCOL_H
#define LETTER_PROTOCOL_H

#include "base/arena.h"
#include "proto/noun.h"
#include "proto/refusal.h"

/* numbers: the draw's sample of them, ascending. */
const char *protocol_text(const struct draw *draw, const int64_t *numbers, enum language language,
	struct arena *arena);

#endif
