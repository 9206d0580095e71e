/* template_check - what is wrong with a template, whatever the facts: every section is walked once. */
#include <string.h>

#include "letter/template_view.h"

/* Where names are looked for: the innermost object first. */
struct frame {
	const struct view *view;
	const struct view_name *entered;        /* the name whose section this is; NULL: of the outermost */
	bool inverted;
	const struct frame *up;
};

struct check {
	const struct template *template;
	struct arena *arena;
	const struct mustache_ear *ear;
	const struct mustache_node *part;       /* the template's own tag that led into the part walked */
	int depth;
	bool well;
};

/* In a part: told at the template's own tag, which is all its writer can change. */
static void tell(struct check *check, int line, int column, const char *what, const char *name)
{
	check->well = false;
	if (check->part != NULL) {
		line = check->part->line;
		column = check->part->column;
		what = arena_format(check->arena, "the part %s cannot stand here: %s", check->part->text, what);
	}
	check->ear->tell(check->ear->self, line, column, what, name);
}

static void tell_node(struct check *check, const struct mustache_node *node, const char *what)
{
	tell(check, node->line, node->column, what, node->text);
}

/* The first part of a name anywhere outwards, the rest within what is always there.  NULL: nobody has it. */
static const struct view_name *look_up(const struct frame *frame, const char *name)
{
	size_t length = strcspn(name, ".");
	const struct view_name *found = NULL;

	for (; frame != NULL && found == NULL; frame = frame->up)
		found = view_find(frame->view, name, length);
	while (found != NULL && name[length] == '.') {
		if (found->type != VIEW_OBJECT)
			return NULL;
		name += length + 1;
		length = strcspn(name, ".");
		found = view_find(found->of, name, length);
	}
	return found;
}

/* The section must be of the same object: going out past the one that entered it is too far. */
static bool within_own_section(const struct frame *frame, const struct view_name *name)
{
	for (; frame->entered != NULL; frame = frame->up) {
		const struct view *of = frame->entered->of;

		if (frame->entered == name && !frame->inverted)
			return true;
		if (of != NULL && name >= of->names && name < of->names + of->count)
			return false;
	}
	return false;
}

static bool is_of_kind(const struct check *check, const struct view_name *name)
{
	return name->kinds == 0 || check->template->kind < 0 || (name->kinds >> check->template->kind & 1) != 0;
}

static void check_name(struct check *check, const struct mustache_node *node, const struct frame *frame)
{
	const struct view_name *name = look_up(frame, node->text);

	if (node->type == MUSTACHE_RAW)
		tell_node(check, node, "what somebody wrote is never markup, so nothing is written raw");
	else if (name == NULL)
		tell_node(check, node, "no such name");
	else if (!is_of_kind(check, name))
		tell_node(check, node, "not in a letter of this kind");
	else if (name->text == NULL || (name->type == VIEW_CHART && check->template->line))
		tell_node(check, node, "not a text");
	else if (name->type != VIEW_TEXT && !within_own_section(frame, name))
		tell_node(check, node, "not always there, so it needs a section of its own");
}

static void check_nodes(struct check *check, const struct mustache *mustache, int from, int to,
	const struct frame *frame);

static void check_section(struct check *check, const struct mustache *mustache, int at, const struct frame *frame)
{
	const struct mustache_node *node = &mustache->nodes[at];
	struct frame inner = { .up = frame, .inverted = node->type == MUSTACHE_INVERTED };

	inner.entered = look_up(frame, node->text);
	if (inner.entered == NULL) {
		tell_node(check, node, "no such name");
		return;
	}
	if (!is_of_kind(check, inner.entered)) {
		tell_node(check, node, "not in a letter of this kind");
		return;
	}
	if (inner.entered->type == VIEW_TEXT) {
		tell_node(check, node, "always there, so it has no section");
		return;
	}
	inner.view = inner.inverted ? NULL : inner.entered->of;
	check_nodes(check, mustache, at + 1, node->end, &inner);
}

/* What a part's own text has against being read at all. */
static void hear_in_part(void *self, int line, int column, const char *what, const char *name)
{
	tell(self, line, column, what, name);
}

static void check_part(struct check *check, const struct mustache_node *node, const struct frame *frame)
{
	const struct mustache_ear ear = { hear_in_part, check };
	const struct mustache_node *outer = check->part;
	const char *text = check->template->part == NULL ? NULL
		: check->template->part(check->template->part_context, node->text);
	struct mustache part;

	if (text == NULL || check->depth == MUSTACHE_DEPTH_MAX) {
		tell_node(check, node, text == NULL ? "no such part" : "parts within parts");
		return;
	}
	if (outer == NULL)
		check->part = node;
	check->depth++;
	if (mustache_parse(text, &ear, check->arena, &part))
		check_nodes(check, &part, 0, part.count, frame);
	check->depth--;
	check->part = outer;
}

static void check_nodes(struct check *check, const struct mustache *mustache, int from, int to,
	const struct frame *frame)
{
	for (int at = from; at < to; at++) {
		const struct mustache_node *node = &mustache->nodes[at];

		if (node->type == MUSTACHE_PART)
			check_part(check, node, frame);
		else if (node->type == MUSTACHE_SECTION || node->type == MUSTACHE_INVERTED)
			check_section(check, mustache, at, frame), at = node->end - 1;
		else if (node->type != MUSTACHE_TEXT)
			check_name(check, node, frame);
	}
}

bool template_check(const struct template *template, const struct view *view, const struct mustache_ear *ear,
	struct arena *arena)
{
	struct check check = { .template = template, .arena = arena, .ear = ear, .well = true };
	const struct mustache_ear own = { hear_in_part, &check };
	const struct frame outermost = { .view = view };
	struct mustache mustache;

	mustache_parse(template->text, &own, arena, &mustache);
	check_nodes(&check, &mustache, 0, mustache.count, &outermost);
	return check.well;
}
