/* diff.h - what became of a text: the parts that stayed, went and came, in order. */
#ifndef LETTER_DIFF_H
#define LETTER_DIFF_H

#include "base/arena.h"

enum diff_change { DIFF_SAME, DIFF_REMOVED, DIFF_ADDED };

struct diff_part { enum diff_change change; const char *text; size_t length; };
struct diff { struct diff_part *parts; int count; };

/*
 * Line by line, and word by word within lines that changed.  Bounded: texts that have less in common
 * than it is worth to look for are all removed and all added.  The parts point into the texts.
 */
void diff_texts(const char *older, const char *newer, struct arena *arena, struct diff *ret_diff);

#endif
