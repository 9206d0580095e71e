/*
 * json - jansson reads; what it does not tell is found here: where in the document it stopped, and
 * which members stand twice.
 */
#include "proto/json.h"

#include <string.h>

#include "base/text.h"
#include "proto/decode.h"
#include "proto/refusal.h"

#define JSON_FLAGS (JSON_DECODE_ANY | JSON_ALLOW_NUL)
#define OVERFLOWS_MAX 16        /* each reads the text anew */
#define KEYS_SEEN 256           /* of one object: no message has so many */

struct level {
	bool object, key_next;
	int index;                      /* of an array's item */
	const char **key;               /* the newest last */
	int key_count;
};

/* A walk over a text that is JSON as far as it is walked. */
struct walk {
	const char *at, *end;
	struct level level[JSON_DEPTH_MAX];
	int depth;
	struct arena *arena;
	struct mistakes *mistakes;      /* gets the duplicates; NULL: none are looked for */
};

static bool within_limits(const char *text, size_t length, bool *ret_deep)
{
	int depth = 0, containers = 0;
	bool string = false;

	*ret_deep = false;
	for (const char *at = text; at < text + length; at++) {
		if (string && *at == '\\')
			at++;
		else if (*at == '"')
			string = !string;
		else if (!string && (*at == '[' || *at == '{'))
			depth++, containers++;
		else if (!string && (*at == ']' || *at == '}'))
			depth--;
		if (depth > JSON_DEPTH_MAX)
			*ret_deep = true;
		if (*ret_deep || containers > JSON_CONTAINERS_MAX)
			return false;
	}
	return true;
}

/* RFC 6901: ~ and / of a name are ~0 and ~1. */
static const char *walk_pointer(const struct walk *walk)
{
	const char *pointer = "";

	for (int i = 0; i < walk->depth; i++) {
		const struct level *level = &walk->level[i];

		if (!level->object)
			pointer = arena_format(walk->arena, "%s/%d", pointer, level->index);
		else if (level->key_count > 0)
			pointer = pointer_add(walk->arena, pointer,
				level->key[level->key_count - 1]);
	}
	return pointer;
}

/* The name between two quotes, as jansson understands it. */
static const char *walk_name(const struct walk *walk, const char *quote, size_t length)
{
	const char *name;
	json_t *string;

	if (memchr(quote, '\\', length) == NULL)
		return arena_text_n(walk->arena, quote + 1, length - 2);
	string = json_loadb(quote, length, JSON_DECODE_ANY, NULL);
	name = arena_text(walk->arena, string == NULL ? "" : json_string_value(string));
	json_decref(string);
	return name;
}

static void walk_key(struct walk *walk, struct level *level, const char *name)
{
	const char **added;
	bool twice = false;

	for (int i = 0; walk->mistakes != NULL && i < level->key_count && i < KEYS_SEEN; i++)
		twice = twice || strcmp(level->key[i], name) == 0;
	added = arena_push(walk->arena, (void **)&level->key, &level->key_count, sizeof *added);
	*added = name;
	level->key_next = false;
	if (twice)
		mistakes_add(walk->mistakes, walk_pointer(walk), REFUSAL_duplicate_member, NULL);
}

static void walk_string(struct walk *walk)
{
	struct level *level = walk->depth > 0 ? &walk->level[walk->depth - 1] : NULL;
	const char *quote = walk->at++;

	while (walk->at < walk->end && *walk->at != '"')
		walk->at += *walk->at == '\\' ? 2 : 1;
	if (walk->at >= walk->end)
		walk->at = walk->end;           /* broken in here: the place is known already */
	else if (level != NULL && level->key_next)
		walk_key(walk, level, walk_name(walk, quote, (size_t)(++walk->at - quote)));
	else
		walk->at++;
}

