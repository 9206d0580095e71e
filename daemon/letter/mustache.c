/* mustache - a template read into nodes, tag by tag. */
#include "letter/mustache.h"

#include <string.h>

#define DELIMITER_MAX 8

struct reading {
	const char *text, *at;          /* the whole, and how far it is read */
	const char *counted;            /* how far line and column are counted */
	int line, column;
	char open[DELIMITER_MAX + 1], close[DELIMITER_MAX + 1];
	int sections[MUSTACHE_DEPTH_MAX];       /* the nodes of those that are open */
	int depth;
	const struct mustache_ear *ear;
	struct arena *arena;
	struct mustache *into;
	bool well;
};

struct tag {
	char sigil;                     /* one of "#^/>!=&{", or 0: a name */
	const char *begin, *end;        /* of all of it */
	const char *name;               /* without blanks around it */
	size_t length;
};

/* Only ever asked further on: a letter's text is counted through once. */
static void count_to(struct reading *reading, const char *at)
{
	for (; reading->counted < at; reading->counted++) {
		if (*reading->counted == '\n')
			reading->line++, reading->column = 1;
		else if (((unsigned char)*reading->counted & 0xc0) != 0x80)
			reading->column++;
	}
}

static void tell_at(struct reading *reading, int line, int column, const char *what, const char *name)
{
	reading->well = false;
	reading->ear->tell(reading->ear->self, line, column, what, name);
}

static void tell(struct reading *reading, const struct tag *tag, const char *what)
{
	size_t length = tag->length < MUSTACHE_NAME_MAX ? tag->length : MUSTACHE_NAME_MAX;

	count_to(reading, tag->begin);
	tell_at(reading, reading->line, reading->column, what,
		tag->name == NULL ? "" : arena_text_n(reading->arena, tag->name, length));
}

static struct mustache_node *add_node(struct reading *reading, enum mustache_type type, const char *at)
{
	struct mustache_node *node = arena_push(reading->arena, (void **)&reading->into->nodes,
		&reading->into->count, sizeof *node);

	count_to(reading, at);
	*node = (struct mustache_node){ .type = type, .line = reading->line, .column = reading->column, .indent = "" };
	return node;
}

