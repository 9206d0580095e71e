/* mustache_write - nodes become text: names are looked for from the innermost object outwards. */
#include "letter/mustache.h"

#include <string.h>

struct frame { struct mustache_value value; const struct frame *up; };

/* A part that was met before is not read again: it may stand in a list. */
struct known_part { const char *name, *indent; struct mustache mustache; };

struct writer {
	const struct mustache_data *data;
	struct arena *arena;
	struct buffer *buffer;
	struct known_part *parts;
	int part_count;
	size_t begun;                   /* bytes in the buffer before us */
	int depth;                      /* of parts */
	long steps;
	bool whole;
};

static void write_nodes(struct writer *writer, const struct mustache *mustache, int from, int to,
	const struct frame *frame);

static struct mustache_value look_up(const struct writer *writer, const struct frame *frame, const char *name)
{
	const struct mustache_data *data = writer->data;
	struct mustache_value value = { VALUE_NOTHING, NULL, NULL, NULL, NULL, 0 }, within;
	size_t length = strcspn(name, ".");
	bool found = false;

	if (strcmp(name, ".") == 0)
		return frame->value;
	for (; frame != NULL && !found; frame = frame->up)
		found = data->member(data->self, &frame->value, name, length, &value);
	for (name += length; found && *name == '.'; name += 1 + length) {
		length = strcspn(name + 1, ".");
		found = data->member(data->self, &value, name + 1, length, &within);
		value = within;
	}
	if (!found)
		value.kind = VALUE_NOTHING;
	return value;
}

static void write_section(struct writer *writer, const struct mustache *mustache, int at, const struct frame *frame)
{
	const struct mustache_node *node = &mustache->nodes[at];
	struct mustache_value value = look_up(writer, frame, node->text);
	struct frame inner = { value, frame };
	bool there = value.kind != VALUE_NOTHING && (value.kind != VALUE_LIST || value.count > 0);

	if (node->type == MUSTACHE_INVERTED) {
		if (!there)
			write_nodes(writer, mustache, at + 1, node->end, frame);
		return;
	}
	if (there && value.kind != VALUE_LIST)
		write_nodes(writer, mustache, at + 1, node->end, value.kind == VALUE_TRUE ? frame : &inner);
	for (int i = 0; value.kind == VALUE_LIST && i < value.count && writer->whole; i++) {
		writer->data->item(writer->data->self, &value, i, &inner.value);
		write_nodes(writer, mustache, at + 1, node->end, &inner);
	}
}

/* The part's text with its tag's indentation before each of its lines. */
static const char *indented(struct arena *arena, const char *text, const char *indent)
{
	size_t indented = strlen(indent), lines = 1;
	char *copy, *to;

	if (indented == 0)
		return text;
	for (const char *c = text; *c != '\0'; c++)
		lines += *c == '\n';
	to = copy = arena_take(arena, strlen(text) + lines * indented + 1);
	for (bool first = true; *text != '\0'; text++) {
		if (first)
			memcpy(to, indent, indented), to += indented;
		first = *text == '\n';
		*to++ = *text;
	}
	return copy;
}

static void hear_nothing(void *self, int line, int column, const char *what, const char *name)
{
	(void)self, (void)line, (void)column, (void)what, (void)name;
}

/* NULL: there is no such part, or it cannot be read. */
static const struct mustache *part_of(struct writer *writer, const struct mustache_node *node,
	struct mustache *ret_part)
{
	static const struct mustache_ear deaf = { hear_nothing, NULL };
	struct known_part *part;
	const char *text;

	for (int i = 0; i < writer->part_count; i++)
		if (strcmp(writer->parts[i].name, node->text) == 0 && strcmp(writer->parts[i].indent, node->indent) == 0)
			return *ret_part = writer->parts[i].mustache, ret_part;
	text = writer->data->part(writer->data->self, node->text);
	if (text == NULL)
		return NULL;
	writer->whole &= mustache_parse(indented(writer->arena, text, node->indent), &deaf, writer->arena, ret_part);
	part = arena_push(writer->arena, (void **)&writer->parts, &writer->part_count, sizeof *part);
	*part = (struct known_part){ node->text, node->indent, *ret_part };
	return ret_part;
}

static void write_part(struct writer *writer, const struct mustache_node *node, const struct frame *frame)
{
	struct mustache part;

	if (part_of(writer, node, &part) == NULL)
		return;
	writer->whole &= writer->depth < MUSTACHE_DEPTH_MAX;
	if (!writer->whole)
		return;
	writer->depth++;
	write_nodes(writer, &part, 0, part.count, frame);
	writer->depth--;
}

static void write_lines(struct writer *writer, const char *text)
{
	struct buffer *to = writer->buffer;

	if (to->length > writer->begun && to->data[to->length - 1] != '\n')
		buffer_add_char(to, '\n');
	buffer_add_text(to, text);
	if (to->length > writer->begun && to->data[to->length - 1] != '\n')
		buffer_add_char(to, '\n');
}

static void write_name(struct writer *writer, const struct mustache_node *node, const struct frame *frame)
{
	struct mustache_value value = look_up(writer, frame, node->text);

	if (value.kind == VALUE_LINES)
		write_lines(writer, value.text);
	else if (value.kind == VALUE_TEXT && node->type == MUSTACHE_RAW)
		buffer_add_text(writer->buffer, value.text);
	else if (value.kind == VALUE_TEXT)
		writer->data->add(writer->buffer, value.text);
}

static void write_nodes(struct writer *writer, const struct mustache *mustache, int from, int to,
	const struct frame *frame)
{
	for (int at = from; at < to; at++) {
		const struct mustache_node *node = &mustache->nodes[at];

		if (++writer->steps > MUSTACHE_STEPS_MAX
		    || writer->buffer->length - writer->begun > MUSTACHE_BYTES_MAX)
			writer->whole = false;
		if (!writer->whole)
			return;
		if (node->type == MUSTACHE_TEXT)
			buffer_add(writer->buffer, node->text, node->length);
		else if (node->type == MUSTACHE_PART)
			write_part(writer, node, frame);
		else if (node->type == MUSTACHE_SECTION || node->type == MUSTACHE_INVERTED)
			write_section(writer, mustache, at, frame), at = node->end - 1;
		else
			write_name(writer, node, frame);
	}
}

bool mustache_write(const struct mustache *mustache, const struct mustache_data *data,
	const struct mustache_value *root, struct arena *arena, struct buffer *buffer)
{
	struct writer writer = { .data = data, .arena = arena, .buffer = buffer, .begun = buffer->length,
		.whole = true };
	const struct frame outermost = { .value = *root };

	write_nodes(&writer, mustache, 0, mustache->count, &outermost);
	return writer.whole && buffer->length - writer.begun <= MUSTACHE_BYTES_MAX;
}
