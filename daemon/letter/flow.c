/* flow - paragraphs, headings and lists, and where a page ends. */
#include "letter/flow.h"

#include <string.h>

#define LIST_LABEL (LEFT + 6000)
#define LIST_TEXT (LEFT + 24000)
#define LIST_BETWEEN 1500
#define CLOSING_MOST 5                  /* blocks: whom to ask, greeting, names, approval, and one before them */
#define LEADS_DEEP 4                    /* how many lines in a row lead to one another */

static const struct { int size, leading, before, after; } headings[] = {
	[1] = { 16000, 22000, 0, 8000 }, [2] = { 12500, 17000, 8000, 3000 }, [3] = { 10500, 15000, 4000, 2000 },
};

void flow_new_page(struct flow *flow)
{
	if (!canvas_add_page(&flow->canvas))
		flow->full = true;
	flow->y = TOP;
}

int flow_lines_head(const struct lines *lines, int leading)
{
	return (lines->count <= 3 ? lines->count : 2) * leading;
}

/* How many of the lines left go on this page. */
static int lines_here(const struct flow *flow, int left, bool begun, int leading, int keep)
{
	int room = (BOTTOM - flow->y) / leading, here;
	bool fresh = flow->y == TOP;

	if (left <= room && flow->y + left * leading + keep <= BOTTOM)
		return left;
	if (left <= room)
		here = left <= 3 ? 0 : left - 2;
	else
		here = left - room == 1 ? room - 1 : room;
	if (here < 2 && !begun)
		here = 0;
	if (here < 1 && fresh)
		here = left < room ? left : room;
	return here;
}

void flow_lines(struct flow *flow, const struct lines *lines, int leading, int left, int keep)
{
	int next = 0;

	while (next < lines->count && !flow->full) {
		int here = lines_here(flow, lines->count - next, next > 0, leading, keep);

		for (; here > 0; here--, next++) {
			flow->y += leading;
			lines_draw(lines, next, &flow->canvas, left, flow->y - leading / 4);
		}
		if (next < lines->count)
			flow_new_page(flow);
	}
}

static const char *plain(const struct mark_text *text, struct arena *arena)
{
	const char *whole = "";

	for (int i = 0; i < text->count; i++)
		whole = arena_format(arena, "%s%s", whole, text->runs[i].text);
	return whole;
}

void flow_heading(struct flow *flow, const struct lines *lines, int level, const char *title, int keep)
{
	static const char *const types[] = { "", "H1", "H2", "H3" };
	int height = lines->count * headings[level].leading + headings[level].after;

	flow->y += flow->y == TOP ? 0 : headings[level].before;
	if (flow->y + height + keep > BOTTOM && flow->y != TOP)
		flow_new_page(flow);
	if (flow->full)
		return;
	canvas_bookmark(&flow->canvas, level, flow->y, title);
	canvas_open(&flow->canvas, types[level], "");
	flow_lines(flow, lines, headings[level].leading, LEFT, 0);
	canvas_close(&flow->canvas);
	flow->y += headings[level].after;
	flow->level = level;
}

static void flow_list(struct flow *flow, const struct box *box)
{
	bool numbered = box->block->type == MARK_NUMBERS;

	canvas_open(&flow->canvas, "L", numbered ? "/A<</O/List/ListNumbering/Decimal>>" : "/A<</O/List/ListNumbering/Disc>>");
	for (int i = 0; i < box->block->text_count && !flow->full; i++) {
		const char *label = numbered ? arena_format(flow->arena, "%d.", i + 1) : "•";
		struct lines labels = lines_of(label, 0, TEXT_SIZE, LIST_TEXT - LIST_LABEL, flow->arena);

		if (flow->y + flow_lines_head(&box->texts[i], TEXT_LEADING) > BOTTOM)
			flow_new_page(flow);
		canvas_open(&flow->canvas, "LI", "");
		canvas_open(&flow->canvas, "Lbl", "");
		lines_draw(&labels, 0, &flow->canvas, LIST_LABEL, flow->y + TEXT_LEADING - TEXT_LEADING / 4);
		canvas_close(&flow->canvas);
		canvas_open(&flow->canvas, "LBody", "");
		flow_lines(flow, &box->texts[i], TEXT_LEADING, LIST_TEXT, 0);
		canvas_close(&flow->canvas);
		canvas_close(&flow->canvas);
		flow->y += LIST_BETWEEN;
	}
	canvas_close(&flow->canvas);
	flow->y += TEXT_AFTER - LIST_BETWEEN;
}

/* The level a heading may have after the one before it: none is skipped, for those who listen. */
static int level_after(int last, int wanted)
{
	return wanted > last + 1 ? last + 1 : wanted;
}

