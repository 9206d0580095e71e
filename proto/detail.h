/* detail.h - what is said of a mistake besides its code, in the reader's language. */
#ifndef PROTO_DETAIL_H
#define PROTO_DETAIL_H

#include "base/buffer.h"
#include "proto/refusal.h"

/*
 * What the refusal says, then what the mistake's place adds to it; in English the latter alone.  With detail NULL
 * the former.  An English detail that details.def has not stays as it is.
 */
void detail_add(struct buffer *buffer, enum refusal refusal, const char *detail, enum language language);

#endif
