/* canvas - what is drawn, page by page, each mark within its tag. */
#include "letter/canvas.h"

#include <stdio.h>

#include "base/fault.h"

#define ARTIFACT (-2)

void canvas_init(struct canvas *canvas, struct arena *arena)
{
	*canvas = (struct canvas){ .arena = arena, .open = -1, .marked = -1 };
	for (int font = 0; font < FONTS; font++)
		canvas->unicode[font] = arena_take_array(arena, (size_t)font_glyph_count(font), sizeof(uint32_t));
}

void canvas_release(struct canvas *canvas)
{
	for (int i = 0; i < canvas->page_count; i++)
		buffer_release(&canvas->pages[i].content);
}

static struct buffer *content(struct canvas *canvas)
{
	return &canvas->pages[canvas->page].content;
}

static void mark_end(struct canvas *canvas)
{
	if (canvas->marked == -1)
		return;
	buffer_add_text(content(canvas), "EMC\n");
	canvas->marked = -1;
}

bool canvas_add_page(struct canvas *canvas)
{
	if (canvas->page_count == PAGES_MAX)
		return false;
	if (canvas->page_count > 0)
		mark_end(canvas);
	buffer_init(&((struct page *)arena_push(canvas->arena, (void **)&canvas->pages, &canvas->page_count,
		sizeof *canvas->pages))->content);
	canvas->page = canvas->page_count - 1;
	return true;
}

void canvas_go(struct canvas *canvas, int page)
{
	mark_end(canvas);
	canvas->page = page;
}

static void kid_add(struct canvas *canvas, int tag, struct kid kid)
{
	struct tag *parent = &canvas->tags[tag];

	*(struct kid *)arena_push(canvas->arena, (void **)&parent->kids, &parent->kid_count, sizeof kid) = kid;
}

int canvas_open(struct canvas *canvas, const char *type, const char *attributes)
{
	struct tag *tag = arena_push(canvas->arena, (void **)&canvas->tags, &canvas->tag_count, sizeof *tag);
	int index = canvas->tag_count - 1;

	*tag = (struct tag){ .type = type, .attributes = attributes, .parent = canvas->open };
	if (canvas->open >= 0)
		kid_add(canvas, canvas->open, (struct kid){ KID_TAG, index, 0 });
	canvas->open = index;
	return index;
}

void canvas_close(struct canvas *canvas)
{
	must(canvas->open >= 0);
	canvas->open = canvas->tags[canvas->open].parent;
}

void canvas_resume(struct canvas *canvas, int tag)
{
	canvas->open = tag;
}

/* What is drawn next belongs to the open tag. */
static void mark(struct canvas *canvas)
{
	struct page *page = &canvas->pages[canvas->page];

	if (canvas->marked == canvas->open || canvas->marked == ARTIFACT)
		return;
	must(canvas->open >= 0);
	mark_end(canvas);
	buffer_format(&page->content, "/%s<</MCID %d>>BDC\n", canvas->tags[canvas->open].type, page->mark_count);
	kid_add(canvas, canvas->open, (struct kid){ KID_MARK, page->mark_count, canvas->page });
	*(int *)arena_push(canvas->arena, (void **)&page->marks, &page->mark_count, sizeof(int)) = canvas->open;
	canvas->marked = canvas->open;
}

void canvas_artifact(struct canvas *canvas, const char *properties)
{
	mark_end(canvas);
	if (*properties == '\0')
		buffer_add_text(content(canvas), "/Artifact BMC\n");
	else
		buffer_format(content(canvas), "/Artifact%s BDC\n", properties);
	canvas->marked = ARTIFACT;
}

void canvas_artifact_end(struct canvas *canvas)
{
	must(canvas->marked == ARTIFACT);
	mark_end(canvas);
}

int glyphs_width(const struct glyph *glyph, int count, int size)
{
	int64_t width = 0;

	for (int i = 0; i < count; i++)
		width += glyph[i].advance;
	return (int)((width * size + FONT_UNITS / 2) / FONT_UNITS);
}

