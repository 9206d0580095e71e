/* flow_table - tables: columns as wide as they need, the header again on each page. */
#include "letter/flow.h"

#define BETWEEN_COLUMNS 8000
#define ROW_PADDING 3000
#define RULE_HEAD 900
#define RULE_ROW 400
#define WIDTH (RIGHT - LEFT)

struct row { const struct lines *cells; int tags[MARK_COLUMNS_MAX], lines; };

/* Where the longest words are wider than the page, the widest columns give way, and their words are cut. */
static void give_way(int64_t least[], int columns)
{
	int64_t left = WIDTH;
	bool fixed[MARK_COLUMNS_MAX] = { false }, again = true;
	int open = columns;

	while (again) {
		again = false;
		for (int i = 0; i < columns; i++)
			if (!fixed[i] && least[i] <= left / open && open > 1) {
				fixed[i] = again = true;
				left -= least[i];
				open--;
			}
	}
	for (int i = 0; i < columns; i++)
		if (!fixed[i] && least[i] > left / open)
			least[i] = left / open;
}

/* Each gets its longest word, and of what is left by how much more it would need. */
static void share_width(struct box *box)
{
	int64_t words = 0, more = 0, least[MARK_COLUMNS_MAX] = { 0 }, most[MARK_COLUMNS_MAX] = { 0 };
	int columns = box->block->columns, used = 0;

	for (int i = 0; i < box->block->text_count; i++) {
		int column = i % columns, word;
		int line = lines_longest(&box->texts[i], &word) + BETWEEN_COLUMNS;

		most[column] = line > most[column] ? line : most[column];
		least[column] = word + BETWEEN_COLUMNS > least[column] ? word + BETWEEN_COLUMNS : least[column];
	}
	give_way(least, columns);
	for (int i = 0; i < columns; i++)
		words += least[i], more += most[i] - least[i];
	for (int i = 0; i < columns; i++) {
		int64_t width = words + more <= WIDTH ? most[i] * WIDTH / (words + more)
			: least[i] + (WIDTH - words) * (most[i] - least[i]) / more;

		box->columns[i] = (int)width;
		used += (int)width;
	}
	box->columns[columns - 1] += WIDTH - used;
}

void flow_prepare_table(struct flow *flow, struct box *box)
{
	const struct mark_block *block = box->block;

	for (int i = 0; i < block->text_count; i++)
		box->texts[i] = lines_shape(&block->texts[i], i < block->columns ? MARK_BOLD : 0, TABLE_SIZE, flow->arena);
	share_width(box);
	for (int i = 0; i < block->text_count; i++)
		lines_break(&box->texts[i], box->columns[i % block->columns] - BETWEEN_COLUMNS, flow->arena);
	if (block->title != NULL)
		box->title = lines_of(block->title, MARK_BOLD, TABLE_SIZE, WIDTH, flow->arena);
}

static struct row row_of(const struct box *box, int index)
{
	struct row row = { .cells = box->texts + index * box->block->columns };

	for (int i = 0; i < box->block->columns; i++)
		if (row.cells[i].count > row.lines)
			row.lines = row.cells[i].count;
	return row;
}

static int row_height(const struct row *row)
{
	return row->lines * TABLE_LEADING + 2 * ROW_PADDING;
}

int flow_table_head(const struct box *box)
{
	int height = box->title.count * TABLE_LEADING;

	for (int i = 0; i < 2 && i < box->block->text_count / box->block->columns; i++) {
		struct row row = row_of(box, i);

		height += row_height(&row);
	}
	return height < (BOTTOM - TOP) / 2 ? height : (BOTTOM - TOP) / 2;
}

static void draw_cell(struct flow *flow, const struct lines *cell, int from, int count, int left)
{
	for (int i = 0; i < count && from + i < cell->count; i++)
		lines_draw(cell, from + i, &flow->canvas, left, flow->y + ROW_PADDING + (i + 1) * TABLE_LEADING - TABLE_LEADING / 4);
}

