/* flow.h - blocks down the pages, one after the other.  Inside this room only. */
#ifndef LETTER_FLOW_H
#define LETTER_FLOW_H

#include "letter/lines.h"
#include "proto/refusal.h"

#define LEFT 71000
#define RIGHT 539000
#define TOP 62000
#define BOTTOM 762000

#define TEXT_SIZE 10500
#define TEXT_LEADING 14500
#define TEXT_AFTER 8000
#define TABLE_SIZE 9500
#define TABLE_LEADING 13000

struct flow {
	struct canvas canvas;
	struct arena *arena;
	enum language language;
	int y;
	int level;                      /* of the last heading */
	bool full;                      /* PAGES_MAX stand and more would come */
};

struct box {
	const struct mark_block *block;
	struct lines *texts;            /* of each of its texts, or of a chart none */
	struct lines title;
	int columns[MARK_COLUMNS_MAX];  /* widths */
};

void flow_new_page(struct flow *flow);
/* Lines of the open tag, never one alone at a page's foot or head; keep: room that what follows them needs too. */
void flow_lines(struct flow *flow, const struct lines *lines, int leading, int left, int keep);
/* The least that must stand together where such lines begin. */
int flow_lines_head(const struct lines *lines, int leading);
void flow_heading(struct flow *flow, const struct lines *lines, int level, const char *title, int keep);
void flow_body(struct flow *flow, const struct mark_body *body);

void flow_prepare_table(struct flow *flow, struct box *box);
int flow_table_head(const struct box *box);
void flow_table(struct flow *flow, const struct box *box);

void flow_prepare_chart(struct flow *flow, struct box *box);
int flow_chart_head(const struct box *box);
void flow_chart(struct flow *flow, const struct box *box);

#endif
