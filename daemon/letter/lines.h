/* lines.h - a text broken into lines of a width. */
#ifndef LETTER_LINES_H
#define LETTER_LINES_H

#include "letter/canvas.h"
#include "letter/mark.h"

struct line { int first, count, width; };       /* of glyphs; a space that ends it is drawn but takes no room */

struct lines {
	const struct mark_text *text;
	struct glyphs glyphs;
	struct line *line;
	int count, size;
};

/* All in a style besides the runs' own; a text of nothing has no lines.  Broken for a width by lines_break. */
struct lines lines_shape(const struct mark_text *text, unsigned style, int size, struct arena *arena);
void lines_break(struct lines *lines, int width, struct arena *arena);
/* A text of one run. */
struct lines lines_of(const char *text, unsigned style, int size, int width, struct arena *arena);

/* Before they are broken: the width of the longest line, and of the longest word. */
int lines_longest(const struct lines *lines, int *ret_word);

void lines_draw(const struct lines *lines, int line, struct canvas *canvas, int left, int baseline);

#endif
