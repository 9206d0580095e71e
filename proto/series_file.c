/* series_file - rows of figures, or of records that are counted. */
#include "proto/series_file.h"

#include <string.h>

#include "proto/cell.h"

enum column { COLUMN_FROM, COLUMN_TO, COLUMN_NUMERATOR, COLUMN_DENOMINATOR, COLUMN_DATE, COLUMN_COMPLIANT, COLUMNS };
static const char *const names[COLUMNS][2] = {
	{ "period_from", "fra" }, { "period_to", "til" }, { "numerator", "teller" }, { "denominator", "nevner" },
	{ "date", "dato" }, { "compliant", "oppfylt" },
};
#define FIGURE_COLUMNS (1u << COLUMN_FROM | 1u << COLUMN_TO | 1u << COLUMN_NUMERATOR | 1u << COLUMN_DENOMINATOR)
#define RECORD_COLUMNS (1u << COLUMN_DATE | 1u << COLUMN_COMPLIANT)

static bool fails(struct series_file *file, const char *wrong)
{
	file->csv.wrong = wrong;
	return false;
}

static bool take_heading(struct series_file *file, char *const *cell, int cells)
{
	unsigned seen = 0;

	for (int i = 0; i < cells; i++) {
		int column = 0;

		while (column < COLUMNS && !cell_is(cell[i], names[column][0])
		    && !cell_is(cell[i], names[column][1]))
			column++;
		if (column == COLUMNS)
			return fails(file, "the first line must name the columns: period_from;period_to;numerator;"
				"denominator, or date;compliant");
		if (seen >> column & 1)
			return fails(file, "a column stands there twice");
		seen |= 1u << column;
		file->column[column] = i;
	}
	file->columns = cells;
	file->records = seen == RECORD_COLUMNS;
	if (!file->records && seen != FIGURE_COLUMNS)
		return fails(file, "the columns must be period_from;period_to;numerator;denominator, or date;compliant");
	return true;
}

/* Digits alone: 1 234, 1.234 and 12,0 are each read differently by somebody. */
static bool read_count(const char *text, int64_t *ret_count)
{
	size_t length = strlen(text);
	int64_t count = 0;

	if (length == 0 || length > 9 || strspn(text, "0123456789") != length)
		return false;
	for (; *text != '\0'; text++)
		count = count * 10 + (*text - '0');
	*ret_count = count;
	return true;
}

static bool insert(struct series_file *file, int at, const struct series_figure *figure, int64_t line)
{
	int count = file->count;

	if (count == file->most)
		return fails(file, "there are more periods than a series can hold");
	arena_push(file->arena, (void **)&file->figures, &file->count, sizeof *file->figures);
	arena_push(file->arena, (void **)&file->lines, &file->line_count, sizeof *file->lines);
	memmove(file->figures + at + 1, file->figures + at, (size_t)(count - at) * sizeof *file->figures);
	memmove(file->lines + at + 1, file->lines + at, (size_t)(count - at) * sizeof *file->lines);
	file->figures[at] = *figure;
	file->lines[at] = line;
	return true;
}

static bool take_figure(struct series_file *file, int64_t line, char *const *cell)
{
	struct series_figure figure;

	if (!cell_day(cell[file->column[COLUMN_FROM]], &figure.period_from))
		return fails(file, "period_from is no day (YYYY-MM-DD or DD.MM.YYYY)");
	if (!cell_day(cell[file->column[COLUMN_TO]], &figure.period_to))
		return fails(file, "period_to is no day (YYYY-MM-DD or DD.MM.YYYY)");
	if (!read_count(cell[file->column[COLUMN_NUMERATOR]], &figure.numerator))
		return fails(file, "numerator is no whole number of digits alone");
	if (!read_count(cell[file->column[COLUMN_DENOMINATOR]], &figure.denominator))
		return fails(file, "denominator is no whole number of digits alone");
	return insert(file, file->count, &figure, line);
}

static void period_of(enum series_unit every, int32_t day, struct series_figure *ret_figure)
{
	int year, month, date;

	if (every == SERIES_BY_WEEK) {
		ret_figure->period_from = day - (day_weekday(day) - 1);
		ret_figure->period_to = ret_figure->period_from + 6;
		return;
	}
	day_split(day, &year, &month, &date);
	ret_figure->period_from = day_of(year, month, 1);
	ret_figure->period_to = (month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1)) - 1;
}

/* Where the period that begins there stands, or would; rows mostly come in the order of time. */
static int find(const struct series_file *file, int32_t from)
{
	int low = 0, high = file->count;

	if (file->last < file->count && file->figures[file->last].period_from == from)
		return file->last;
	while (low < high) {
		int middle = low + (high - low) / 2;

		if (file->figures[middle].period_from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool take_record(struct series_file *file, int64_t line, char *const *cell)
{
	struct series_figure period = { .numerator = 0 };
	bool compliant;
	int32_t day;

	if (!cell_day(cell[file->column[COLUMN_DATE]], &day))
		return fails(file, "date is no day (YYYY-MM-DD or DD.MM.YYYY)");
	if (!cell_truth(cell[file->column[COLUMN_COMPLIANT]], &compliant))
		return fails(file, "compliant is neither 1 nor 0, ja nor nei, true nor false");
	period_of(file->every, day, &period);
	file->last = find(file, period.period_from);
	if ((file->last == file->count || file->figures[file->last].period_from != period.period_from)
	    && !insert(file, file->last, &period, line))
		return false;
	file->figures[file->last].numerator += compliant;
	file->figures[file->last].denominator++;
	return true;
}

static bool take_row(void *self, int64_t line, char *const *cell, int cells)
{
	struct series_file *file = self;

	file->csv.line = line;
	if (cells_empty(cell, cells))
		return true;
	if (file->columns == 0)
		return take_heading(file, cell, cells);
	if (cells != file->columns)
		return fails(file, "the line has not as many cells as the first");
	return file->records ? take_record(file, line, cell) : take_figure(file, line, cell);
}

void series_file_begin(struct series_file *file, enum series_unit every, int most, struct arena *arena)
{
	memset(file, 0, sizeof *file);
	csv_begin(&file->csv, take_row, file);
	file->arena = arena;
	file->every = every;
	file->most = most;
}

bool series_file_feed(struct series_file *file, const char *data, size_t length)
{
	return csv_feed(&file->csv, data, length);
}

bool series_file_end(struct series_file *file)
{
	if (!csv_end(&file->csv))
		return false;
	return file->count > 0 || fails(file, "there is no figure in it");
}
