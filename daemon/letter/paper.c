/* paper - letterhead, subject and body on pages; what cannot be printed is told first. */
#include "letter/paper.h"

#include <string.h>

#include "base/fault.h"
#include "letter/flow.h"

#define SENDER_SIZE 10500
#define REFERENCES_LEFT 400000
#define REFERENCES_SIZE 9000
#define REFERENCES_LEADING 12500
/* Seen through the window of C5, C6/5 and E6/5 envelopes alike: 44 to 70 mm from the upper edge. */
#define RECIPIENT_TOP (46 * MILLIMETRE)
#define RECIPIENT_SIZE 10000
#define RECIPIENT_LEADING 13000
#define SUBJECT_TOP (80 * MILLIMETRE)   /* below the lowest window */
#define SUBJECT_TOP_BARE (42 * MILLIMETRE)
#define LOGO_TOP (9 * MILLIMETRE)      /* to the sender's name */
#define LOGO_HEIGHT (TOP - LOGO_TOP - 4000)
#define LOGO_WIDTH (80 * MILLIMETRE)
#define HEAD_BOTTOM (PAGE_HEIGHT / 2)
#define FOOT_SIZE 8500
#define FOOT_BASELINE (PAGE_HEIGHT - 46000)
#define WORDS_BEFORE 40                 /* bytes shown before a character that is lacking */

static const struct { const char *tag, *page, *of; } said[LANGUAGES] = {
	[LANGUAGE_NB] = { "nb-NO", "Side", "av" },
	[LANGUAGE_NN] = { "nn-NO", "Side", "av" },
	[LANGUAGE_EN] = { "en-GB", "Page", "of" },
};

const char *paper_lacking(const char *text, uint32_t *ret_character)
{
	return font_lacks(text, ret_character);
}

const char *paper_lacks(const char *text, struct arena *arena)
{
	uint32_t character;
	const char *at = text == NULL ? NULL : font_lacks(text, &character), *from = at;

	if (at == NULL)
		return NULL;
	if (at - text > WORDS_BEFORE)
		for (from = at - WORDS_BEFORE; ((unsigned char)*from & 0xc0) == 0x80; from++)
			;
	else
		from = text;
	for (const char *c = from; c < at; c++)
		if (*c == '\n')
			from = c + 1;
	if (from > text && from[-1] != '\n' && memchr(from, ' ', (size_t)(at - from)) != NULL)
		from = strchr(from, ' ') + 1;   /* no half word */
	return arena_format(arena, "%.*s[U+%04X]", (int)(at - from), from, (unsigned)character);
}

static const char *lacks(const struct paper *paper, struct arena *arena)
{
	const char *const texts[] = { paper->sender, paper->recipient, paper->subject, paper->body, paper->ending, paper->foot };
	const char *why = NULL;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0] && why == NULL; i++)
		why = paper_lacks(texts[i], arena);
	for (int i = 0; i < paper->reference_count && why == NULL; i++) {
		why = paper_lacks(paper->references[i].label, arena);
		if (why == NULL)
			why = paper_lacks(paper->references[i].value, arena);
	}
	return why;
}

/* A block at a place of its own; returns where it ends. */
static int stand(struct flow *flow, const char *text, unsigned style, int size, int leading, int left, int width, int top)
{
	struct lines lines = lines_of(text, style, size, width, flow->arena);

	canvas_open(&flow->canvas, "P", "");
	for (int i = 0; i < lines.count; i++)
		lines_draw(&lines, i, &flow->canvas, left, top + i * leading + leading * 3 / 4);
	canvas_close(&flow->canvas);
	return top + lines.count * leading;
}

static int stand_references(struct flow *flow, const struct paper *paper)
{
	const char *text = "";

	for (int i = 0; i < paper->reference_count; i++)
		if (paper->references[i].value != NULL)
			text = arena_format(flow->arena, "%s%s%s: %s", text, *text == '\0' ? "" : "\n",
				paper->references[i].label, paper->references[i].value);
	if (*text == '\0')
		return TOP;
	return stand(flow, text, 0, REFERENCES_SIZE, REFERENCES_LEADING, REFERENCES_LEFT, RIGHT - REFERENCES_LEFT, TOP);
}

/* As large as it fits above the name, in its own proportions. */
static void stand_logo(struct flow *flow, const struct logo *logo)
{
	int64_t width = LOGO_WIDTH, height = width * logo->height / logo->width;
	struct buffer text;

	if (height > LOGO_HEIGHT) {
		height = LOGO_HEIGHT;
		width = height * logo->width / logo->height;
	}
	buffer_init(&text);
	buffer_add_text(&text, "/Alt");
	pdf_add_text(&text, logo->alt);
	canvas_open(&flow->canvas, "Figure", arena_format(flow->arena, "%s/A<</O/Layout/Placement/Block/BBox[%d %d %d %d]>>", text.data,
		LEFT / POINT, (PAGE_HEIGHT - LOGO_TOP - (int)height) / POINT, (LEFT + (int)width) / POINT + 1,
		(PAGE_HEIGHT - LOGO_TOP) / POINT + 1));
	buffer_release(&text);
	canvas_logo(&flow->canvas, logo, LEFT, LOGO_TOP, (int)width + (width == 0), (int)height + (height == 0));
	canvas_close(&flow->canvas);
}

