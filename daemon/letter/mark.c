/* mark - a body read line by line into blocks. */
#include "letter/mark.h"

#include <stdbool.h>
#include <string.h>

#include "letter/mark_chart.h"
#include "letter/mark_inline.h"

#define DASH "\xe2\x80\x93"

enum line_type { LINE_TEXT, LINE_EMPTY, LINE_HEADING, LINE_BULLET, LINE_NUMBER, LINE_ROW, LINE_DIRECTIVE };

struct line {
	enum line_type type;
	int level;                      /* of a heading */
	const char *begin, *end;        /* without its sign */
	const char *next;
};

struct reader {
	const char *at;
	struct arena *arena;
	struct mark_body *body;
};

static bool has_sign(struct line *line, const char *sign, enum line_type type)
{
	size_t length = strlen(sign);

	if ((size_t)(line->end - line->begin) < length || memcmp(line->begin, sign, length) != 0)
		return false;
	line->type = type;
	line->begin += length;
	return true;
}

static struct line line_at(const char *at)
{
	struct line line = { LINE_TEXT, 0, at, at + strcspn(at, "\n"), NULL };

	line.next = line.end + (*line.end == '\n');
	if (at + strspn(at, " \t") >= line.end)
		line.type = LINE_EMPTY;
	else if (has_sign(&line, "## ", LINE_HEADING))
		line.level = 2;
	else if (has_sign(&line, "### ", LINE_HEADING))
		line.level = 3;
	else if (!has_sign(&line, "- ", LINE_BULLET) && !has_sign(&line, DASH " ", LINE_BULLET)
		&& !has_sign(&line, "+ ", LINE_NUMBER) && !has_sign(&line, "|", LINE_ROW))
		has_sign(&line, "%", LINE_DIRECTIVE);
	return line;
}

/* The line and those after it that begin no block: ret their end, and the reader stands after them. */
static const char *take_lines(struct reader *reader, const struct line *first)
{
	const char *end = first->end;
	struct line line;

	reader->at = first->next;
	while (*reader->at != '\0' && (line = line_at(reader->at)).type == LINE_TEXT) {
		end = line.end;
		reader->at = line.next;
	}
	return end;
}

static struct mark_block *block_add(struct reader *reader, enum mark_type type)
{
	struct mark_block *block = arena_push(reader->arena, (void **)&reader->body->blocks, &reader->body->count,
		sizeof *block);

	block->type = type;
	return block;
}

static struct mark_text *text_add(struct reader *reader, struct mark_block *block)
{
	return arena_push(reader->arena, (void **)&block->texts, &block->text_count, sizeof *block->texts);
}

static void read_heading(struct reader *reader, const struct line *line)
{
	struct mark_block *block = block_add(reader, MARK_HEADING);

	block->level = line->level;
	*text_add(reader, block) = mark_inline(line->begin, line->end, reader->arena);
	reader->at = line->next;
}

static void read_paragraph(struct reader *reader, const struct line *line, const char *begin)
{
	struct mark_block *block = block_add(reader, MARK_PARAGRAPH);
	const char *end = take_lines(reader, line);

	*text_add(reader, block) = mark_inline(begin, end, reader->arena);
}

static void read_list(struct reader *reader, struct line line)
{
	struct mark_block *block = block_add(reader, line.type == LINE_BULLET ? MARK_BULLETS : MARK_NUMBERS);
	enum line_type type = line.type;

	while (line.type == type) {
		const char *end = take_lines(reader, &line);

		*text_add(reader, block) = mark_inline(line.begin, end, reader->arena);
		line = line_at(reader->at);
	}
}

/* The end of the cell that begins there: the next '|' that is not escaped, or the row's end. */
static const char *cell_end(const char *at, const char *row_end)
{
	for (; at < row_end && *at != '|'; at++)
		if (*at == '\\' && at + 1 < row_end)
			at++;
	return at;
}

static bool blank(const char *begin, const char *end)
{
	while (begin < end && strchr(" \t\n", *begin) != NULL)
		begin++;
	return begin == end;
}

static int row_cells(const char *at, const char *row_end, const char *cells[MARK_COLUMNS_MAX + 1])
{
	int count = 0;

	for (;;) {
		const char *end = cell_end(at, row_end);

		if (count == MARK_COLUMNS_MAX - 1 && !blank(end + (end < row_end), row_end))
			end = row_end;
		if (end == row_end && count > 0 && blank(at, end))
			break;                  /* what follows the last '|' */
		cells[count++] = at;
		if (end == row_end) {
			at = row_end + 1;
			break;
		}
		at = end + 1;
	}
	cells[count] = at;
	return count;
}

static void row_add(struct reader *reader, struct mark_block *block, const char *const *cells, int count)
{
	for (int i = 0; i < block->columns; i++) {
		struct mark_text *text = text_add(reader, block);

		if (i >= count)
			continue;
		/* a header row that is narrower than another: what has no column is text of the last */
		*text = mark_inline(cells[i], cells[i == block->columns - 1 ? count : i + 1] - 1, reader->arena);
	}
}

static void read_table(struct reader *reader, struct line line, const char *title)
{
	struct mark_block *block = block_add(reader, MARK_TABLE);
	const char *cells[MARK_COLUMNS_MAX + 1];

	block->title = title;
	while (line.type == LINE_ROW) {
		int count = row_cells(line.begin, take_lines(reader, &line), cells);

		if (block->columns == 0)
			block->columns = count;
		row_add(reader, block, cells, count);
		line = line_at(reader->at);
	}
}

/* The words after the directive's name, or NULL: another. */
static const char *directive(const struct line *line, const char *name)
{
	size_t length = strlen(name);

	if (line->type != LINE_DIRECTIVE || (size_t)(line->end - line->begin) <= length
	    || memcmp(line->begin, name, length) != 0 || line->begin[length] != ' ')
		return NULL;
	return line->begin + length + 1;
}

static void read_directive(struct reader *reader, const struct line *line)
{
	const char *words = directive(line, "caption"), *end;
	struct mark_block chart;
	struct line after = line_at(line->next);

	if (words != NULL && after.type == LINE_ROW) {
		read_table(reader, after, mark_inline_plain(words, line->end, reader->arena));
		return;
	}
	words = directive(line, "chart");
	if (words != NULL && (end = mark_chart_read(words, reader->arena, &chart)) != NULL) {
		*block_add(reader, MARK_CHART) = chart;
		reader->at = end;
	} else {
		read_paragraph(reader, line, line->begin - 1);
	}
}

void mark_parse(const char *text, struct arena *arena, struct mark_body *ret_body)
{
	struct reader reader = { text, arena, ret_body };

	*ret_body = (struct mark_body){ 0 };
	while (*reader.at != '\0') {
		struct line line = line_at(reader.at);

		switch (line.type) {
		case LINE_EMPTY: reader.at = line.next; break;
		case LINE_HEADING: read_heading(&reader, &line); break;
		case LINE_BULLET: case LINE_NUMBER: read_list(&reader, line); break;
		case LINE_ROW: read_table(&reader, line, NULL); break;
		case LINE_DIRECTIVE: read_directive(&reader, &line); break;
		case LINE_TEXT: read_paragraph(&reader, &line, line.begin); break;
		}
	}
}
