/*
 * mustache.h - the language of the texts, as the mustache specification's core has it: {{name}}
 * {{{raw}}} {{&raw}} {{a.b}} {{.}} {{#section}}…{{/section}} {{^inverted}}…{{/inverted}} {{> part}}
 * {{! comment}} {{=<% %>=}}.  A tag alone on its line takes the line with it; a part there gets its
 * indentation.  Nothing here knows what the names are: whoever writes brings the data.
 */
#ifndef LETTER_MUSTACHE_H
#define LETTER_MUSTACHE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"

#define MUSTACHE_NAME_MAX 64            /* bytes of a name */
#define MUSTACHE_DEPTH_MAX 16           /* sections within sections, and parts within parts */
#define MUSTACHE_NODES_MAX 20000        /* of one template */
#define MUSTACHE_STEPS_MAX 1000000      /* nodes met while writing once … */
#define MUSTACHE_BYTES_MAX 1000000      /* … and bytes written: a letter's body has no more */

enum mustache_type {
	MUSTACHE_TEXT, MUSTACHE_NAME, MUSTACHE_RAW, MUSTACHE_SECTION, MUSTACHE_INVERTED, MUSTACHE_PART
};

struct mustache_node {
	enum mustache_type type;
	const char *text;               /* a text of `length` bytes; else the name, NUL-terminated */
	size_t length;
	const char *indent;             /* of a part alone on its line; else "" */
	int end;                        /* of a section: the first node after it */
	int line, column;               /* of its tag, both from 1; columns count characters */
};

struct mustache { struct mustache_node *nodes; int count; };

/* Told of each mistake, in the order they stand. */
struct mustache_ear {
	void (*tell)(void *self, int line, int column, const char *what, const char *name);
	void *self;
};

/* Returns false when something was told; what was read until then is in ret all the same. */
bool mustache_parse(const char *text, const struct mustache_ear *ear, struct arena *arena, struct mustache *ret);

enum mustache_kind {
	VALUE_NOTHING, VALUE_TEXT, VALUE_TRUE, VALUE_OBJECT, VALUE_LIST,
	VALUE_LINES                     /* a text that is not escaped and begins and ends a line */
};

/* What a name gives; `object`, `of` and `items` are whoever's brings the data. */
struct mustache_value {
	enum mustache_kind kind;
	const char *text;
	const void *object, *of, *items;
	int count;                      /* of a list */
};

struct mustache_data {
	/* A member of the value; false: it has none by that name. */
	bool (*member)(void *self, const struct mustache_value *of, const char *name, size_t length,
		struct mustache_value *ret_value);
	void (*item)(void *self, const struct mustache_value *list, int index, struct mustache_value *ret_value);
	const char *(*part)(void *self, const char *name);      /* its text, or NULL */
	void (*add)(struct buffer *buffer, const char *text);   /* a {{name}}: data, so it is escaped here */
	void *self;
};

/* What no one has is empty text.  False: the limits of writing were met, and the text is not whole. */
bool mustache_write(const struct mustache *mustache, const struct mustache_data *data,
	const struct mustache_value *root, struct arena *arena, struct buffer *buffer)
	__attribute__((warn_unused_result));

#endif
