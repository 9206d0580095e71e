/* csv.h - tables as text: read piece by piece in constant memory, and written so that no cell is a formula. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

#define CSV_LINE 44000          /* bytes of a row at most, quotes left out */
#define CSV_CELLS 32
#define CSV_BOM "\xef\xbb\xbf"

/* A row that was read: cells are NUL-terminated and live as long as the call.  Returns false: stop. */
typedef bool csv_row(void *self, int64_t line, char *const *cell, int cells);

/*
 * RFC 4180 with ';' between the cells: CR LF or LF ends a row, a cell in '"' may hold them, empty lines
 * are passed over, a byte order mark is no part of the first cell.
 */
struct csv {
	csv_row *row;
	void *self;
	int64_t line;                   /* the one being read, from 1 */
	const char *wrong;              /* English: what is wrong with it, also by whoever takes the rows; NULL: nothing so far */

	/* the reader's own */
	enum { CSV_START, CSV_PLAIN, CSV_QUOTED, CSV_QUOTE, CSV_CR } at;
	int64_t first_line;             /* of the row */
	char text[CSV_LINE + 1], *cell[CSV_CELLS];
	size_t length;
	int cells, mark;                /* bytes of a byte order mark so far; 4: none comes any more */
	bool stopped;
};

void csv_begin(struct csv *csv, csv_row *row, void *self);
bool csv_feed(struct csv *csv, const char *data, size_t length);        /* false: wrong, or the row said stop */
bool csv_end(struct csv *csv);                                          /* no more comes */

/* A cell, with ';' before all but the first of a row; what a spreadsheet would take for a formula gets a "'". */
void csv_add(struct buffer *buffer, bool *first, const char *text);
const char *csv_plain(const char *cell);                                /* of a cell that was read: without that "'" */
/* A number with the comma of Norwegian spreadsheets. */
void csv_add_number(struct buffer *buffer, bool *first, double number);
void csv_add_line(struct buffer *buffer, bool *first);                  /* CR LF, and the next cell is the first */

#endif
