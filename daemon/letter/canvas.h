/*
 * canvas.h - pages being drawn on, with the tree of tags that says what each mark on them is.  What is
 * drawn belongs to the open tag; what is drawn as an artifact belongs to none and is not read aloud.
 * Lengths are thousandths of a point, y grows downwards from the page's upper edge.
 */
#ifndef LETTER_CANVAS_H
#define LETTER_CANVAS_H

#include <stdbool.h>

#include "letter/font.h"
#include "letter/logo.h"
#include "letter/pdf.h"

#define POINT 1000
#define MILLIMETRE 2835
#define PAGE_WIDTH 595276               /* A4 */
#define PAGE_HEIGHT 841890
#define PAGES_MAX 400

struct kid { enum { KID_TAG, KID_MARK, KID_LINK } is; int index, page; };

struct tag {
	const char *type, *attributes;  /* "P"; "/A<</O/Table/Scope/Column>>" or "" */
	int parent;
	struct kid *kids;
	int kid_count;
};

struct link { int page, tag, left, top, right, bottom; const char *address; };

struct bookmark { int level, page, y; const char *title; };

struct page {
	struct buffer content;
	int *marks;                     /* the tag of each marked content */
	int mark_count;
};

struct canvas {
	struct arena *arena;
	struct page *pages;
	int page_count;
	int page;                       /* drawn on */
	struct tag *tags;
	int tag_count;
	int open;                       /* the open tag; -1 before the first */
	int marked;                     /* the tag whose marked content is open on the page, or -1; -2: an artifact */
	struct link *links;
	int link_count;
	struct bookmark *bookmarks;
	int bookmark_count;
	uint32_t *unicode[FONTS];       /* of each glyph used */
	const struct logo *logo;        /* drawn, or NULL */
};

void canvas_init(struct canvas *canvas, struct arena *arena);
void canvas_release(struct canvas *canvas);
bool canvas_add_page(struct canvas *canvas);            /* and draws on it; false: PAGES_MAX stand already */
void canvas_go(struct canvas *canvas, int page);

int canvas_open(struct canvas *canvas, const char *type, const char *attributes);
void canvas_close(struct canvas *canvas);
void canvas_resume(struct canvas *canvas, int tag);     /* open again, as on the next page */
void canvas_artifact(struct canvas *canvas, const char *properties);    /* "" or a dictionary, until its end */
void canvas_artifact_end(struct canvas *canvas);

/* Returns where the text ends.  baseline: y of the letters' feet. */
int canvas_text(struct canvas *canvas, const struct glyph *glyph, int count, int size, int left, int baseline);
void canvas_rule(struct canvas *canvas, int left, int right, int y, int width);
void canvas_draw(struct canvas *canvas, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Once in a document; the open tag says what it shows. */
void canvas_logo(struct canvas *canvas, const struct logo *logo, int left, int top, int width, int height);
/* The open tag is a link: this part of the page leads there. */
void canvas_link(struct canvas *canvas, int left, int top, int right, int bottom, const char *address);
void canvas_bookmark(struct canvas *canvas, int level, int y, const char *title);

int glyphs_width(const struct glyph *glyph, int count, int size);

void canvas_write(struct canvas *canvas, const struct pdf_about *about, struct buffer *file);

#endif
