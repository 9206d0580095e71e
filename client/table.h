/* table.h - rows and columns, as wide as what stands in them. */
#ifndef CLIENT_TABLE_H
#define CLIENT_TABLE_H

#include "base/arena.h"
#include "client/screen.h"

#define TABLE_COLUMNS 16

enum table_fit {
	FIT_LEFT,
	FIT_RIGHT,              /* numbers */
	FIT_FLEXIBLE,           /* is cut with … where the terminal is too narrow */
};

struct table {
	struct arena *arena;
	const char *title[TABLE_COLUMNS];
	enum table_fit fit[TABLE_COLUMNS];
	int columns;
	struct cell *cells;             /* row by row */
	int count;
};

void table_init(struct table *table, struct arena *arena);
void table_column(struct table *table, const char *title, enum table_fit fit);
/* The next cell, row by row; a row ends when every column has one.  NULL is empty. */
void table_cell(struct table *table, const char *text, enum style style);
/* The titles and all rows, without the columns that have nothing; nothing at all where there is no row. */
void table_print(const struct table *table, const struct screen *screen, const char *indent);

#endif