/* Glyphs of one font, with what kerning takes from their advance. */
static void show(struct canvas *canvas, const struct glyph *glyph, int count)
{
	struct buffer *to = content(canvas);
	int font = glyph->font;

	buffer_add_text(to, "[<");
	for (int i = 0; i < count; i++) {
		static const char hex[] = "0123456789ABCDEF";
		uint16_t id = glyph[i].id;
		const char digits[4] = { hex[id >> 12], hex[id >> 8 & 15], hex[id >> 4 & 15], hex[id & 15] };
		int kern = font_advance(font, id) - glyph[i].advance;

		if (canvas->unicode[font][id] == 0)
			canvas->unicode[font][id] = glyph[i].unicode;
		buffer_add(to, digits, sizeof digits);
		if (kern != 0 && i + 1 < count)
			buffer_format(to, ">%d<", (kern * 1000 + (kern > 0 ? FONT_UNITS / 2 : -FONT_UNITS / 2)) / FONT_UNITS);
	}
	buffer_add_text(to, ">]TJ\n");
}

int canvas_text(struct canvas *canvas, const struct glyph *glyph, int count, int size, int left, int baseline)
{
	struct buffer *to = content(canvas);

	for (int i = 0; i < count;) {
		int same = 1;

		while (i + same < count && glyph[i + same].font == glyph[i].font)
			same++;
		mark(canvas);
		buffer_format(to, "BT /F%d ", glyph[i].font);
		pdf_add_point(to, size);
		buffer_add_text(to, "Tf 1 0 0 1 ");
		pdf_add_point(to, left);
		pdf_add_point(to, PAGE_HEIGHT - baseline);
		buffer_add_text(to, "Tm ");
		show(canvas, glyph + i, same);
		buffer_add_text(to, "ET\n");
		left += glyphs_width(glyph + i, same, size);
		i += same;
	}
	return left;
}

void canvas_rule(struct canvas *canvas, int left, int right, int y, int width)
{
	struct buffer *to = content(canvas);
	const int numbers[] = { width, left, PAGE_HEIGHT - y, right, PAGE_HEIGHT - y };
	static const char *const after[] = { "w ", "", "m ", "", "l S\n" };

	canvas_artifact(canvas, "");
	buffer_add_text(to, "0.45 G ");
	for (int i = 0; i < 5; i++) {
		pdf_add_point(to, numbers[i]);
		buffer_add_text(to, after[i]);
	}
	canvas_artifact_end(canvas);
}

void canvas_draw(struct canvas *canvas, const char *format, ...)
{
	char text[256];
	va_list args;

	mark(canvas);
	va_start(args, format);
	must((size_t)vsnprintf(text, sizeof text, format, args) < sizeof text);
	va_end(args);
	buffer_add_text(content(canvas), text);
}

void canvas_logo(struct canvas *canvas, const struct logo *logo, int left, int top, int width, int height)
{
	const int numbers[] = { width, 0, 0, height, left, PAGE_HEIGHT - top - height };

	canvas->logo = logo;
	mark(canvas);
	buffer_add_text(content(canvas), "q ");
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		pdf_add_point(content(canvas), numbers[i]);
	buffer_add_text(content(canvas), "cm /Logo Do Q\n");
}

void canvas_link(struct canvas *canvas, int left, int top, int right, int bottom, const char *address)
{
	struct link *link = arena_push(canvas->arena, (void **)&canvas->links, &canvas->link_count, sizeof *link);

	*link = (struct link){ canvas->page, canvas->open, left, top, right, bottom, address };
	kid_add(canvas, canvas->open, (struct kid){ KID_LINK, canvas->link_count - 1, canvas->page });
}

void canvas_bookmark(struct canvas *canvas, int level, int y, const char *title)
{
	*(struct bookmark *)arena_push(canvas->arena, (void **)&canvas->bookmarks, &canvas->bookmark_count,
		sizeof *canvas->bookmarks) = (struct bookmark){ level, canvas->page, y, title };
}
