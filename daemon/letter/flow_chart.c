/* flow_chart - a chart of core on paper, drawn as on the page, with its figures said in words for who listens. */
#include "letter/chart_look.h"
#include "letter/chart_words.h"
#include "letter/flow.h"

#define SCALE 890                       /* of its points to lengths here: its letters have eight points */
#define WIDTH ((int)(CHART_WIDTH * SCALE))
_Static_assert((int)CHART_WIDTH * SCALE <= RIGHT - LEFT, "a figure stands between the margins");
#define LABEL_SIZE ((int)(CHART_LABEL_HEIGHT * SCALE))
#define TITLE_AFTER 4000
#define ROUNDNESS 0.5523                /* of four curves that make a circle */

void flow_prepare_chart(struct flow *flow, struct box *box)
{
	box->title = lines_of(box->block->title, MARK_BOLD, TABLE_SIZE, RIGHT - LEFT, flow->arena);
}

static int figure_height(const struct box *box)
{
	return (int)(chart_height(box->block->chart) * SCALE);
}

/* The title stands with its figure, unless it is so long that no page holds both. */
int flow_chart_head(const struct box *box)
{
	int title = box->title.count * TABLE_LEADING + TITLE_AFTER;

	if (title + figure_height(box) > BOTTOM - TOP)
		return flow_lines_head(&box->title, TABLE_LEADING);
	return title + figure_height(box);
}

struct pen { struct flow *flow; int top; };

static double right_of(double x)
{
	return (LEFT + x * SCALE) / POINT;
}

static double up_to(const struct pen *pen, double y)
{
	return (PAGE_HEIGHT - pen->top - y * SCALE) / POINT;
}

static void set_colour(struct flow *flow, int colour, const char *how)
{
	canvas_draw(&flow->canvas, "%.3f %.3f %.3f %s ", (colour >> 16) / 255.0, (colour >> 8 & 255) / 255.0,
		(colour & 255) / 255.0, how);
}

static void draw_line(void *self, enum chart_line what, double x1, double y1, double x2, double y2)
{
	const struct chart_stroke *stroke = &chart_strokes[what];
	const struct pen *pen = self;

	canvas_draw(&pen->flow->canvas, "q ");
	set_colour(pen->flow, stroke->colour, "RG");
	canvas_draw(&pen->flow->canvas, "%.2f w [%s] 0 d %.2f %.2f m %.2f %.2f l S Q\n", stroke->width,
		stroke->dash == NULL ? "" : stroke->dash, right_of(x1), up_to(pen, y1), right_of(x2), up_to(pen, y2));
}

static void trace_circle(struct flow *flow, double x, double y, double r)
{
	double k = ROUNDNESS * r;

	canvas_draw(&flow->canvas, "%.2f %.2f m %.2f %.2f %.2f %.2f %.2f %.2f c %.2f %.2f %.2f %.2f %.2f %.2f c ",
		x + r, y, x + r, y + k, x + k, y + r, x, y + r, x - k, y + r, x - r, y + k, x - r, y);
	canvas_draw(&flow->canvas, "%.2f %.2f %.2f %.2f %.2f %.2f c %.2f %.2f %.2f %.2f %.2f %.2f c h ",
		x - r, y - k, x - k, y - r, x, y - r, x + k, y - r, x + r, y - k, x + r, y);
}

static void draw_shape(const struct pen *pen, const struct chart_shape *shape, double size, double x, double y)
{
	struct flow *flow = pen->flow;
	bool fill = shape->fill != CHART_NO_COLOUR, stroke = shape->stroke != CHART_NO_COLOUR;

	canvas_draw(&flow->canvas, "q %.2f w ", shape->width);
	if (fill)
		set_colour(flow, shape->fill, "rg");
	if (stroke)
		set_colour(flow, shape->stroke, "RG");
	if (shape->radius > 0)
		trace_circle(flow, right_of(x), up_to(pen, y), size * shape->radius * SCALE / POINT);
	for (int i = 0; i < shape->corner_count; i++)
		canvas_draw(&flow->canvas, "%.2f %.2f %c ", right_of(x + size * shape->corners[2 * i]),
			up_to(pen, y + size * shape->corners[2 * i + 1]), i == 0 ? 'm' : 'l');
	canvas_draw(&flow->canvas, "%s%s Q\n", shape->corner_count > 2 ? "h " : "", fill && stroke ? "B" : fill ? "f" : "S");
}

static void draw_mark(void *self, enum chart_mark what, double size, double x, double y)
{
	for (int i = 0; i < CHART_SHAPES && chart_shape_is(&chart_shapes[what][i]); i++)
		draw_shape(self, &chart_shapes[what][i], size, x, y);
}

/* Smaller where it would reach beyond the figure. */
static void draw_label(void *self, enum chart_anchor anchor, double x, double y, const char *text)
{
	const struct pen *pen = self;
	double before = anchor == CHART_START ? 0 : anchor == CHART_CENTRE ? 0.5 : 1;
	double room = anchor == CHART_START ? CHART_WIDTH - x : anchor == CHART_END ? x
		: 2 * (x < CHART_WIDTH - x ? x : CHART_WIDTH - x);
	/* the space parts the labels for who copies them */
	const char *spaced = arena_format(pen->flow->arena, "%s ", text);
	struct lines lines = lines_of(spaced, 0, LABEL_SIZE, PAGE_WIDTH * 100, pen->flow->arena);

	if (lines.count == 0)
		return;
	if (lines.line[0].width > room * SCALE)
		lines = lines_of(spaced, 0, (int)(LABEL_SIZE * room * SCALE / lines.line[0].width), PAGE_WIDTH * 100,
			pen->flow->arena);
	lines_draw(&lines, 0, &pen->flow->canvas, LEFT + (int)(x * SCALE - before * lines.line[0].width),
		pen->top + (int)(y * SCALE));
}

static const char *attributes(struct flow *flow, const struct chart *chart, const char *title, int height)
{
	struct buffer text;
	const char *copy;

	buffer_init(&text);
	buffer_add_text(&text, "/Alt");
	pdf_add_text(&text, arena_format(flow->arena, "%s. %s", title, chart_description(chart, flow->language, flow->arena)));
	buffer_format(&text, "/A<</O/Layout/Placement/Block/BBox[%d %d %d %d]>>", LEFT / POINT,
		(PAGE_HEIGHT - flow->y - height) / POINT, (LEFT + WIDTH) / POINT, (PAGE_HEIGHT - flow->y) / POINT);
	copy = arena_text(flow->arena, text.data);
	buffer_release(&text);
	return copy;
}

void flow_chart(struct flow *flow, const struct box *box)
{
	int height = figure_height(box);
	struct chart chart = *box->block->chart;
	struct pen pen = { .flow = flow };
	const struct chart_pen draw = { &pen, draw_line, draw_mark, draw_label };

	if (flow->y + flow_chart_head(box) > BOTTOM)
		flow_new_page(flow);
	canvas_open(&flow->canvas, "P", "");
	flow_lines(flow, &box->title, TABLE_LEADING, LEFT, 0);
	canvas_close(&flow->canvas);
	flow->y += TITLE_AFTER;
	if (flow->y + height > BOTTOM)
		flow_new_page(flow);
	if (flow->full)
		return;
	chart.words = chart_words(chart.kind, flow->language);
	pen.top = flow->y;
	canvas_open(&flow->canvas, "Figure", attributes(flow, &chart, box->block->title, height));
	chart_draw(&chart, &draw);
	canvas_close(&flow->canvas);
	flow->y += height + TEXT_AFTER;
}
