/* template - tags are found one by one; writing and checking walk the same way. */
#include "letter/template.h"

#include <string.h>

#include "base/fault.h"

#define PARTS_DEEP 8
#define NAME_MAX_LENGTH 64

struct tag {
	char sigil;                     /* '#', '^', '/', '>', '!', or 0: a name */
	char name[NAME_MAX_LENGTH];
	const char *begin, *end;        /* with the whole line where it stands alone */
};

/* Where names are looked for: the innermost object first. */
struct frame {
	const struct view *view;
	const void *object;
	const struct view_name *entered;        /* the name whose section this is */
	bool inverted;
	const struct frame *up;
};

struct walk {
	const struct template *template;
	struct writing *writing;
	struct arena *arena;
	struct buffer *buffer;          /* NULL: only checked */
	const char *text;               /* the part walked, for the line of what is wrong */
	const char *wrong;
	int depth;
};

static void walk_wrong(struct walk *walk, const char *at, const char *what, const char *name)
{
	int line = 1;

	if (walk->wrong != NULL)
		return;
	for (const char *c = walk->text; c < at; c++)
		line += *c == '\n';
	walk->wrong = arena_format(walk->arena, "line %d: %s: %s", line, what, name);
}

/* A tag that is alone on its line takes the line with it; names and text in a line never do. */
static void tag_take_line(const char *text, struct tag *tag)
{
	const char *begin = tag->begin, *end = tag->end;

	while (begin > text && (begin[-1] == ' ' || begin[-1] == '\t'))
		begin--;
	while (*end == ' ' || *end == '\t')
		end++;
	if ((begin > text && begin[-1] != '\n') || (*end != '\n' && *end != '\0'))
		return;
	tag->begin = begin;
	tag->end = end + (*end == '\n');
}

/* The next tag from there on; false: none, or one that is no tag (told as wrong). */
static bool tag_find(struct walk *walk, const char *at, const char *limit, struct tag *ret_tag)
{
	const char *open = strstr(at, "{{"), *close = open == NULL ? NULL : strstr(open, "}}");
	const char *name;
	size_t length;

	if (open == NULL || open >= limit)
		return false;
	*ret_tag = (struct tag){ .begin = open, .end = limit };
	if (close == NULL || close >= limit) {
		walk_wrong(walk, open, "a tag is not closed", "{{");
		return false;
	}
	ret_tag->end = close + 2;
	name = open + 2;
	if (strchr("#^/>!", *name) != NULL)
		ret_tag->sigil = *name++;
	name += strspn(name, " ");
	length = (size_t)(close - name);
	while (length > 0 && name[length - 1] == ' ')
		length--;
	if (ret_tag->sigil != '!') {
		if (length == 0 || length >= NAME_MAX_LENGTH) {
			walk_wrong(walk, open, "no name", "{{");
			return false;
		}
		memcpy(ret_tag->name, name, length);
	}
	if (ret_tag->sigil != 0)
		tag_take_line(walk->text, ret_tag);
	return true;
}

/* The tag that closes the section, skipping those within. */
static bool section_close(struct walk *walk, const struct tag *open, const char *limit, struct tag *ret_close)
{
	const char *at = open->end;
	int depth = 1;

	while (tag_find(walk, at, limit, ret_close)) {
		depth += ret_close->sigil == '#' || ret_close->sigil == '^';
		depth -= ret_close->sigil == '/';
		at = ret_close->end;
		if (depth > 0)
			continue;
		if (strcmp(ret_close->name, open->name) == 0)
			return true;
		break;
	}
	walk_wrong(walk, open->begin, "a section is not closed", open->name);
	return false;
}

static const struct view_name *view_find(const struct view *view, const char *name, size_t length)
{
	for (int i = 0; i < view->count; i++)
		if (strlen(view->names[i].name) == length && memcmp(view->names[i].name, name, length) == 0)
			return &view->names[i];
	return NULL;
}

/*
 * A name, and the object that has it: its first part anywhere outwards, the rest within.  While
 * checking there are no objects.  NULL: nobody has it.
 */
static const struct view_name *look_up(struct walk *walk, const struct frame *frame, const char *name,
	const void **ret_object)
{
	size_t length = strcspn(name, ".");
	const struct view_name *found = NULL;

	for (; frame != NULL && found == NULL; frame = frame->up) {
		found = view_find(frame->view, name, length);
		*ret_object = frame->object;
	}
	while (found != NULL && name[length] == '.') {
		if (found->type != VIEW_OBJECT)
			return NULL;
		if (walk->buffer != NULL)
			*ret_object = found->object(walk->writing, *ret_object);
		name += length + 1;
		length = strcspn(name, ".");
		found = view_find(found->of, name, length);
	}
	return found;
}

static void walk_range(struct walk *walk, const char *at, const char *limit, const struct frame *frame);

