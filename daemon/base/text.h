/* text.h - UTF-8: whether it is, how long it is, and when two names are the same name. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * Strict UTF-8 (RFC 3629) of length bytes: no overlong form, no surrogate, nothing above U+10FFFF,
 * and no U+0000, which neither C nor PostgreSQL can carry.  ret_offset, unless NULL: the first byte
 * that is wrong.
 */
bool text_valid(const char *text, size_t length, size_t *ret_offset);

/* These take valid UTF-8. */
size_t text_length(const char *text);           /* in code points */
bool text_trimmed(const char *text);            /* no white space first or last */

/*
 * The key by which enterprises are the same: in lower case, words parted by one space, without
 * punctuation, a letter and its combining mark made one.  "GUOVDAGEAINNU suohkan – Kautokeino
 * kommune" gives "guovdageainnu suohkan kautokeino kommune"; "A/S" and "AS" give "as".
 */
char *text_name_key(struct arena *arena, const char *name);

#endif
