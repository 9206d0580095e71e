/* csv - a machine of five states over the bytes of a table. */
#include "base/csv.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

void csv_begin(struct csv *csv, csv_row *row, void *self)
{
	csv->row = row;
	csv->self = self;
	csv->line = csv->first_line = 1;
	csv->wrong = NULL;
	csv->at = CSV_START;
	csv->length = 0;
	csv->mark = 0;
	csv->cells = 0;
	csv->stopped = false;
}

static bool fails(struct csv *csv, const char *wrong)
{
	csv->line = csv->first_line;    /* where a quote began, not where it was missed */
	csv->wrong = wrong;
	return false;
}

static bool put(struct csv *csv, char c)
{
	if (csv->length >= CSV_LINE)
		return fails(csv, "the line is too long");
	if (c == '\0')
		return fails(csv, "the line has a NUL");
	if (csv->cells == 0)
		csv->cell[csv->cells++] = csv->text;
	csv->text[csv->length++] = c;
	csv->at = csv->at == CSV_QUOTED ? CSV_QUOTED : CSV_PLAIN;
	return true;
}

static bool next_cell(struct csv *csv)
{
	if (csv->cells == 0)
		csv->cell[csv->cells++] = csv->text;
	if (csv->cells >= CSV_CELLS)
		return fails(csv, "the line has too many cells");
	if (csv->length >= CSV_LINE)
		return fails(csv, "the line is too long");
	csv->text[csv->length++] = '\0';
	csv->cell[csv->cells++] = csv->text + csv->length;
	csv->at = CSV_START;
	return true;
}

static bool end_row(struct csv *csv)
{
	bool goes_on = true;

	csv->text[csv->length] = '\0';
	if (csv->cells > 0) {
		for (int i = 0; i < csv->cells; i++)
			if (!text_valid(csv->cell[i], strlen(csv->cell[i]), NULL))
				return fails(csv, "the line is not UTF-8");
		goes_on = csv->row(csv->self, csv->first_line, csv->cell, csv->cells);
	}
	csv->stopped = !goes_on;
	csv->length = 0;
	csv->cells = 0;
	csv->at = CSV_START;
	csv->first_line = csv->line + 1;
	return goes_on;
}

static bool is_end(char c)
{
	return c == ';' || c == '\n' || c == '\r';
}

/* Of a CR only what follows tells whether it ended the row. */
static bool end_cell(struct csv *csv, char c)
{
	if (c == ';')
		return next_cell(csv);
	if (c == '\n')
		return end_row(csv);
	csv->at = CSV_CR;
	return true;
}

static bool step_quoted(struct csv *csv, char c)
{
	if (csv->at == CSV_QUOTED && c != '"')
		return put(csv, c);
	if (csv->at == CSV_QUOTED) {
		csv->at = CSV_QUOTE;
		return true;
	}
	if (c == '"') {                 /* two of them are one */
		csv->at = CSV_QUOTED;
		return put(csv, c);
	}
	csv->at = CSV_PLAIN;
	return is_end(c) ? end_cell(csv, c) : fails(csv, "something stands behind a closing quote");
}

static bool step(struct csv *csv, char c)
{
	if (csv->at == CSV_QUOTED || csv->at == CSV_QUOTE)
		return step_quoted(csv, c);
	if (csv->at == CSV_CR && c != '\n')
		return fails(csv, "a CR that no LF follows");
	if (is_end(c))
		return end_cell(csv, c);
	if (c == '"' && csv->at == CSV_START) {
		if (csv->cells == 0)
			csv->cell[csv->cells++] = csv->text;
		csv->at = CSV_QUOTED;
		return true;
	}
	if (c == '"')
		return fails(csv, "a quote inside a cell that is not quoted");
	return put(csv, c);
}

bool csv_feed(struct csv *csv, const char *data, size_t length)
{
	for (size_t i = 0; i < length && csv->wrong == NULL && !csv->stopped; i++) {
		if (csv->mark < 3 && data[i] == CSV_BOM[csv->mark]) {
			csv->mark++;
			continue;
		}
		if (csv->mark == 1 || csv->mark == 2)
			return fails(csv, "the line is not UTF-8");
		csv->mark = 4;
		step(csv, data[i]);
		if (data[i] == '\n' && csv->wrong == NULL && !csv->stopped)
			csv->line++;
	}
	return csv->wrong == NULL && !csv->stopped;
}

bool csv_end(struct csv *csv)
{
	if (csv->wrong != NULL || csv->stopped)
		return false;
	if (csv->at == CSV_QUOTED)
		return fails(csv, "a quote is not closed");
	if (csv->at == CSV_CR)
		return fails(csv, "a CR that no LF follows");
	return end_row(csv);
}

/* A formula, or one behind apostrophes that somebody wrote: with one more it is told from what was guarded. */
static bool is_guarded(const char *text)
{
	const char *begins = text + strspn(text, "'");

	return *begins != '\0' && strchr("=+-@\t\r", *begins) != NULL;
}

const char *csv_plain(const char *cell)
{
	return *cell == '\'' && is_guarded(cell) ? cell + 1 : cell;
}

void csv_add(struct buffer *buffer, bool *first, const char *text)
{
	bool quoted = strpbrk(text, ";\"\r\n") != NULL;

	if (!*first)
		buffer_add_char(buffer, ';');
	*first = false;
	if (quoted)
		buffer_add_char(buffer, '"');
	if (is_guarded(text))
		buffer_add_char(buffer, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buffer_add_char(buffer, '"');
		buffer_add_char(buffer, *text);
	}
	if (quoted)
		buffer_add_char(buffer, '"');
}

void csv_add_number(struct buffer *buffer, bool *first, double number)
{
	char text[32], *point;

	snprintf(text, sizeof text, "%.10g", number);
	point = strchr(text, '.');
	if (point != NULL)
		*point = ',';
	if (!*first)
		buffer_add_char(buffer, ';');
	*first = false;
	buffer_add_text(buffer, text);
}

void csv_add_line(struct buffer *buffer, bool *first)
{
	buffer_add_text(buffer, "\r\n");
	*first = true;
}