/* False: what stands around the letter fills its first page, and leaves no room for it. */
static bool write_head(struct flow *flow, const struct paper *paper)
{
	struct lines subject = lines_of(paper->subject, MARK_BOLD, 16000, RIGHT - LEFT, flow->arena);
	int end, top = paper->recipient == NULL ? SUBJECT_TOP_BARE : SUBJECT_TOP;

	if (paper->logo != NULL)
		stand_logo(flow, paper->logo);
	end = stand(flow, paper->sender, MARK_BOLD, SENDER_SIZE, TEXT_LEADING, LEFT, REFERENCES_LEFT - LEFT - 20000, TOP);
	if (paper->recipient != NULL && end > RECIPIENT_TOP)
		return false;
	if (paper->recipient != NULL) {
		end = stand(flow, paper->recipient, 0, RECIPIENT_SIZE, RECIPIENT_LEADING, LEFT,
			REFERENCES_LEFT - LEFT - 20000, RECIPIENT_TOP);
		top = end + TEXT_LEADING > top ? end + TEXT_LEADING : top;
	}
	end = stand_references(flow, paper);
	flow->y = end + TEXT_LEADING > top ? end + TEXT_LEADING : top;
	if (flow->y > HEAD_BOTTOM)
		return false;
	flow_heading(flow, &subject, 1, paper->subject, 0);
	return true;
}

static void write_feet(struct flow *flow, const struct paper *paper)
{
	int pages = flow->canvas.page_count;

	for (int i = 0; i < pages; i++) {
		const char *number = arena_format(flow->arena, "%s %d %s %d", said[paper->language].page, i + 1,
			said[paper->language].of, pages);
		struct lines left = lines_of(paper->foot, 0, FOOT_SIZE, RIGHT - LEFT, flow->arena);
		struct lines right = lines_of(number, 0, FOOT_SIZE, RIGHT - LEFT, flow->arena);

		canvas_go(&flow->canvas, i);
		canvas_artifact(&flow->canvas, "<</Type/Pagination/Subtype/Footer>>");
		if (left.count > 0)
			lines_draw(&left, 0, &flow->canvas, LEFT, FOOT_BASELINE);
		lines_draw(&right, 0, &flow->canvas, RIGHT - right.line[0].width, FOOT_BASELINE);
		canvas_artifact_end(&flow->canvas);
	}
}

static void add_ending(struct mark_body *body, const char *ending, struct arena *arena)
{
	struct mark_block *block = arena_push(arena, (void **)&body->blocks, &body->count, sizeof *block);

	block->texts = arena_take(arena, sizeof *block->texts);
	block->text_count = 1;
	block->texts->runs = arena_take(arena, sizeof *block->texts->runs);
	block->texts->count = 1;
	*block->texts->runs = (struct mark_run){ ending, MARK_ITALIC, NULL };
}

static bool write_pages(struct flow *flow, const struct paper *paper)
{
	struct mark_body body;

	mark_parse(paper->body, flow->arena, &body);
	flow_new_page(flow);
	canvas_open(&flow->canvas, "Document", "");
	if (!write_head(flow, paper))
		return false;
	if (paper->ending != NULL)
		add_ending(&body, paper->ending, flow->arena);
	flow_body(flow, &body);
	canvas_close(&flow->canvas);
	return true;
}

enum paper_wrong paper_print(const struct paper *paper, struct arena *arena, struct buffer *file, const char **ret_why)
{
	struct flow flow = { .arena = arena, .language = paper->language };
	struct pdf_about about = { .title = paper->subject, .language = said[paper->language].tag,
		.made_at = paper->made_at, .part = paper->archive_part == 0 ? 2 : paper->archive_part,
		.level = paper->archive_part == 0 ? "A" : "B" };

	if ((*ret_why = lacks(paper, arena)) != NULL)
		return PAPER_LACKS_GLYPH;
	canvas_init(&flow.canvas, arena);
	if (!write_pages(&flow, paper)) {
		*ret_why = "the address block or the references leave no room for the letter";
	} else if (flow.full) {
		*ret_why = arena_format(arena, "more than %d pages", PAGES_MAX);
	} else {
		write_feet(&flow, paper);
		canvas_write(&flow.canvas, &about, file);
	}
	canvas_release(&flow.canvas);
	return *ret_why == NULL ? PAPER_PRINTED : PAPER_TOO_LONG;
}
