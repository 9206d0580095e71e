/* target - splits first and decodes after: an encoded slash is a character, not a part's end. */
#include "http/target.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "proto/refusal.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int target_decode(const char *text, size_t length, bool plus_is_space, struct arena *arena,
	const char **ret_text)
{
	char *out = arena_take(arena, length + 1);
	size_t used = 0;

	for (size_t i = 0; i < length; i++) {
		int high, low;

		if (text[i] != '%') {
			out[used++] = plus_is_space && text[i] == '+' ? ' ' : text[i];
			continue;
		}
		if (i + 2 >= length || (high = hex_digit(text[i + 1])) < 0 || (low = hex_digit(text[i + 2])) < 0)
			return REFUSAL_malformed_request;
		out[used++] = (char)(high << 4 | low);
		i += 2;
	}
	out[used] = '\0';
	if (!text_valid(out, used, NULL))
		return REFUSAL_invalid_utf8;
	*ret_text = out;
	return 0;
}

static void path_parse(const char *path, struct arena *arena, struct target *target)
{
	while (*path == '/' && target->parts <= TARGET_PARTS) {
		size_t length = strcspn(++path, "/");

		/* what cannot be decoded stays as it is, and so is the name of nothing */
		if (target->parts < TARGET_PARTS &&
		    target_decode(path, length, false, arena, &target->part[target->parts]) != 0)
			target->part[target->parts] = arena_text_n(arena, path, length);
		target->parts++;
		path += length;
	}
}

static int pair_parse(const char *text, size_t length, struct arena *arena, struct target *target)
{
	const char *equals = memchr(text, '=', length);
	size_t name = equals == NULL ? length : (size_t)(equals - text);
	const char **pair = target->pairs[target->pair_count];
	int refusal = target_decode(text, name, true, arena, &pair[0]);

	pair[1] = "";
	if (refusal == 0 && equals != NULL)
		refusal = target_decode(equals + 1, length - name - 1, true, arena, &pair[1]);
	if (refusal == 0)
		target->pair_count++;
	return refusal;
}

static int query_parse(const char *query, struct arena *arena, struct target *target)
{
	size_t count = 1;

	for (const char *at = query; *at != '\0'; at++)
		count += *at == '&';
	if (count > TARGET_PAIRS)
		return REFUSAL_malformed_request;
	target->pairs = arena_take_array(arena, count, sizeof *target->pairs);
	while (*query != '\0') {
		size_t length = strcspn(query, "&");
		int refusal = pair_parse(query, length, arena, target);

		if (refusal != 0)
			return refusal;
		query += length + (query[length] == '&');
	}
	return 0;
}

/* Past "http://host" of the absolute form, which only proxies need but every server must take. */
static const char *skip_origin(const char *text)
{
	static const char *const schemes[] = { "http://", "https://" };

	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if (strncasecmp(text, schemes[i], strlen(schemes[i])) == 0)
			return text + strlen(schemes[i]) + strcspn(text + strlen(schemes[i]), "/?");
	return text;
}

int target_parse(const char *text, struct arena *arena, struct target *ret_target)
{
	struct target target = { .parts = 0 };
	const char *query;
	int refusal = 0;

	text = skip_origin(text);
	if (text[0] != '/')
		return REFUSAL_malformed_request;
	/* a fragment is the caller's own, and some send it on: a Location of ours has one */
	text = arena_text_n(arena, text, strcspn(text, "#"));
	query = strchr(text, '?');
	target.path = query == NULL ? text : arena_text_n(arena, text, (size_t)(query - text));
	path_parse(target.path, arena, &target);
	if (query != NULL)
		refusal = query_parse(query + 1, arena, &target);
	if (refusal == 0)
		*ret_target = target;
	return refusal;
}