/* A caseworker's words as they are, but for the line ends of other systems and blanks around them. */
static void write_text(struct buffer *buffer, const char *text)
{
	size_t length;

	must(text != NULL);
	text += strspn(text, " \t\r\n");
	length = strlen(text);
	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	for (size_t i = 0; i < length; i++)
		if (text[i] != '\r')
			buffer_add_char(buffer, text[i]);
		else if (text[i + 1] != '\n')
			buffer_add_char(buffer, '\n');
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

static void walk_name(struct walk *walk, const struct tag *tag, const struct frame *frame)
{
	const void *object;
	const struct view_name *name = look_up(walk, frame, tag->name, &object);

	if (walk->buffer != NULL) {
		must(name != NULL && name->text != NULL);
		write_text(walk->buffer, name->text(walk->writing, object));
	} else if (name == NULL) {
		walk_wrong(walk, tag->begin, "no such name", tag->name);
	} else if (name->text == NULL) {
		walk_wrong(walk, tag->begin, "not a text", tag->name);
	} else if (name->type == VIEW_OPTIONAL && !within_own_section(frame, name)) {
		walk_wrong(walk, tag->begin, "not always there, so it needs a section of its own", tag->name);
	}
}

static void walk_part(struct walk *walk, const struct tag *tag, const struct frame *frame)
{
	const char *outer = walk->text;
	const char *text = walk->template->part == NULL ? NULL
		: walk->template->part(walk->template->part_context, tag->name);

	if (text == NULL || walk->depth == PARTS_DEEP) {
		walk_wrong(walk, tag->begin, text == NULL ? "no such part" : "parts within parts", tag->name);
		return;
	}
	walk->text = text;
	walk->depth++;
	walk_range(walk, text, text + strlen(text), frame);
	walk->depth--;
	walk->text = outer;
}

/* While checking a section is entered whatever the facts, once. */
static void check_section(struct walk *walk, const struct tag *open, const struct tag *close,
	const struct frame *frame)
{
	const void *object;
	struct frame inner = { .up = frame, .inverted = open->sigil == '^' };

	inner.entered = look_up(walk, frame, open->name, &object);
	if (inner.entered == NULL) {
		walk_wrong(walk, open->begin, "no such name", open->name);
		return;
	}
	if (inner.entered->type == VIEW_TEXT) {
		walk_wrong(walk, open->begin, "always there, so it has no section", open->name);
		return;
	}
	inner.view = inner.entered->of != NULL && !inner.inverted ? inner.entered->of : frame->view;
	walk_range(walk, open->end, close->begin, &inner);
}

static void write_section(struct walk *walk, const struct tag *open, const struct tag *close,
	const struct frame *frame)
{
	const void *object;
	const struct view_name *name = look_up(walk, frame, open->name, &object);
	struct frame inner = { .view = frame->view, .object = frame->object, .entered = name, .up = frame,
		.inverted = open->sigil == '^' };
	struct view_list list = { 0 };
	bool truth = false;

	if (name != NULL && name->type == VIEW_OPTIONAL)
		truth = name->text(walk->writing, object) != NULL;
	else if (name != NULL && name->type == VIEW_TRUTH)
		truth = name->truth(walk->writing, object);
	else if (name != NULL && name->type != VIEW_LIST)
		truth = (object = name->object(walk->writing, object)) != NULL;
	else if (name != NULL)
		name->list(walk->writing, object, &list), truth = list.count > 0;
	if (truth == inner.inverted)
		return;
	if (truth && name->of != NULL)
		inner.view = name->of, inner.object = object;
	if (list.count == 0 || inner.inverted) {
		walk_range(walk, open->end, close->begin, &inner);
		return;
	}
	for (int i = 0; i < list.count; i++) {
		inner.object = list.item[i];
		walk_range(walk, open->end, close->begin, &inner);
	}
}

static void walk_range(struct walk *walk, const char *at, const char *limit, const struct frame *frame)
{
	struct tag tag, close;

	while (tag_find(walk, at, limit, &tag)) {
		if (walk->buffer != NULL && tag.begin > at)
			buffer_add(walk->buffer, at, (size_t)(tag.begin - at));
		at = tag.end;
		if (tag.sigil == 0) {
			walk_name(walk, &tag, frame);
		} else if (tag.sigil == '>') {
			walk_part(walk, &tag, frame);
		} else if (tag.sigil == '#' || tag.sigil == '^') {
			if (!section_close(walk, &tag, limit, &close))
				return;
			if (walk->buffer != NULL)
				write_section(walk, &tag, &close, frame);
			else
				check_section(walk, &tag, &close, frame);
			at = close.end;
		} else if (tag.sigil == '/') {
			walk_wrong(walk, tag.begin, "closes no section", tag.name);
		}
	}
	if (walk->buffer != NULL && limit > at)
		buffer_add(walk->buffer, at, (size_t)(limit - at));
}

void template_write(const struct template *template, const struct view *view, const void *object,
	struct writing *writing, struct arena *arena, struct buffer *buffer)
{
	struct walk walk = { .template = template, .writing = writing, .arena = arena, .buffer = buffer,
		.text = template->text };
	const struct frame outermost = { .view = view, .object = object };

	walk_range(&walk, template->text, template->text + strlen(template->text), &outermost);
	must(walk.wrong == NULL);
}

const char *template_wrong(const struct template *template, const struct view *view, struct arena *arena)
{
	struct walk walk = { .template = template, .arena = arena, .text = template->text };
	const struct frame outermost = { .view = view };

	walk_range(&walk, template->text, template->text + strlen(template->text), &outermost);
	return walk.wrong;
}
