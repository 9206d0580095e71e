/*
 * fuzz_template - a wording that somebody wrote: it is judged, and one that nothing is said against is
 * written for a case with everything and one with nothing, into a body whose markup can be read.
 *
 * FUZZ_ROOMS: daemon/base daemon/letter/mustache.c daemon/letter/mustache_write.c daemon/letter/template.c daemon/letter/template_check.c daemon/letter/mark.c daemon/letter/mark_check.c daemon/letter/mark_chart.c daemon/letter/mark_data.c daemon/core/series.c daemon/core/measure.c daemon/letter/mark_inline.c daemon/letter/diff.c
 */
#include <stdint.h>
#include <string.h>

#include "base/fault.h"
#include "base/text.h"
#include "letter/diff.h"
#include "letter/mark.h"
#include "letter/mark_check.h"
#include "letter/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct thing { const char *name, *nick; bool kind; const struct thing *things[3]; int count; };

static const char *thing_name(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct thing *)object)->name;
}

static const char *thing_nick(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct thing *)object)->nick;
}

static const char *thing_chart(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct thing *)object)->kind ? "%chart run T\n%point 2026-01-01 2026-01-31 18/20\n" : NULL;
}

static bool thing_kind(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct thing *)object)->kind;
}

static const void *thing_self(struct writing *writing, const void *object)
{
	(void)writing;
	return object;
}

static const void *thing_first(struct writing *writing, const void *object)
{
	(void)writing;
	return ((const struct thing *)object)->things[0];
}

static void thing_list(struct writing *writing, const void *object, struct view_list *list)
{
	const struct thing *thing = object;

	(void)writing;
	list->item = (const void **)(uintptr_t)thing->things;
	list->count = thing->count;
}

static const struct view view;
static const struct view_name names[] = {
	{ .name = "n", .type = VIEW_TEXT, .text = thing_name },
	{ .name = "o", .type = VIEW_OPTIONAL, .text = thing_nick },
	{ .name = "t", .type = VIEW_TRUTH, .truth = thing_kind },
	{ .name = "s", .type = VIEW_OBJECT, .object = thing_self, .of = &view },
	{ .name = "m", .type = VIEW_MAYBE, .object = thing_first, .of = &view },
	{ .name = "l", .type = VIEW_LIST, .list = thing_list, .of = &view },
	{ .name = "k", .type = VIEW_TRUTH, .truth = thing_kind, .kinds = 2 },
	{ .name = "c", .type = VIEW_CHART, .text = thing_chart },
};
static const struct view view = { "thing", names, 8 };

static const struct thing bare = { .name = "x" };
static const struct thing hostile = { .name = "## {{n}}\r\n| a |\n\n%chart *<https://x", .nick = "**|\\", .kind = true };
static const struct thing whole = { .name = "Æ **ø**", .nick = "–", .kind = true,
	.things = { &hostile, &bare, &hostile }, .count = 3 };

static const char *part(const void *context, const char *name)
{
	(void)context;
	return strcmp(name, "p") == 0 ? "| {{n}} |\n{{#l}}\n- {{n}}{{#o}} {{o}}{{/o}}\n{{/l}}\n" : NULL;
}

static void hear(void *self, int line, int column, const char *what, const char *name)
{
	must(line >= 1 && column >= 1 && *what != '\0' && name != NULL);
	++*(int *)self;
}

static void write_for(const struct template *template, const struct thing *thing, struct arena *arena)
{
	struct mark_body blocks;
	struct buffer body;
	struct diff diff;
	size_t offset, length = 0;

	buffer_init(&body);
	buffer_add_text(&body, "");
	if (template_write(template, &view, thing, NULL, arena, &body)) {
		must(text_valid(body.data, body.length, &offset));
		mark_parse(body.data, arena, &blocks);
		diff_texts(template->text, body.data, arena, &diff);
		for (int i = 0; i < diff.count; i++)
			length += diff.parts[i].change == DIFF_REMOVED ? 0 : diff.parts[i].length;
		must(length == body.length);
	}
	buffer_release(&body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct template template = { .kind = 0, .part = part, .add = mark_add_data };
	struct arena arena;
	int told = 0;
	const struct mustache_ear ear = { hear, &told };
	size_t offset;
	bool well;

	if (memchr(data, '\0', size) != NULL || !text_valid((const char *)data, size, &offset))
		return 0;               /* the door refuses it before anybody judges it */
	arena_init(&arena);
	template.text = arena_text_n(&arena, (const char *)data, size);
	well = template_check(&template, &view, &ear, &arena);
	must(well == (told == 0));
	mark_check(template.text, &ear);
	if (well) {
		write_for(&template, &whole, &arena);
		write_for(&template, &bare, &arena);
	}
	arena_release(&arena);
	return 0;
}
