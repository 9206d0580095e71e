/* lines - as many words on a line as there is room for; a word longer than a line is cut. */
#include "letter/lines.h"

/* More than all pages have room for: what a text has beyond them is not worth counting. */
#define LINES_MOST (PAGES_MAX * 60)
#define WIDEST INT32_C(100000000)       /* a line not broken yet; far beyond any page */

static bool is_space(const struct lines *lines, int glyph)
{
	return (lines->glyphs.glyph[glyph].is & GLYPH_SPACE) != 0;
}

struct lines lines_shape(const struct mark_text *text, unsigned style, int size, struct arena *arena)
{
	struct lines lines = { .text = text, .size = size };

	for (int i = 0; i < text->count; i++)
		font_shape((enum font)(text->runs[i].style | style), text->runs[i].text, i, arena, &lines.glyphs);
	return lines;
}

static void line_add(struct lines *lines, int first, int end, struct arena *arena)
{
	struct line *line = arena_push(arena, (void **)&lines->line, &lines->count, sizeof *line);
	int last = end;

	while (last > first && is_space(lines, last - 1))
		last--;
	line->first = first;
	line->width = glyphs_width(lines->glyphs.glyph + first, last - first, lines->size);
	line->count = last - first + (last < lines->glyphs.count && is_space(lines, last));
}

/* Where the line that begins there ends; the next begins after the spaces. */
static int line_end(const struct lines *lines, int first, int64_t room)
{
	const struct glyph *glyph = lines->glyphs.glyph;
	int64_t width = 0;
	int may_end = first;

	for (int i = first; i < lines->glyphs.count; i++) {
		if ((glyph[i].is & GLYPH_LINE) != 0)
			return i;
		width += glyph[i].advance;
		if (is_space(lines, i))
			may_end = i;
		else if (width > room && i > first)
			return may_end > first ? may_end : i;
		else if ((glyph[i].is & GLYPH_BREAK) != 0)
			may_end = i + 1;
	}
	return lines->glyphs.count;
}

void lines_break(struct lines *lines, int width, struct arena *arena)
{
	int64_t room = (int64_t)width * FONT_UNITS / lines->size;
	int first = 0;

	lines->count = 0;
	while (first < lines->glyphs.count && lines->count < LINES_MOST) {
		int end;

		while (first < lines->glyphs.count && is_space(lines, first))
			first++;
		end = line_end(lines, first, room);
		line_add(lines, first, end, arena);
		first = end;
		while (first < lines->glyphs.count && is_space(lines, first))
			first++;
		if (first < lines->glyphs.count && (lines->glyphs.glyph[first].is & GLYPH_LINE) != 0)
			first++;
	}
}

struct lines lines_of(const char *text, unsigned style, int size, int width, struct arena *arena)
{
	struct mark_text *of = arena_take(arena, sizeof *of);
	struct lines lines;

	of->runs = arena_take(arena, sizeof *of->runs);
	of->runs->text = text;
	of->count = 1;
	lines = lines_shape(of, style, size, arena);
	lines_break(&lines, width, arena);
	return lines;
}

static int drawn_width(int64_t units, int size)
{
	int64_t width = units * size / FONT_UNITS + 1;

	return width < WIDEST ? (int)width : WIDEST;
}

int lines_longest(const struct lines *lines, int *ret_word)
{
	int64_t line = 0, word = 0, longest = 0, longest_word = 0;

	for (int i = 0; i < lines->glyphs.count; i++) {
		const struct glyph *glyph = &lines->glyphs.glyph[i];

		line = (glyph->is & GLYPH_LINE) != 0 ? 0 : line + glyph->advance;
		word = (glyph->is & (GLYPH_LINE | GLYPH_SPACE)) != 0 ? 0 : word + glyph->advance;
		longest = line > longest ? line : longest;
		longest_word = word > longest_word ? word : longest_word;
		if ((glyph->is & GLYPH_BREAK) != 0)
			word = 0;
	}
	*ret_word = drawn_width(longest_word, lines->size);
	return drawn_width(longest, lines->size);
}

/* A link has a tag of its own, with a place on the page for each of its lines. */
void lines_draw(const struct lines *lines, int line, struct canvas *canvas, int left, int baseline)
{
	const struct line *at = &lines->line[line];
	const struct glyph *glyph = lines->glyphs.glyph + at->first;

	for (int i = 0; i < at->count;) {
		const char *link = lines->text->runs[glyph[i].run].link;
		int same = 1, right;

		while (i + same < at->count && glyph[i + same].run == glyph[i].run)
			same++;
		if (link == NULL) {
			right = canvas_text(canvas, glyph + i, same, lines->size, left, baseline);
		} else {
			canvas_open(canvas, "Link", "");
			canvas_draw(canvas, "0.04 0.24 0.42 rg\n");
			right = canvas_text(canvas, glyph + i, same, lines->size, left, baseline);
			canvas_draw(canvas, "0 g\n");
			canvas_link(canvas, left, baseline - lines->size, right, baseline + lines->size / 4, link);
			canvas_close(canvas);
			canvas_rule(canvas, left, right, baseline + lines->size / 8, lines->size / 16);
		}
		left = right;
		i += same;
	}
}
