/*
 * template.h - a text with names in it becomes a letter's text.  The syntax is mustache's without its
 * escapes: {{name}} {{a.b}} {{#section}}…{{/section}} {{^inverted}}…{{/inverted}} {{> part}}
 * {{! comment}}; a tag of a section alone on its line leaves no line behind.  What a name gives is
 * data and is never read as markup.
 */
#ifndef LETTER_TEMPLATE_H
#define LETTER_TEMPLATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"

struct writing;                 /* the letter being written; each name's function is given it */

enum view_type {
	VIEW_TEXT,              /* always there */
	VIEW_OPTIONAL,          /* a text or NULL: written only within a section of its own name */
	VIEW_TRUTH,             /* only a section */
	VIEW_OBJECT,            /* always there: the first part of a dotted name, or a section entered once */
	VIEW_MAYBE,             /* an object or NULL: only a section */
	VIEW_LIST,              /* a section entered for each */
};

struct view_list { const void **item; int count; };

/* One name of an object: what it is, and how it is found when somebody asks. */
struct view_name {
	const char *name;
	enum view_type type;
	const char *(*text)(struct writing *writing, const void *object);
	bool (*truth)(struct writing *writing, const void *object);
	const void *(*object)(struct writing *writing, const void *object);
	void (*list)(struct writing *writing, const void *object, struct view_list *list);
	const struct view *of;  /* of an object or the items of a list */
};

struct view {
	const char *what;
	const struct view_name *names;
	int count;
};

/* The text of a part by its name, or NULL. */
typedef const char *template_part(const void *context, const char *name);

struct template {
	const char *text;
	template_part *part;
	const void *part_context;
};

/* Takes a template that template_wrong has nothing against; adds the text as it comes. */
void template_write(const struct template *template, const struct view *view, const void *object,
	struct writing *writing, struct arena *arena, struct buffer *buffer);

/*
 * What is wrong with a template before anybody writes with it, in English with its line: a name or
 * part that does not exist, a section that is not closed, a list written as text, an optional text
 * outside its own section.  NULL: nothing.  All sections are walked, so that no letter can meet a
 * fault that this has not.
 */
const char *template_wrong(const struct template *template, const struct view *view, struct arena *arena);

#endif
