/* hex.h - bytes as the hexadecimal text in which PostgreSQL takes and gives them: "\x00ff". */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include "base/arena.h"
#include "base/buffer.h"

char *hex_text(struct arena *arena, const void *bytes, size_t count);
/* Adds the bytes of such a text, which hex_text or the database wrote. */
void hex_add_bytes(struct buffer *buffer, const char *text);

#endif
