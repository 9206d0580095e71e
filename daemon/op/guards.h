/* guards.h - what holds a step back, as JSON: [{"code", "detail", "source", "missing"?, "subjects"}]. */
#ifndef OP_GUARDS_H
#define OP_GUARDS_H

#include "base/buffer.h"
#include "core/law.h"
#include "proto/refusal.h"

void guards_write(const struct judgement *judgement, enum language language, struct buffer *body);

#endif
