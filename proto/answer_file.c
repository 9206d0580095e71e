/* answer_file - rows of answers to a survey. */
#include "proto/answer_file.h"

#include <string.h>

#include "proto/cell.h"

enum column { COLUMN_CASE, COLUMN_RECEIVED, COLUMN_QUESTION, COLUMN_ANSWER, COLUMN_COMMENT, COLUMN_REASON,
	COLUMN_ENTERPRISE, COLUMN_TEXT, COLUMNS };
static const char *const names[COLUMNS][2] = {
	{ "case_number", "saksnummer" }, { "received_on", "mottatt" }, { "question", "spørsmål" }, { "answer", "svar" },
	{ "comment", "kommentar" }, { "reason", "begrunnelse" }, { "enterprise", "virksomhet" }, { "text", "tekst" },
};
#define NEEDED_COLUMNS 4

static bool fails(struct answer_file *file, const char *wrong)
{
	file->csv.wrong = wrong;
	return false;
}

static bool take_heading(struct answer_file *file, char *const *cell, int cells)
{
	for (int column = 0; column < COLUMNS; column++)
		file->column[column] = -1;
	for (int i = 0; i < cells; i++) {
		int column = 0;

		while (column < COLUMNS && !cell_is(cell[i], names[column][0]) && !cell_is(cell[i], names[column][1]))
			column++;
		if (column == COLUMNS)
			return fails(file, "the first line must name the columns: case_number;received_on;question;answer");
		if (file->column[column] >= 0)
			return fails(file, "a column stands there twice");
		file->column[column] = i;
	}
	for (int column = 0; column < NEEDED_COLUMNS; column++)
		if (file->column[column] < 0)
			return fails(file, "case_number, received_on, question and answer must be among the columns");
	file->columns = cells;
	return true;
}

/* What stands there, or NULL where nothing does. */
static const char *text_at(struct answer_file *file, enum column column, char *const *cell)
{
	const char *text = file->column[column] < 0 ? "" : cell[file->column[column]];

	return *text == '\0' ? NULL : arena_text(file->arena, csv_plain(text));
}

static bool take_answer(struct answer_file *file, int64_t line, char *const *cell)
{
	struct answer_row row = { .line = line, .case_number = text_at(file, COLUMN_CASE, cell),
		.question = text_at(file, COLUMN_QUESTION, cell), .answer = text_at(file, COLUMN_ANSWER, cell),
		.comment = text_at(file, COLUMN_COMMENT, cell), .reason = text_at(file, COLUMN_REASON, cell) };

	if (row.case_number == NULL || row.question == NULL)
		return fails(file, "case_number and question must stand in every line");
	if (row.answer == NULL && row.comment == NULL)
		return true;
	if (row.answer == NULL)
		return fails(file, "a comment without an answer");
	if (!cell_day(cell[file->column[COLUMN_RECEIVED]], &row.received_on))
		return fails(file, "received_on is no day (YYYY-MM-DD or DD.MM.YYYY)");
	if (file->count == ANSWER_ROWS)
		return fails(file, "there are more answers than a survey can hold");
	*(struct answer_row *)arena_push(file->arena, (void **)&file->rows, &file->count, sizeof row) = row;
	return true;
}

static bool take_row(void *self, int64_t line, char *const *cell, int cells)
{
	struct answer_file *file = self;

	file->csv.line = line;
	if (cells_empty(cell, cells))
		return true;
	if (file->columns == 0)
		return take_heading(file, cell, cells);
	if (cells != file->columns)
		return fails(file, "the line has not as many cells as the first");
	return take_answer(file, line, cell);
}

void answer_file_begin(struct answer_file *file, struct arena *arena)
{
	memset(file, 0, sizeof *file);
	csv_begin(&file->csv, take_row, file);
	file->arena = arena;
}

bool answer_file_feed(struct answer_file *file, const char *data, size_t length)
{
	return csv_feed(&file->csv, data, length);
}

bool answer_file_end(struct answer_file *file)
{
	if (!csv_end(&file->csv))
		return false;
	return file->count > 0 || fails(file, "there is no answer in it");
}
