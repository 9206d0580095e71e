/* diff - what stayed, went and came, word by word; and markup that is half-made. */
#include "unit.h"

#include "letter/diff.h"
#include "letter/mark_check.h"

static struct arena arena;

/* "same[-removed-]{+added+}" */
static void differs(const char *older, const char *newer, const char *expected)
{
	static const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
	struct buffer shown;
	struct diff diff;

	arena_init(&arena);
	buffer_init(&shown);
	buffer_add_text(&shown, "");
	diff_texts(older, newer, &arena, &diff);
	for (int i = 0; i < diff.count; i++) {
		buffer_add_text(&shown, marks[diff.parts[i].change][0]);
		buffer_add(&shown, diff.parts[i].text, diff.parts[i].length);
		buffer_add_text(&shown, marks[diff.parts[i].change][1]);
	}
	assert_string_equal(shown.data, expected);
	buffer_release(&shown);
	arena_release(&arena);
}

TEST(only_the_words_that_changed_are_told)
{
	differs("", "", "");
	differs("a b c\n", "a b c\n", "a b c\n");
	differs("vi ser 3 feil\n", "vi ser 4 feil\n", "vi ser [-3 -]{+4 +}feil\n");
	differs("en\nto\ntre\n", "en\ntre\n", "en\n[-to\n-]tre\n");
	differs("en\ntre\n", "en\nto\ntre\n", "en\n{+to\n+}tre\n");
	differs("", "ny\n", "{+ny\n+}");
	differs("gammel\n", "", "[-gammel\n-]");
}

/* Whatever the texts, the newer is what is not removed and the older what is not added. */
TEST(both_texts_can_be_read_out_of_a_diff_however_long)
{
	uint64_t seed = 7;

	for (int turn = 0; turn < 200; turn++) {
		char texts[2][2000];
		struct buffer read[2];
		struct diff diff;

		arena_init(&arena);
		for (int side = 0; side < 2; side++) {
			int length = (int)chance_between(&seed, 0, turn < 190 ? 40 : 1900);

			for (int i = 0; i < length; i++)
				texts[side][i] = "ab \n"[chance_between(&seed, 0, 3)];
			texts[side][length] = '\0';
			buffer_init(&read[side]);
			buffer_add_text(&read[side], "");
		}
		diff_texts(texts[0], texts[1], &arena, &diff);
		for (int i = 0; i < diff.count; i++) {
			if (diff.parts[i].change != DIFF_ADDED)
				buffer_add(&read[0], diff.parts[i].text, diff.parts[i].length);
			if (diff.parts[i].change != DIFF_REMOVED)
				buffer_add(&read[1], diff.parts[i].text, diff.parts[i].length);
		}
		for (int side = 0; side < 2; side++) {
			assert_string_equal(read[side].data, texts[side]);
			buffer_release(&read[side]);
		}
		arena_release(&arena);
	}
}

static char told[400];

static void hear(void *self, int line, int column, const char *what, const char *name)
{
	(void)self, (void)name;
	snprintf(told + strlen(told), sizeof told - strlen(told), "%d:%d %.12s; ", line, column, what);
}

static void marks(const char *text, const char *expected)
{
	static const struct mustache_ear ear = { hear, NULL };

	told[0] = '\0';
	mark_check(text, &ear);
	assert_string_equal(told, expected);
}

TEST(half_made_markup_is_told_where_it_stands)
{
	marks("## Hei\n### Hå\n- a\n+ b\n| a | b |\n%caption x\n%chart run y\n**a** *b* <https://a.no b> \\* 3 > 2\n", "");
	marks("# Hei\nå\n#### x\n", "1:1 a heading is; 3:1 a heading is; ");
	marks("%lag\n", "1:1 no such dire; ");
	marks("| a\n| a | b\n", "1:1 a row of a t; 2:8 a row of a t; ");
	marks("æ **a\n*b\n<c\n", "1:3 bold is not ; 2:1 italic is no; 3:1 a link is no; ");
	marks("{{#a}}**{{b}}**{{/a}} {{! ** }}\n", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_words_that_changed_are_told),
		cmocka_unit_test(both_texts_can_be_read_out_of_a_diff_however_long),
		cmocka_unit_test(half_made_markup_is_told_where_it_stands),
	};

	return RUN(tests);
}
