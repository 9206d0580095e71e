/* split - records found by their brackets and quotes, judged by jansson, never kept as trees. */
#include "client/split.h"

#include <jansson.h>
#include <string.h>

void split_init(struct split *split, const char *text, size_t length)
{
	*split = (struct split){ .text = text, .length = length };
}

static void skip_space(struct split *split)
{
	while (split->at < split->length && strchr(" \t\r\n", split->text[split->at]) != NULL &&
	    split->text[split->at] != '\0')
		split->at++;
}

static char here(const struct split *split)
{
	return split->at < split->length ? split->text[split->at] : '\0';
}

/* To the end of the value that begins at `at`, by its brackets and quotes. */
static size_t value_end(const struct split *split, size_t at, int *ret_containers)
{
	int depth = 0;
	bool quoted = false;

	for (; at < split->length; at++) {
		char c = split->text[at];

		if (quoted) {
			if (c == '\\')
				at++;
			else if (c == '"')
				quoted = false;
		} else if (c == '"') {
			quoted = true;
		} else if (c == '{' || c == '[') {
			depth++;
			++*ret_containers;
		} else if (depth > 0 && (c == '}' || c == ']')) {
			depth--;
		} else if (depth == 0 && (c == ',' || c == ']' || c == '}')) {
			break;
		}
	}
	return at < split->length ? at : split->length;
}

static bool fails(struct split *split, const char *why)
{
	split->wrong = why;
	split->ended = true;
	return false;
}

/* A number too large for us is still JSON: the daemon tells of it by the record's index. */
static bool is_json(const char *text, size_t length)
{
	json_error_t error;
	json_t *json = json_loadb(text, length,
		JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);

	if (json == NULL)
		return json_error_code(&error) == json_error_numeric_overflow;
	json_decref(json);
	return true;
}

static bool begin(struct split *split)
{
	if (split->length >= 3 && memcmp(split->text, "\xef\xbb\xbf", 3) == 0)
		split->at = 3;
	skip_space(split);
	if (here(split) != '[')
		return fails(split, "is no JSON array");
	split->at++;
	split->begun = true;
	skip_space(split);
	if (here(split) == ']')
		split->ended = true;
	return !split->ended;
}

static bool finish(struct split *split)
{
	split->at++;
	skip_space(split);
	if (split->at < split->length)
		return fails(split, "has something after the array");
	split->ended = true;
	return true;
}

/* One record, its end, and what stands behind it: false when the array is broken there. */
static bool take_record(struct split *split, size_t end)
{
	if (!is_json(split->text + split->at, end - split->at))
		return fails(split, "is no JSON");
	split->at = end;
	split->index++;
	if (here(split) == ']')
		return finish(split);
	if (here(split) != ',')
		return fails(split, "ends in the middle");
	split->at++;
	skip_space(split);
	return true;
}

bool split_next(struct split *split, struct chunk *ret_chunk)
{
	struct chunk chunk = { .first = split->index };
	size_t start, last;
	int containers = 0;

	if (split->ended || (!split->begun && !begin(split)))
		return false;
	start = last = split->at;
	while (!split->ended && chunk.records < CHUNK_RECORDS) {
		int more = 0;
		size_t end = value_end(split, split->at, &more);

		if (chunk.records > 0 &&
		    (end - start > CHUNK_BYTES || containers + more > CHUNK_CONTAINERS))
			break;
		if (!take_record(split, end))
			return false;
		containers += more;
		chunk.records++;
		last = end;
	}
	chunk.text = split->text + start;
	chunk.length = last - start;
	*ret_chunk = chunk;
	return true;
}

int split_line(const struct split *split)
{
	int line = 1;

	for (size_t i = 0; i < split->at && i < split->length; i++)
		line += split->text[i] == '\n';
	return line;
}