static void add_text(struct reading *reading, const char *end)
{
	struct mustache_node *node;

	if (end <= reading->at)
		return;
	node = add_node(reading, MUSTACHE_TEXT, reading->at);
	node->text = reading->at;
	node->length = (size_t)(end - reading->at);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void trim(struct tag *tag)
{
	while (tag->length > 0 && is_blank(*tag->name))
		tag->name++, tag->length--;
	while (tag->length > 0 && is_blank(tag->name[tag->length - 1]))
		tag->length--;
}

/* false: there is none.  A tag that is not closed reaches to the end of the text, and is told. */
static bool tag_find(struct reading *reading, struct tag *ret_tag)
{
	char until[DELIMITER_MAX + 2];
	const char *begin = strstr(reading->at, reading->open), *inside, *close;
	char sigil;

	if (begin == NULL)
		return false;
	inside = begin + strlen(reading->open);
	sigil = *inside;
	*ret_tag = (struct tag){ .sigil = sigil != '\0' && strchr("#^/>!=&{", sigil) != NULL ? sigil : 0,
		.begin = begin, .name = inside };
	ret_tag->name += ret_tag->sigil != 0;
	strcpy(until, sigil == '{' ? "}" : sigil == '=' ? "=" : "");
	strcat(until, reading->close);
	close = strstr(ret_tag->name, until);
	ret_tag->length = close == NULL ? 0 : (size_t)(close - ret_tag->name);
	ret_tag->end = close == NULL ? begin + strlen(begin) : close + strlen(until);
	trim(ret_tag);
	if (close == NULL)
		tell(reading, ret_tag, "a tag is not closed");
	return close != NULL;
}

/* A tag alone on its line, but for names, takes the line; false where something else stands there. */
static bool stands_alone(const struct reading *reading, const struct tag *tag, const char **ret_begin,
	const char **ret_end)
{
	const char *begin = tag->begin, *end = tag->end;

	if (tag->sigil == 0 || tag->sigil == '&' || tag->sigil == '{')
		return false;
	while (begin > reading->text && (begin[-1] == ' ' || begin[-1] == '\t'))
		begin--;
	while (*end == ' ' || *end == '\t')
		end++;
	end += end[0] == '\r' && end[1] == '\n';
	if ((begin > reading->text && begin[-1] != '\n') || (*end != '\n' && *end != '\0'))
		return false;
	*ret_begin = begin;
	*ret_end = end + (*end == '\n');
	return true;
}

static void change_delimiters(struct reading *reading, const struct tag *tag)
{
	size_t open = 0, close = 0;

	while (open < tag->length && !is_blank(tag->name[open]))
		open++;
	while (close < tag->length && !is_blank(tag->name[tag->length - close - 1]))
		close++;
	if (open == 0 || open > DELIMITER_MAX || close > DELIMITER_MAX || open + close >= tag->length
	    || memchr(tag->name, '=', tag->length) != NULL) {
		tell(reading, tag, "no pair of delimiters");
		return;
	}
	memcpy(reading->open, tag->name, open);
	reading->open[open] = '\0';
	memcpy(reading->close, tag->name + tag->length - close, close);
	reading->close[close] = '\0';
}

static void close_section(struct reading *reading, const struct tag *tag)
{
	struct mustache_node *nodes = reading->into->nodes;

	if (reading->depth == 0) {
		tell(reading, tag, "closes no section");
		return;
	}
	nodes = &nodes[reading->sections[reading->depth - 1]];
	if (strlen(nodes->text) != tag->length || memcmp(nodes->text, tag->name, tag->length) != 0) {
		tell(reading, tag, arena_format(reading->arena, "another section is open here: %s", nodes->text));
		return;
	}
	nodes->end = reading->into->count;
	reading->depth--;
}

static void add_tag(struct reading *reading, const struct tag *tag, const char *line_begin)
{
	static const struct { char sigil; enum mustache_type type; } types[] = {
		{ 0, MUSTACHE_NAME }, { '&', MUSTACHE_RAW }, { '{', MUSTACHE_RAW }, { '#', MUSTACHE_SECTION },
		{ '^', MUSTACHE_INVERTED }, { '>', MUSTACHE_PART },
	};
	struct mustache_node *node;
	bool section = tag->sigil == '#' || tag->sigil == '^';

	if (tag->length == 0 || tag->length > MUSTACHE_NAME_MAX) {
		tell(reading, tag, tag->length == 0 ? "a tag without a name" : "a name that is too long");
		return;
	}
	if (section && reading->depth == MUSTACHE_DEPTH_MAX) {
		tell(reading, tag, "too many sections within sections");
		return;
	}
	node = add_node(reading, MUSTACHE_NAME, tag->begin);
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (types[i].sigil == tag->sigil)
			node->type = types[i].type;
	node->text = arena_text_n(reading->arena, tag->name, tag->length);
	node->length = tag->length;
	node->end = reading->into->count;
	if (tag->sigil == '>' && line_begin != NULL)
		node->indent = arena_text_n(reading->arena, line_begin, (size_t)(tag->begin - line_begin));
	if (section)
		reading->sections[reading->depth++] = reading->into->count - 1;
}

static void read_tag(struct reading *reading, const struct tag *tag)
{
	const char *begin = tag->begin, *end = tag->end;
	bool alone = stands_alone(reading, tag, &begin, &end);

	add_text(reading, begin);
	if (tag->sigil == '=')
		change_delimiters(reading, tag);
	else if (tag->sigil == '/')
		close_section(reading, tag);
	else if (tag->sigil != '!')
		add_tag(reading, tag, alone ? begin : NULL);
	reading->at = end;
}

bool mustache_parse(const char *text, const struct mustache_ear *ear, struct arena *arena, struct mustache *ret)
{
	struct reading reading = { .text = text, .at = text, .counted = text, .line = 1, .column = 1, .open = "{{",
		.close = "}}", .ear = ear, .arena = arena, .into = ret, .well = true };
	struct tag tag;

	*ret = (struct mustache){ 0 };
	while (tag_find(&reading, &tag)) {
		read_tag(&reading, &tag);
		if (ret->count >= MUSTACHE_NODES_MAX) {
			tell(&reading, &tag, "too many tags");
			break;
		}
	}
	if (reading.well)
		add_text(&reading, text + strlen(text));
	while (reading.depth > 0) {
		struct mustache_node *open = &ret->nodes[reading.sections[--reading.depth]];

		open->end = ret->count;
		tell_at(&reading, open->line, open->column, "a section is not closed", open->text);
	}
	return reading.well;
}
