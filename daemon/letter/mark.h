/*
 * mark.h - the markup of a letter's body: what a template may write between its names, read into
 * blocks by mark_parse.  A body is UTF-8 with LF, and reads well as it stands.
 *
 *   ## heading               and ### below it (the letter's subject is the first); one line
 *   - item                   a list; "– item" is the same; "+ item" a numbered one
 *   | cell | cell |          a row of a table; its first row is the header of the columns
 *   %caption text            on the lines before a table
 *   %chart kind title        a figure of kind run, p or rounds (core/chart.h), with on the lines after
 *     %target 0.9            what is aimed at
 *     %phase 2026-03-01      where a new phase begins: its middle and limits are its own
 *     %note 2026-03-01 text  what was changed that day
 *     %point 2026-01-01 2026-01-31 18/20      a period, how many complied and of how many; in the order
 *                            of time; of rounds with "fails" or "not_counted" after it where it does
 *   **bold**  *italic*  <https://address the words>  \ before a character: the character itself
 *
 * Signs of a block count only first on a line.  A line that begins no block belongs to the block
 * before it as a line of its own; an empty line ends the block.  What is half-made (a sign that is
 * not closed, a chart without points) is text.
 */
#ifndef LETTER_MARK_H
#define LETTER_MARK_H

#include "base/arena.h"
#include "base/buffer.h"
#include "core/chart.h"

/*
 * Adds what a person wrote to a body being written, so that it stays text wherever it lands: signs
 * get a backslash, in a heading line ends become spaces, in lists and tables an empty line goes.
 * Blanks around it go, and the line ends of other systems become LF.  A letter's subject has no
 * markup: nothing is escaped there.
 */
void mark_add_data(struct buffer *body, const char *data);

/*
 * The lines of a %chart that are read back as the same chart; its words are not among them, whoever
 * draws it has those of the letter's language.
 */
const char *mark_chart(const struct chart *chart, const char *title, struct arena *arena);

enum mark_style { MARK_BOLD = 1 << 0, MARK_ITALIC = 1 << 1 };

struct mark_run {
	const char *text;               /* without signs; '\n' is a line end that stays */
	unsigned style;                 /* enum mark_style */
	const char *link;               /* address, or NULL */
};

struct mark_text { struct mark_run *runs; int count; };

enum mark_type { MARK_PARAGRAPH, MARK_HEADING, MARK_BULLETS, MARK_NUMBERS, MARK_TABLE, MARK_CHART };

struct mark_block {
	enum mark_type type;
	int level;                      /* of a heading: 2 or 3 */
	int columns;                    /* of a table; shorter rows are filled up with empty cells */
	struct mark_text *texts;        /* one; or the items; or the cells row by row */
	int text_count;
	const char *title;              /* of a table or chart; NULL: none */
	struct chart *chart;            /* without its words */
};

struct mark_body { struct mark_block *blocks; int count; };

#define MARK_COLUMNS_MAX 12             /* further cells of a row are text of the last */

/* Everything lives in the arena.  Any valid UTF-8 is a body. */
void mark_parse(const char *text, struct arena *arena, struct mark_body *ret_body);

#endif
