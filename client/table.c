/* table - columns are measured, then cut where the terminal is too narrow, then written. */
#include "client/table.h"

#include <string.h>

#include "base/fault.h"
#include "client/width.h"

#define GAP 2
#define NARROWEST 12

struct cell { const char *text; enum style style; };

void table_init(struct table *table, struct arena *arena)
{
	*table = (struct table){ .arena = arena };
}

void table_column(struct table *table, const char *title, enum table_fit fit)
{
	must(table->columns < TABLE_COLUMNS && table->count == 0);
	table->title[table->columns] = title;
	table->fit[table->columns++] = fit;
}

/* One line and no control character: so that what is measured is what is shown. */
static const char *one_line(struct table *table, const char *text)
{
	char *line;

	if (text == NULL)
		return "";
	line = arena_text(table->arena, text);
	for (char *at = line; *at != '\0'; at++)
		if ((unsigned char)*at < 0x20 || *at == 0x7f)
			*at = ' ';
	return line;
}

void table_cell(struct table *table, const char *text, enum style style)
{
	struct cell *cell = arena_push(table->arena, (void **)&table->cells, &table->count, sizeof *cell);

	cell->text = one_line(table, text);
	cell->style = style;
}

static int table_rows(const struct table *table)
{
	return table->columns == 0 ? 0 : table->count / table->columns;
}

/* A column in which nothing stands has no width. */
static void measure(const struct table *table, int width[TABLE_COLUMNS])
{
	memset(width, 0, TABLE_COLUMNS * sizeof *width);
	for (int i = 0; i < table->count; i++) {
		int cells = width_of(table->cells[i].text);

		if (cells > width[i % table->columns])
			width[i % table->columns] = cells;
	}
	for (int i = 0; i < table->columns; i++)
		if (width[i] > 0 && width[i] < width_of(table->title[i]))
			width[i] = width_of(table->title[i]);
}

/* Takes from the widest flexible column until the line fits, or nothing more can give. */
static void narrow(const struct table *table, int room, int width[TABLE_COLUMNS])
{
	int total = -GAP;

	for (int i = 0; i < table->columns; i++)
		total += width[i] > 0 ? width[i] + GAP : 0;
	while (total > room) {
		int widest = -1;

		for (int i = 0; i < table->columns; i++)
			if (table->fit[i] == FIT_FLEXIBLE && width[i] > NARROWEST &&
			    (widest < 0 || width[i] > width[widest]))
				widest = i;
		if (widest < 0)
			return;
		width[widest]--;
		total--;
	}
}

/* As much of the text as fits, with … where something is gone. */
static const char *cut(const struct table *table, const char *text, int width)
{
	if (width_of(text) <= width)
		return text;
	return arena_format(table->arena, "%.*s…", (int)width_fit(text, width - 1), text);
}

/* Returns the blanks that stand between this and the next cell. */
static int put_cell(const struct table *table, const struct screen *screen, const struct cell *cell,
	int blanks, enum table_fit fit, int width)
{
	const char *text = cut(table, cell->text, width);
	int missing = width - width_of(text);

	if (*text == '\0')
		return blanks + width + GAP;
	fprintf(screen->file, "%*s", blanks + (fit == FIT_RIGHT ? missing : 0), "");
	screen_put(screen, cell->style, text);
	return GAP + (fit == FIT_RIGHT ? 0 : missing);
}

static void put_row(const struct table *table, const struct screen *screen, const char *indent,
	const int *width, const struct cell *row)
{
	int blanks = 0;

	fputs(indent, screen->file);
	for (int i = 0; i < table->columns; i++)
		if (width[i] > 0)
			blanks = put_cell(table, screen, &row[i], blanks, table->fit[i], width[i]);
	screen_line(screen);
}

void table_print(const struct table *table, const struct screen *screen, const char *indent)
{
	struct cell titles[TABLE_COLUMNS];
	int width[TABLE_COLUMNS], rows = table_rows(table);

	if (rows == 0)
		return;
	measure(table, width);
	if (screen->cells > 0)
		narrow(table, screen->cells - width_of(indent), width);
	for (int i = 0; i < table->columns; i++)
		titles[i] = (struct cell){ table->title[i], STYLE_HEAD };
	put_row(table, screen, indent, width, titles);
	for (int i = 0; i < rows; i++)
		put_row(table, screen, indent, width, table->cells + i * table->columns);
}
