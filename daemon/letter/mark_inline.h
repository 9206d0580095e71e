/* mark_inline.h - the signs within a line of markup: bold, italic, links, backslashes. */
#ifndef LETTER_MARK_INLINE_H
#define LETTER_MARK_INLINE_H

#include "letter/mark.h"

/* The runs of the text from begin up to end, without the blanks around it. */
struct mark_text mark_inline(const char *begin, const char *end, struct arena *arena);

/* The same as one text, without its signs. */
const char *mark_inline_plain(const char *begin, const char *end, struct arena *arena);

#endif