/* The header where the table goes on: for the eye alone, who listens has heard it. */
static void repeat_header(struct flow *flow, const struct box *box)
{
	struct row header = row_of(box, 0);
	int left = LEFT;

	canvas_artifact(&flow->canvas, "<</Type/Pagination>>");
	for (int i = 0; i < box->block->columns; i++) {
		for (int line = 0; line < header.cells[i].count; line++) {
			const struct line *at = &header.cells[i].line[line];

			canvas_text(&flow->canvas, header.cells[i].glyphs.glyph + at->first, at->count, TABLE_SIZE, left,
				flow->y + ROW_PADDING + (line + 1) * TABLE_LEADING - TABLE_LEADING / 4);
		}
		left += box->columns[i];
	}
	canvas_artifact_end(&flow->canvas);
	flow->y += row_height(&header);
	canvas_rule(&flow->canvas, LEFT, RIGHT, flow->y, RULE_HEAD);
}

static void next_page(struct flow *flow, const struct box *box, bool header)
{
	struct row first = row_of(box, 0);

	flow_new_page(flow);
	if (header && !flow->full && row_height(&first) < (BOTTOM - TOP) / 3)
		repeat_header(flow, box);
}

/* As many of its lines as there is room for; a row is divided only where no page could hold it. */
static int row_lines_here(const struct flow *flow, const struct row *row, int done)
{
	int room = (BOTTOM - flow->y - 2 * ROW_PADDING) / TABLE_LEADING;
	bool divisible = done > 0 || row_height(row) > (BOTTOM - TOP) / 2;

	if (row->lines - done <= room)
		return row->lines - done;
	return divisible && room > 0 ? room : 0;
}

static void draw_row(struct flow *flow, const struct box *box, int index)
{
	const char *type = index == 0 ? "TH" : "TD", *scope = index == 0 ? "/A<</O/Table/Scope/Column>>" : "";
	struct row row = row_of(box, index);
	int columns = box->block->columns, done = 0, tag = canvas_open(&flow->canvas, "TR", "");

	for (int i = 0; i < columns; i++) {
		row.tags[i] = canvas_open(&flow->canvas, type, scope);
		canvas_close(&flow->canvas);
	}
	do {
		int here = row_lines_here(flow, &row, done), left = LEFT;

		if (here == 0 && row.lines > 0) {
			next_page(flow, box, index > 0);
			continue;
		}
		for (int i = 0; i < columns; i++) {
			canvas_resume(&flow->canvas, row.tags[i]);
			draw_cell(flow, &row.cells[i], done, here, left);
			left += box->columns[i];
		}
		canvas_resume(&flow->canvas, tag);
		flow->y += here * TABLE_LEADING + 2 * ROW_PADDING;
		done += here;
		canvas_rule(&flow->canvas, LEFT, RIGHT, flow->y, index == 0 ? RULE_HEAD : RULE_ROW);
	} while (done < row.lines && !flow->full);
	canvas_close(&flow->canvas);
}

void flow_table(struct flow *flow, const struct box *box)
{
	int rows = box->block->text_count / box->block->columns;

	if (flow->y + flow_table_head(box) > BOTTOM)
		flow_new_page(flow);
	canvas_open(&flow->canvas, "Table", "");
	if (box->title.count > 0) {
		canvas_open(&flow->canvas, "Caption", "");
		flow_lines(flow, &box->title, TABLE_LEADING, LEFT, 0);
		canvas_close(&flow->canvas);
	}
	for (int i = 0; i < rows && !flow->full; i++) {
		if (i < 2)
			canvas_open(&flow->canvas, i == 0 ? "THead" : "TBody", "");
		draw_row(flow, box, i);
		if (i == 0 || i == rows - 1)
			canvas_close(&flow->canvas);
	}
	canvas_close(&flow->canvas);
	flow->y += TEXT_AFTER + ROW_PADDING;
}
