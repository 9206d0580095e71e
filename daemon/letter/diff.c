/* diff - Myers's shortest edit script, first over lines and then over the words of those that changed. */
#include "letter/diff.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define LINE_EDITS_MOST 500
#define WORD_EDITS_MOST 200

struct token { const char *at; size_t length; uint32_t hash; };
struct tokens { struct token *item; int count; };

typedef size_t token_length(const char *at);

static size_t line_length(const char *at)
{
	size_t length = strcspn(at, "\n");

	return length + (at[length] == '\n');
}

/* With the blanks after it; a line end is a word of its own. */
static size_t word_length(const char *at)
{
	size_t length = strcspn(at, " \n");

	return length == 0 && *at == '\n' ? 1 : length + strspn(at + length, " ");
}

static struct tokens split(const char *at, const char *end, token_length *length_of, struct arena *arena)
{
	struct tokens tokens = { NULL, 0 };

	while (at < end) {
		size_t length = length_of(at);
		uint32_t hash = 2166136261u;

		for (size_t i = 0; i < length; i++)
			hash = (hash ^ (unsigned char)at[i]) * 16777619u;
		*(struct token *)arena_push(arena, (void **)&tokens.item, &tokens.count, sizeof(struct token)) =
			(struct token){ at, length, hash };
		at += length;
	}
	return tokens;
}

static bool same(const struct token *a, const struct token *b)
{
	return a->hash == b->hash && a->length == b->length && memcmp(a->at, b->at, a->length) == 0;
}

struct search {
	const struct token *a, *b;
	int n, m;
	int **reached;                  /* for each number of edits: how far, by diagonal, before its last */
};

static bool comes_down(const int *far, int k, int edits)
{
	return k == -edits || (k != edits && far[k - 1] < far[k + 1]);
}

/* The least number of edits, or -1: more than `most`. */
static int search_edits(struct search *search, int most, struct arena *arena)
{
	int limit = search->n + search->m < most ? search->n + search->m : most;
	int *far = (int *)arena_take_array(arena, (size_t)limit * 2 + 3, sizeof *far) + limit + 1;

	search->reached = arena_take_array(arena, (size_t)limit + 1, sizeof *search->reached);
	for (int edits = 0; edits <= limit; edits++) {
		int *kept = (int *)arena_take_array(arena, (size_t)edits * 2 + 3, sizeof *kept) + edits + 1;

		memcpy(kept - edits - 1, far - edits - 1, ((size_t)edits * 2 + 3) * sizeof *kept);
		search->reached[edits] = kept;
		for (int k = -edits; k <= edits; k += 2) {
			int x = comes_down(far, k, edits) ? far[k + 1] : far[k - 1] + 1;

			while (x < search->n && x - k < search->m && same(&search->a[x], &search->b[x - k]))
				x++;
			far[k] = x;
			if (x >= search->n && x - k >= search->m)
				return edits;
		}
	}
	return -1;
}

/* Into `script`, from its end: one change a token.  Returns where it begins. */
static int walk_back(const struct search *search, int edits, char *script, int at)
{
	int x = search->n, y = search->m;

	for (; edits > 0; edits--) {
		const int *far = search->reached[edits];
		int k = x - y;
		int before = comes_down(far, k, edits) ? k + 1 : k - 1;

		while (x > far[before] && y > far[before] - before)
			script[--at] = DIFF_SAME, x--, y--;
		if (x == far[before])
			script[--at] = DIFF_ADDED, y--;
		else
			script[--at] = DIFF_REMOVED, x--;
	}
	for (; x > 0; x--)
		script[--at] = DIFF_SAME;
	return at;
}

static void add_part(struct diff *diff, enum diff_change change, const char *at, const char *end, struct arena *arena)
{
	struct diff_part *last = diff->count > 0 ? &diff->parts[diff->count - 1] : NULL;

	if (at == end)
		return;
	if (last != NULL && last->change == change && last->text + last->length == at)
		last->length += (size_t)(end - at);
	else
		*(struct diff_part *)arena_push(arena, (void **)&diff->parts, &diff->count, sizeof *last) =
			(struct diff_part){ change, at, (size_t)(end - at) };
}

struct span { const char *begin, *end; };

static void compare(struct span older, struct span newer, token_length *length_of, struct arena *arena,
	struct diff *diff);

/* What lies between two places that are the same: lines are looked into, words are not. */
static void add_hunk(struct span older, struct span newer, token_length *length_of, struct arena *arena,
	struct diff *diff)
{
	if (length_of == line_length && older.begin < older.end && newer.begin < newer.end) {
		compare(older, newer, word_length, arena, diff);
		return;
	}
	add_part(diff, DIFF_REMOVED, older.begin, older.end, arena);
	add_part(diff, DIFF_ADDED, newer.begin, newer.end, arena);
}

static void compare(struct span older, struct span newer, token_length *length_of, struct arena *arena,
	struct diff *diff)
{
	struct tokens a = split(older.begin, older.end, length_of, arena), b = split(newer.begin, newer.end, length_of, arena);
	struct search search = { .a = a.item, .b = b.item, .n = a.count, .m = b.count };
	int most = length_of == line_length ? LINE_EDITS_MOST : WORD_EDITS_MOST;
	int edits = search_edits(&search, most, arena), end = a.count + b.count, at;
	struct span went = { older.begin, older.begin }, came = { newer.begin, newer.begin };
	char *script;

	if (edits < 0) {
		add_hunk(older, newer, word_length, arena, diff);
		return;
	}
	script = arena_take(arena, (size_t)end + 1);
	for (at = walk_back(&search, edits, script, end); at < end; at++) {
		if (script[at] == DIFF_SAME) {
			add_hunk(went, came, length_of, arena, diff);
			add_part(diff, DIFF_SAME, came.end, came.end + b.item->length, arena);
			went.begin = went.end += a.item++->length;
			came.begin = came.end += b.item++->length;
		} else if (script[at] == DIFF_REMOVED) {
			went.end += a.item++->length;
		} else {
			came.end += b.item++->length;
		}
	}
	add_hunk(went, came, length_of, arena, diff);
}

void diff_texts(const char *older, const char *newer, struct arena *arena, struct diff *ret_diff)
{
	struct span a = { older, older + strlen(older) }, b = { newer, newer + strlen(newer) };
	const char *start = newer;

	*ret_diff = (struct diff){ NULL, 0 };
	while (a.begin < a.end && b.begin < b.end) {
		size_t length = line_length(a.begin);

		if (strncmp(a.begin, b.begin, length) != 0)
			break;
		a.begin += length;
		b.begin += length;
	}
	add_part(ret_diff, DIFF_SAME, start, b.begin, arena);
	compare(a, b, line_length, arena, ret_diff);
}