static void prepare(struct flow *flow, const struct mark_block *block, struct box *box)
{
	bool list = block->type == MARK_BULLETS || block->type == MARK_NUMBERS;
	unsigned style = block->type == MARK_HEADING ? MARK_BOLD : 0;
	int size = block->type == MARK_HEADING ? headings[block->level].size : TEXT_SIZE;

	box->block = block;
	box->texts = arena_take_array(flow->arena, (size_t)block->text_count, sizeof *box->texts);
	if (block->type == MARK_TABLE) {
		flow_prepare_table(flow, box);
		return;
	}
	if (block->type == MARK_CHART) {
		flow_prepare_chart(flow, box);
		return;
	}
	for (int i = 0; i < block->text_count; i++) {
		box->texts[i] = lines_shape(&block->texts[i], style, size, flow->arena);
		lines_break(&box->texts[i], RIGHT - (list ? LIST_TEXT : LEFT), flow->arena);
	}
}

/* A line that leads to what follows: it says so, or is a line by itself that ends like no sentence. */
static bool leads_on(const struct box *box)
{
	const struct glyphs *glyphs = &box->texts[0].glyphs;
	uint32_t last = glyphs->count == 0 ? '.' : glyphs->glyph[glyphs->count - 1].unicode;

	if (box->block->type != MARK_PARAGRAPH)
		return false;
	return last == ':' || (box->texts[0].count == 1 && (last >= 0x80 || strchr(".!?,;)\"", (int)last) == NULL));
}

/*
 * A letter's end (whom to ask, the greeting, the names, the note of approval) is never alone on a page:
 * from here on all goes together.
 */
static const struct box *closing_of(const struct box *boxes, int count)
{
	const struct box *closing = boxes + count;

	while (closing > boxes && boxes + count - closing < CLOSING_MOST && closing[-1].block->type == MARK_PARAGRAPH
	    && closing[-1].texts[0].count <= 3)
		closing--;
	return closing;
}

static int rest_of(const struct box *box, const struct box *end)
{
	int height = 0;

	for (; box < end; box++)
		height += box->texts[0].count * TEXT_LEADING + (box + 1 < end ? TEXT_AFTER : 0);
	return height;
}

/* The boxes of a body, and from where on they end it together. */
struct row { const struct box *closing, *end; };

/* What must stand together where the box begins. */
static int head_of(const struct box *box, const struct row *row, int deep)
{
	int height;

	if (box == row->end)
		return 0;
	if (box >= row->closing)
		return rest_of(box, row->end);
	switch (box->block->type) {
	case MARK_HEADING:
		height = headings[box->block->level].before + headings[box->block->level].after
			+ box->texts[0].count * headings[box->block->level].leading;
		break;
	case MARK_TABLE: return flow_table_head(box);
	case MARK_CHART: return flow_chart_head(box);
	case MARK_PARAGRAPH:
		height = flow_lines_head(&box->texts[0], TEXT_LEADING) + TEXT_AFTER;
		if (!leads_on(box) || box->texts[0].count > 3)
			return height - TEXT_AFTER;
		break;
	default: return flow_lines_head(&box->texts[0], TEXT_LEADING);
	}
	return deep == 0 ? height : height + head_of(box + 1, row, deep - 1);
}

static void place(struct flow *flow, const struct box *box, const struct row *row)
{
	int keep = head_of(box + 1, row, LEADS_DEEP);
	bool together;

	switch (box->block->type) {
	case MARK_HEADING:
		flow_heading(flow, &box->texts[0], level_after(flow->level, box->block->level),
			plain(&box->block->texts[0], flow->arena), keep);
		break;
	case MARK_PARAGRAPH:
		canvas_open(&flow->canvas, "P", "");
		together = box + 1 < row->end && (leads_on(box) || box >= row->closing);
		flow_lines(flow, &box->texts[0], TEXT_LEADING, LEFT, together ? TEXT_AFTER + keep : 0);
		canvas_close(&flow->canvas);
		flow->y += TEXT_AFTER;
		break;
	case MARK_BULLETS: case MARK_NUMBERS: flow_list(flow, box); break;
	case MARK_TABLE: flow_table(flow, box); break;
	case MARK_CHART: flow_chart(flow, box); break;
	}
}

void flow_body(struct flow *flow, const struct mark_body *body)
{
	struct box *boxes = arena_take_array(flow->arena, (size_t)body->count, sizeof *boxes);
	struct row row;

	for (int i = 0; i < body->count; i++)
		prepare(flow, &body->blocks[i], &boxes[i]);
	row = (struct row){ closing_of(boxes, body->count), boxes + body->count };
	for (int i = 0; i < body->count && !flow->full; i++)
		place(flow, &boxes[i], &row);
}
