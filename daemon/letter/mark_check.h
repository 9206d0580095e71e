/* mark_check.h - half-made markup in a wording, told to its writer; mark_parse would take it for text. */
#ifndef LETTER_MARK_CHECK_H
#define LETTER_MARK_CHECK_H

#include "letter/mustache.h"

/* Tells each place: tags are taken for text that is there. */
void mark_check(const char *text, const struct mustache_ear *ear);

#endif
