/*
 * template.h - a text with names in it becomes a letter's text.  The syntax is mustache's (mustache.h);
 * the names are those of tables, so that every name, list and text is known without a case, and what
 * is wrong with a template is told before any letter is written with it.
 */
#ifndef LETTER_TEMPLATE_H
#define LETTER_TEMPLATE_H

#include <stdbool.h>

#include "letter/mustache.h"

struct writing;                 /* the letter being written; each name's function is given it */

enum view_type {
	VIEW_TEXT,              /* always there */
	VIEW_OPTIONAL,          /* a text or NULL: written only within a section of its own name */
	VIEW_TRUTH,             /* only a section */
	VIEW_OBJECT,            /* always there: the first part of a dotted name, or a section entered once */
	VIEW_MAYBE,             /* an object or NULL: only a section */
	VIEW_LIST,              /* a section entered for each */
	VIEW_CHART,             /* as VIEW_OPTIONAL, but its text is lines of markup (mark_chart) that stand by themselves */
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
	unsigned kinds;         /* 1 << kind of those letters alone that have it; 0: all */
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
	int kind;                       /* of the letter, for names that not all have; < 0: any */
	bool line;                      /* it is one line: no chart stands there */
	template_part *part;
	const void *part_context;
	void (*add)(struct buffer *buffer, const char *text);   /* of what a name gives; never NULL */
};

/*
 * Takes a template that template_check has nothing against; adds the text as it comes.  False: more
 * than a letter can hold.
 */
bool template_write(const struct template *template, const struct view *view, const void *object,
	struct writing *writing, struct arena *arena, struct buffer *buffer) __attribute__((warn_unused_result));

/*
 * Tells every mistake in a template before anybody writes with it, in English, at its line and column:
 * a name or part that does not exist, a section that is not closed, a list written as text, an
 * optional text outside its own section, raw text.  All sections are walked whatever the facts, so
 * that no letter can meet a mistake that this has not.  What is wrong in a part is told where the
 * template names it.  True: nothing was told.
 */
bool template_check(const struct template *template, const struct view *view, const struct mustache_ear *ear,
	struct arena *arena);

#endif
