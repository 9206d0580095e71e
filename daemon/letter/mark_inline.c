/* mark_inline - signs within a line: found one by one, an odd one out is text. */
#include "letter/mark_inline.h"

#include <stdbool.h>
#include <string.h>

#define LINK_LONGEST 2000
#define BLANK " \t\n"

enum token_type { TOKEN_CHARACTER, TOKEN_BOLD, TOKEN_ITALIC, TOKEN_LINK };

struct token {
	enum token_type type;
	const char *text;               /* the character, or a link's address */
	const char *close, *next;       /* a link's end; where the next token begins */
};

static bool is_address(const char *at, const char *end)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:" };

	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if ((size_t)(end - at) > strlen(schemes[i]) && memcmp(at, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* The '>' that closes the link, or NULL. */
static const char *link_close(const char *at, const char *end)
{
	if (!is_address(at, end))
		return NULL;
	if (end - at > LINK_LONGEST)
		end = at + LINK_LONGEST;
	for (; at < end && *at != '>'; at++)
		if (*at == '\\' && at + 1 < end)
			at++;
	return at < end && *at == '>' ? at : NULL;
}

static struct token token_at(const char *at, const char *end)
{
	struct token token = { TOKEN_CHARACTER, at, NULL, at + 1 };

	if (*at == '*') {
		bool two = at + 1 < end && at[1] == '*';

		token.type = two ? TOKEN_BOLD : TOKEN_ITALIC;
		token.next = at + (two ? 2 : 1);
	} else if (*at == '<' && (token.close = link_close(at + 1, end)) != NULL) {
		token.type = TOKEN_LINK;
		token.text = at + 1;
		token.next = token.close + 1;
	} else if (*at == '\\' && at + 1 < end && at[1] != '\n') {
		token.text = at + 1;
		token.next = at + 2;
	}
	return token;
}

static char *unescaped(const char *at, const char *end, struct arena *arena)
{
	char *text = arena_take(arena, (size_t)(end - at) + 1), *to = text;

	while (at < end) {
		if (*at == '\\' && at + 1 < end && at[1] != '\n')
			at++;
		*to++ = *at++;
	}
	return text;
}

static void trim(const char **begin, const char **end)
{
	while (*begin < *end && strchr(BLANK, **begin) != NULL)
		++*begin;
	while (*end > *begin && strchr(BLANK, (*end)[-1]) != NULL)
		--*end;
}

const char *mark_inline_plain(const char *begin, const char *end, struct arena *arena)
{
	trim(&begin, &end);
	return unescaped(begin, end, arena);
}

static struct mark_run *run_add(struct mark_text *text, const char *words, unsigned style, struct arena *arena)
{
	struct mark_run *run = arena_push(arena, (void **)&text->runs, &text->count, sizeof *run);

	run->text = words;
	run->style = style;
	return run;
}

static void add_link(struct mark_text *text, const struct token *token, unsigned style, struct arena *arena)
{
	const char *gap = token->text + strcspn(token->text, BLANK ">");
	const char *address = unescaped(token->text, gap, arena);
	const char *words = mark_inline_plain(gap, token->close, arena);

	run_add(text, *words == '\0' ? address : words, style, arena)->link = address;
}

/* How often each sign may turn its style: pairs; one left over is text. */
static void count_signs(const char *at, const char *end, int turns[TOKEN_LINK])
{
	while (at < end) {
		struct token token = token_at(at, end);

		if (token.type == TOKEN_BOLD || token.type == TOKEN_ITALIC)
			turns[token.type]++;
		at = token.next;
	}
	turns[TOKEN_BOLD] -= turns[TOKEN_BOLD] % 2;
	turns[TOKEN_ITALIC] -= turns[TOKEN_ITALIC] % 2;
}

struct mark_text mark_inline(const char *begin, const char *end, struct arena *arena)
{
	struct mark_text text = { 0 };
	int turns[TOKEN_LINK] = { 0 };
	unsigned style = 0;
	char *words, *to;

	trim(&begin, &end);
	count_signs(begin, end, turns);
	words = to = arena_take(arena, (size_t)(end - begin) + 1);
	while (begin < end) {
		struct token token = token_at(begin, end);
		bool turn = (token.type == TOKEN_BOLD || token.type == TOKEN_ITALIC) && turns[token.type] > 0;

		if (turn || token.type == TOKEN_LINK) {
			if (to > words)
				run_add(&text, arena_text_n(arena, words, (size_t)(to - words)), style, arena);
			to = words;
		}
		if (turn) {
			turns[token.type]--;
			style ^= token.type == TOKEN_BOLD ? MARK_BOLD : MARK_ITALIC;
		} else if (token.type == TOKEN_LINK) {
			add_link(&text, &token, style, arena);
		} else {
			for (const char *c = token.text; c < token.next; c++)
				*to++ = *c;
		}
		begin = token.next;
	}
	if (to > words)
		run_add(&text, arena_text_n(arena, words, (size_t)(to - words)), style, arena);
	return text;
}
