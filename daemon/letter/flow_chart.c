/* flow_chart - the rounds of a measure point as a run chart, with its figures said in words for who listens. */
#include "core/measure.h"
#include "letter/flow.h"
#include "letter/words.h"

#define PLOT_HEIGHT 90000
#define PLOT_LEFT (LEFT + 34000)
#define PLOT_RIGHT (RIGHT - 60000)
#define LABEL_SIZE 8000
#define LABEL_LEADING 10500
#define LABEL_NARROWEST 44000           /* a round with less room than that goes without its words */
#define ABOVE 11000                     /* between the title and 100 % */
#define BELOW (2 * LABEL_LEADING + 6000)
#define DOT 2600

struct words { const char *target, *of; };
static const struct words words[LANGUAGES] = {
	[LANGUAGE_NB] = { "mål", "av" }, [LANGUAGE_NN] = { "mål", "av" }, [LANGUAGE_EN] = { "target", "of" },
};

void flow_prepare_chart(struct flow *flow, struct box *box)
{
	box->title = lines_of(arena_format(flow->arena, "%s ", box->block->title), MARK_BOLD, TABLE_SIZE, RIGHT - LEFT, flow->arena);
}

int flow_chart_height(const struct box *box)
{
	return box->title.count * TABLE_LEADING + ABOVE + PLOT_HEIGHT + BELOW;
}

static const char *alternative(struct flow *flow, const struct mark_block *chart)
{
	const struct words *say = &words[flow->language];
	struct buffer text, attributes;
	const char *copy;

	buffer_init(&text);
	buffer_init(&attributes);
	buffer_format(&text, "%s:", chart->title);
	for (int i = 0; i < chart->round_count; i++) {
		const struct mark_round *round = &chart->rounds[i];

		buffer_format(&text, "%s %s %d %s %d (%s)", i == 0 ? "" : ",", round->label, round->compliant, say->of,
			round->sample, words_percent((double)round->compliant / round->sample, flow->language, flow->arena));
	}
	if (chart->target >= 0)
		buffer_format(&text, "; %s %s", say->target, words_percent(chart->target, flow->language, flow->arena));
	buffer_add_text(&attributes, "/Alt");
	pdf_add_text(&attributes, text.data);
	copy = arena_text(flow->arena, attributes.data);
	buffer_release(&text);
	buffer_release(&attributes);
	return copy;
}

static int height_of(int top, double share)
{
	return top + (int)((1 - share) * PLOT_HEIGHT + 0.5);
}

static int place_of(const struct mark_block *chart, int round)
{
	return PLOT_LEFT + (int)((int64_t)(PLOT_RIGHT - PLOT_LEFT) * (2 * round + 1) / (2 * chart->round_count));
}

/* A stroke, lengths as everywhere. */
static void stroke(struct flow *flow, int x1, int y1, int x2, int y2, const char *how)
{
	canvas_draw(&flow->canvas, "q %s %d.%03d %d.%03d m %d.%03d %d.%03d l S Q\n", how, x1 / 1000, x1 % 1000,
		(PAGE_HEIGHT - y1) / 1000, (PAGE_HEIGHT - y1) % 1000, x2 / 1000, x2 % 1000, (PAGE_HEIGHT - y2) / 1000,
		(PAGE_HEIGHT - y2) % 1000);
}

enum beside { BESIDE_LEFT, BESIDE_MIDDLE, BESIDE_RIGHT };

/* Words at a point: they end there, stand around it, or begin there; no wider than the room. */
static void label(struct flow *flow, const char *text, int x, int baseline, enum beside beside, int room)
{
	/* the space parts the labels for who copies them */
	struct lines lines = lines_of(arena_format(flow->arena, "%s ", text), 0, LABEL_SIZE, room, flow->arena);

	for (int i = 0; i < lines.count && i < 2; i++) {
		int width = lines.line[i].width;

		lines_draw(&lines, i, &flow->canvas, beside == BESIDE_LEFT ? x - width : beside == BESIDE_MIDDLE ? x - width / 2 : x,
			baseline + i * LABEL_LEADING);
	}
}