static void walk_to_end(struct walk *walk)
{
	while (walk->at < walk->end) {
		struct level *level = walk->depth > 0 ? &walk->level[walk->depth - 1] : NULL;
		char c = *walk->at;

		if (c == '"') {
			walk_string(walk);
			continue;
		}
		if ((c == '{' || c == '[') && walk->depth < JSON_DEPTH_MAX)
			walk->level[walk->depth++] = (struct level){ .object = c == '{',
				.key_next = c == '{' };
		else if ((c == '}' || c == ']') && walk->depth > 0)
			walk->depth--;
		else if (c == ',' && level != NULL && level->object)
			level->key_next = true;
		else if (c == ',' && level != NULL)
			level->index++;
		walk->at++;
	}
}

static const char *place(const char *text, size_t position, struct arena *arena)
{
	struct walk walk = { .at = text, .end = text + position, .arena = arena };

	walk_to_end(&walk);
	return walk_pointer(&walk);
}

static size_t error_position(const json_error_t *error, size_t length)
{
	return error->position >= 0 && (size_t)error->position < length ? (size_t)error->position
		: length;
}

static int broken(const char *text, size_t length, const json_error_t *error, struct arena *arena,
	struct mistakes *mistakes)
{
	int refusal = json_error_code(error) == json_error_invalid_utf8 ? REFUSAL_invalid_utf8
		: REFUSAL_malformed_json;
	size_t whole = strlen(error->text);     /* may end in the middle of a letter */

	text_valid(error->text, whole, &whole);
	mistakes_add(mistakes, place(text, error_position(error, length), arena), refusal,
		arena_format(arena, "line %d, column %d: %.*s", error->line, error->column,
			(int)whole, error->text));
	return refusal;
}

/*
 * Tells them all, where the text is JSON to its end; jansson stopped at the first.  A number too
 * large further on hides the others.
 */
static int duplicates(const char *text, size_t length, const json_error_t *first,
	struct arena *arena, struct mistakes *mistakes)
{
	struct walk walk = { .at = text, .end = text + length, .arena = arena,
		.mistakes = mistakes };
	json_error_t error;
	json_t *root = json_loadb(text, length, JSON_FLAGS, &error);

	if (root == NULL && json_error_code(&error) != json_error_numeric_overflow)
		return broken(text, length, &error, arena, mistakes);
	if (root == NULL)
		walk.end = text + error_position(first, length);
	json_decref(root);
	walk_to_end(&walk);
	return REFUSAL_duplicate_member;
}

/* The number that jansson just read and could not hold becomes 1 and blanks. */
static void overflow(char *text, size_t position, struct arena *arena, struct mistakes *mistakes)
{
	static const char digits[] = "0123456789+-.eE";
	char *end = text + position, *begin;

	while (end > text && strchr(digits, end[-1]) == NULL)
		end--;
	for (begin = end; begin > text && strchr(digits, begin[-1]) != NULL; )
		begin--;
	mistakes_add(mistakes, place(text, position, arena), REFUSAL_out_of_range, NULL);
	memset(begin, ' ', (size_t)(end - begin));
	*begin = '1';
}

int json_read(const char *text, size_t length, struct arena *arena, json_t **ret_root,
	struct mistakes *mistakes)
{
	char *mine = NULL;
	json_error_t error;
	json_t *root;
	bool deep;

	if (!within_limits(text, length, &deep)) {
		int refusal = deep ? REFUSAL_malformed_json : REFUSAL_too_large;

		mistakes_add(mistakes, "", refusal,
			deep ? "deeper than 32 levels" : "more than 65536 objects and arrays");
		return refusal;
	}
	for (int tries = 0; ; tries++) {
		root = json_loadb(text, length, JSON_FLAGS | JSON_REJECT_DUPLICATES, &error);
		if (root != NULL || json_error_code(&error) != json_error_numeric_overflow
			|| tries == OVERFLOWS_MAX)
			break;
		if (mine == NULL)
			text = mine = arena_text_n(arena, text, length);
		overflow(mine, error_position(&error, length), arena, mistakes);
	}
	if (root == NULL && json_error_code(&error) == json_error_duplicate_key)
		return duplicates(text, length, &error, arena, mistakes);
	if (root == NULL)
		return broken(text, length, &error, arena, mistakes);
	*ret_root = root;
	return 0;
}