static void draw_frame(struct flow *flow, const struct mark_block *chart, int top)
{
	for (int i = 0; i <= 4; i++) {
		int y = height_of(top, i / 4.0);

		stroke(flow, PLOT_LEFT, y, PLOT_RIGHT, y, i == 0 ? "0.6 w 0.35 G" : "0.4 w 0.82 G");
		if (i % 2 == 0)
			label(flow, arena_format(flow->arena, "%d\xc2\xa0%%", i * 25), PLOT_LEFT - 4000, y + LABEL_SIZE / 3,
				BESIDE_LEFT, PLOT_LEFT - LEFT);
	}
	if (chart->target < 0)
		return;
	stroke(flow, PLOT_LEFT, height_of(top, chart->target), PLOT_RIGHT, height_of(top, chart->target),
		"0.9 w [4 2] 0 d 0.62 0.16 0.12 RG");
	label(flow, arena_format(flow->arena, "%s %s", words[flow->language].target,
			words_percent(chart->target, flow->language, flow->arena)),
		PLOT_RIGHT + 5000, height_of(top, chart->target) + LABEL_SIZE / 3, BESIDE_RIGHT, RIGHT - PLOT_RIGHT - 5000);
}

/* The share, Wilson's interval around it, and the way there from the round before. */
static void draw_round(struct flow *flow, const struct mark_block *chart, int index, int top)
{
	const struct mark_round *round = &chart->rounds[index];
	struct measure_interval interval = measure_wilson(round->compliant, round->sample);
	double share = (double)round->compliant / round->sample;
	int x = place_of(chart, index), y = height_of(top, share);

	stroke(flow, x, height_of(top, interval.high), x, height_of(top, interval.low), "1 w 0.55 0.66 0.76 RG");
	if (index > 0) {
		const struct mark_round *before = &chart->rounds[index - 1];

		stroke(flow, place_of(chart, index - 1), height_of(top, (double)before->compliant / before->sample), x, y,
			"1.2 w 0.04 0.24 0.42 RG");
	}
	canvas_draw(&flow->canvas, "0.04 0.24 0.42 rg %d.%03d %d.%03d %d.%d %d.%d re f 0 g\n", (x - DOT) / 1000, (x - DOT) % 1000,
		(PAGE_HEIGHT - y - DOT) / 1000, (PAGE_HEIGHT - y - DOT) % 1000, 2 * DOT / 1000, 2 * DOT % 1000 / 100,
		2 * DOT / 1000, 2 * DOT % 1000 / 100);
}

static void label_round(struct flow *flow, const struct mark_block *chart, int index, int top)
{
	const struct mark_round *round = &chart->rounds[index];
	int slot = (PLOT_RIGHT - PLOT_LEFT) / chart->round_count, each = (LABEL_NARROWEST + slot - 1) / slot;
	int below = top + PLOT_HEIGHT + LABEL_LEADING, room = slot * each - 4000;

	if ((chart->round_count - 1 - index) % each != 0)
		return;                         /* the last always has its words */
	label(flow, arena_format(flow->arena, "%d/%d", round->compliant, round->sample), place_of(chart, index), below,
		BESIDE_MIDDLE, room);
	label(flow, round->label, place_of(chart, index), below + LABEL_LEADING, BESIDE_MIDDLE, room);
}

void flow_chart(struct flow *flow, const struct box *box)
{
	const struct mark_block *chart = box->block;
	int top, begin;

	if (flow->y + flow_chart_height(box) > BOTTOM)
		flow_new_page(flow);
	if (flow->full)
		return;
	begin = flow->y;
	top = begin + box->title.count * TABLE_LEADING + ABOVE;
	canvas_open(&flow->canvas, "Figure", arena_format(flow->arena, "%s/A<</O/Layout/Placement/Block/BBox[%d %d %d %d]>>",
		alternative(flow, chart), LEFT / POINT, (PAGE_HEIGHT - begin - flow_chart_height(box)) / POINT, RIGHT / POINT,
		(PAGE_HEIGHT - begin) / POINT));
	flow_lines(flow, &box->title, TABLE_LEADING, LEFT, 0);
	draw_frame(flow, chart, top);
	for (int i = 0; i < chart->round_count; i++)
		draw_round(flow, chart, i, top);
	for (int i = 0; i < chart->round_count; i++)
		label_round(flow, chart, i, top);
	canvas_close(&flow->canvas);
	flow->y = begin + flow_chart_height(box) + TEXT_AFTER;
}
