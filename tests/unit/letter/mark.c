/* mark - bodies read into blocks, and data that stays data wherever a template puts it. */
#include "unit.h"

#include <math.h>

#include "base/buffer.h"
#include "base/text.h"
#include "letter/mark.h"

static struct arena arena;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void say_text(struct buffer *said, const struct mark_text *text)
{
	for (int i = 0; i < text->count; i++)
		buffer_format(said, "[%s%s%s%s%s%s]", text->runs[i].style & MARK_BOLD ? "b:" : "",
			text->runs[i].style & MARK_ITALIC ? "i:" : "", text->runs[i].link == NULL ? "" : "<",
			text->runs[i].link == NULL ? "" : text->runs[i].link, text->runs[i].link == NULL ? "" : ">",
			text->runs[i].text);
}

static void say_chart(struct buffer *said, const struct chart *chart)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	buffer_format(said, " %d", chart->kind);
	if (!isnan(chart->target))
		buffer_format(said, " %g", chart->target);
	for (int i = 0; i < chart->count; i++)
		buffer_format(said, " %s..%s=%lld/%lld%s%s", day_format(chart->points[i].from, from),
			day_format(chart->points[i].to, to), (long long)chart->points[i].numerator,
			(long long)chart->points[i].denominator, chart->rounds[i].passes ? "" : "!",
			chart->rounds[i].counts ? "" : "?");
	for (int i = 0; i < chart->phase_count; i++)
		buffer_format(said, " phase%d+%d", chart->phases[i].first, chart->phases[i].count);
	for (int i = 0; i < chart->note_count; i++)
		buffer_format(said, " %s=%s", day_format(chart->notes[i].on, from), chart->notes[i].text);
}

static const char *said(const char *body)
{
	static const char *const types[] = { "p", "h", "-", "+", "t", "c" };
	struct mark_body parsed;
	struct buffer buffer;
	const char *text;

	buffer_init(&buffer);
	mark_parse(body, &arena, &parsed);
	for (int i = 0; i < parsed.count; i++) {
		const struct mark_block *block = &parsed.blocks[i];

		buffer_add_text(&buffer, types[block->type]);
		if (block->level > 0 || block->columns > 0)
			buffer_add_integer(&buffer, block->level + block->columns);
		if (block->title != NULL)
			buffer_format(&buffer, "(%s)", block->title);
		for (int j = 0; j < block->text_count; j++) {
			buffer_add_char(&buffer, ' ');
			say_text(&buffer, &block->texts[j]);
		}
		if (block->chart != NULL)
			say_chart(&buffer, block->chart);
		buffer_add_char(&buffer, ';');
	}
	text = arena_text(&arena, buffer.data == NULL ? "" : buffer.data);
	buffer_release(&buffer);
	return text;
}

TEST(a_body_is_read_into_blocks)
{
	assert_string_equal(said("Hei\n\n## Konklusjon\n\nEn\nto.\n\n"), "p [Hei];h2 [Konklusjon];p [En\nto.];");
	assert_string_equal(said("- en\n– to\nvidere\n+ tre\n\n+ fire"), "- [en] [to\nvidere];+ [tre];+ [fire];");
	assert_string_equal(said("%caption Frister\n| Hva | Når |\n| Plan | 1. mai\n2027 |\n| Bare |\n\nSlutt"),
		"t2(Frister) [Hva] [Når] [Plan] [1. mai\n2027] [Bare] ;p [Slutt];");
	assert_string_equal(said("a **b *c*** d <https://x.no/y i **dag**> *e"),
		"p [a ][b:b ][b:i:c][ d ][<https://x.no/y>i **dag**][ *e];");
	assert_string_equal(said("\\*a\\* \\<https://x.no> \\\\ \\# b\\"), "p [*a* <https://x.no> \\ # b\\];");
}

TEST(what_is_half_made_is_text)
{
	assert_string_equal(said("**a\n\nb**"), "p [**a];p [b**];");
	assert_string_equal(said("#en\n-5 grader\n3. mars\n####"), "p [#en\n-5 grader\n3. mars\n####];");
	assert_string_equal(said("<javascript:x a> <https://x"), "p [<javascript:x a> <https://x];");
	assert_string_equal(said("%chart run T\n%target 0.9\n\n%caption T\nx\n%point 2026-01-01 2026-01-31 3/2"),
		"p [%chart run T];p [%target 0.9];p [%caption T\nx];p [%point 2026-01-01 2026-01-31 3/2];");
	assert_string_equal(said("| a |\n| b | c | d |"), "t1 [a] [b | c | d];");
	assert_string_equal(said("|"), "t1 ;");
	assert_string_equal(said("|a|b|c|d|e|f|g|h|i|j|k|l|\n|a|b|c|d|e|f|g|h|i|j|k|l|m|"),
		"t12 [a] [b] [c] [d] [e] [f] [g] [h] [i] [j] [k] [l] [a] [b] [c] [d] [e] [f] [g] [h] [i] [j] [k] [l|m|];");
}

#define POINT "%point 2026-01-01 2026-01-31 18/20"

TEST(a_chart_has_a_kind_a_title_and_points_in_the_order_of_time)
{
	assert_string_equal(said("%chart rounds Samstemte\n%target 0.9\n" POINT " fails\n%point 2026-03-01 2026-03-31 0/0 not_counted\n"),
		"c(Samstemte) 2 0.9 2026-01-01..2026-01-31=18/20! 2026-03-01..2026-03-31=0/0?;");
	assert_string_equal(said("%chart run **To** faser\n" POINT "\n%point 2026-02-01 2026-02-28 19/20\n"
		"%phase 2026-02-01\n%note 2026-02-01 nytt \\*skjema*\nEtter"),
		"c(**To** faser) 0 2026-01-01..2026-01-31=18/20 2026-02-01..2026-02-28=19/20 phase0+1 phase1+1 2026-02-01=nytt *skjema*;p [Etter];");
	assert_string_equal(said("%chart p T\n" POINT "\n%point 2025-01-01 2025-01-31 1/2"),
		"c(T) 1 2026-01-01..2026-01-31=18/20 phase0+1;p [%point 2025-01-01 2025-01-31 1/2];");
}

TEST(a_chart_that_is_not_whole_is_text)
{
	static const char *const wrong[] = { "%chart T\n" POINT, "%chart run\n" POINT, "%chart run \n" POINT,
		"%chart run T\n\n" POINT, "%chart run T\n" POINT " fails", "%chart rounds T\n" POINT " falls",
		"%chart run T\n%target 1.1\n" POINT, "%chart run T\n%target x\n" POINT, "%chart run T\n%phase 2026-02-30\n" POINT,
		"%chart run T\n%note 2026-01-01\n" POINT, "%chart run T\n%round a 1/2", "%chart run T\n%point 2026-01-31 2026-01-01 1/2",
		"%chart run T\n%point 2026-01-01 2026-01-31 3/2", "%chart run T\n%point 2026-01-01 2026-01-31 -1/2",
		"%chart run T\n%point 2026-01-01 2026-01-31  1/2", "%chart run T\n%point 2026-01-01 2026-01-31",
		"%chart run T\n%point 1826-01-01 2026-01-31 1/2" };

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		if (strstr(said(wrong[i]), "c(") != NULL)
			fail_msg("%s: %s", wrong[i], said(wrong[i]));
	assert_string_equal(said("%chart run T\n%point 1926-01-01 1926-01-31 1/2\n" POINT),
		"c(T) 0 1926-01-01..1926-01-31=1/2 phase0+1;p [" POINT "];");
}

TEST(what_is_written_of_a_chart_is_the_same_chart_when_it_is_read)
{
	const struct series_point points[] = { { 20000, 20006, 3, 20 }, { 20007, 20013, 20, 20 }, { 20014, 20020, 0, 0 } };
	const struct chart_round rounds[] = { { 0, 1, false, true }, { 0, 1, true, true }, { 0, 1, false, false } };
	const struct series_phase phases[] = { { .first = 0, .count = 1 }, { .first = 1, .count = 2 } };
	const struct chart_note notes[] = { { 20007, "Nytt\n**skjema** | %point" }, { 20008, " " } };
	struct chart chart = { .kind = CHART_ROUNDS, .points = points, .count = 3, .rounds = rounds, .target = 0.925 };

	assert_string_equal(said(mark_chart(&chart, "Målinger: *alt*\n%target 0.1", &arena)),
		"c(Målinger: *alt* %target 0.1) 2 0.925 2024-10-04..2024-10-10=3/20! 2024-10-11..2024-10-17=20/20 2024-10-18..2024-10-24=0/0?;");
	chart = (struct chart){ .kind = CHART_P, .points = points, .count = 3, .phases = phases, .phase_count = 2, .notes = notes,
		.note_count = 2, .target = NAN };
	assert_string_equal(said(mark_chart(&chart, "T", &arena)),
		"c(T) 1 2024-10-04..2024-10-10=3/20 2024-10-11..2024-10-17=20/20 2024-10-18..2024-10-24=0/0 phase0+1 phase1+2 "
		"2024-10-11=Nytt **skjema** | %point;");
}

/* A template with one place for data, before and after. */
static const struct { const char *before, *after; } places[] = {
	{ "", "" }, { "Hei ", " på dere" }, { "Hei\n", "" }, { "## ", "\n\nVidere" }, { "- ", "\n- neste" },
	{ "+ en\n+ ", "" }, { "| a | b |\n| ", " | c |" }, { "| a | b |\n|", "|c|" }, { "**", "** etter" },
	{ "*", "*" }, { "<https://x.no/y ", ">" }, { "%caption ", "\n| a |\n| b |" },
	{ "%chart rounds ", "\n" POINT }, { "%chart p T\n%note 2026-01-01 ", "\n" POINT }, { "– først\n", "" }, { "## O\n", "" },
};

static const char *filled(size_t place, const char *data)
{
	struct buffer buffer;
	const char *text;

	buffer_init(&buffer);
	buffer_add_text(&buffer, places[place].before);
	mark_add_data(&buffer, data);
	buffer_add_text(&buffer, places[place].after);
	text = arena_text(&arena, buffer.data == NULL ? "" : buffer.data);
	buffer_release(&buffer);
	return text;
}

/* The same with each blank of any kind one space. */
static const char *even(const char *text)
{
	char *copy = arena_text(&arena, text), *to = copy;

	for (; *text != '\0'; text++)
		if (strchr(" \t\r\n", *text) == NULL)
			*to++ = *text;
		else if (to > copy && to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	return copy;
}

static const char *replaced(const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);

	assert_non_null(at);
	return arena_format(&arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

static bool has_empty_line(const char *text)
{
	int ends = 0;

	for (; *text != '\0' && ends < 2; text++)
		ends = *text == '\n' ? ends + 1 : strchr(" \r", *text) != NULL ? ends : 0;
	return ends == 2;
}

TEST(data_never_becomes_markup)
{
	static const char *const pieces[] = { "*", "**", "\\", "|", "<", ">", "<https://x.no a>", "\n", "# ", "## ", "- ",
		"– ", "+ ", "%chart run a", POINT, "\r\n", " ", "a", "1. ", "]", "[[", "æ" };
	uint64_t seed = 4;

	for (int round = 0; round < 60000; round++) {
		size_t place = (size_t)chance_between(&seed, 0, sizeof places / sizeof places[0] - 1);
		char data[400] = "x";

		for (int64_t i = chance_between(&seed, 0, 9); i > 0; i--)
			strcat(data, pieces[chance_between(&seed, 0, sizeof pieces / sizeof pieces[0] - 1)]);
		memmove(data, data + round % 2, strlen(data) + 1 - (size_t)(round % 2));
		if (data[strspn(data, " \r\n")] == '\0')
			continue;
		while (strchr(" \r\n", data[strlen(data) - 1]) != NULL)
			data[strlen(data) - 1] = '\0';
		if (has_empty_line(data))
			continue;               /* it parts paragraphs, and may */
		assert_string_equal(even(said(filled(place, data))),
			replaced(even(said(filled(place, "DATA"))), "DATA", even(data + strspn(data, " \r\n"))));
		if (round % 500 == 0)
			arena_clear(&arena);
	}
}

TEST(an_empty_line_of_a_person_parts_paragraphs_but_no_list_table_or_heading)
{
	assert_string_equal(said(filled(1, " en\r\n\r\n# to\n ")), "p [Hei en];p [# to på dere];");
	assert_string_equal(said(filled(4, "en\n\n\n– to")), "- [en\n– to] [neste];");
	assert_string_equal(said(filled(6, "en\n\nto")), "t2 [a] [b] [en\nto] [c];");
	assert_string_equal(said(filled(3, "en\n\nto")), "h2 [en to];p [Videre];");
	assert_string_equal(said(filled(15, "en\n\nto")), "h2 [O];p [en];p [to];");
}

TEST(any_length_takes_its_share_of_time)
{
	static const char *const hostile[] = { "*", "**", "\\", "|", "<https://a", "<", "- a\n", "%chart run a\n", "| a |\n", "\n", " ", "+ " };
	size_t size = 1 << 20;
	char *text = malloc(size + 16);

	for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
		struct mark_body body;
		struct buffer buffer;

		for (size_t at = 0; at < size; at += strlen(hostile[i]))
			strcpy(text + at, hostile[i]);
		mark_parse(text, &arena, &body);
		buffer_init(&buffer);
		mark_add_data(&buffer, text);
		if (buffer.length > 0)
			mark_parse(buffer.data, &arena, &body);
		buffer_release(&buffer);
		arena_clear(&arena);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_body_is_read_into_blocks, begin, end),
		cmocka_unit_test_setup_teardown(what_is_half_made_is_text, begin, end),
		cmocka_unit_test_setup_teardown(a_chart_has_a_kind_a_title_and_points_in_the_order_of_time, begin, end),
		cmocka_unit_test_setup_teardown(a_chart_that_is_not_whole_is_text, begin, end),
		cmocka_unit_test_setup_teardown(what_is_written_of_a_chart_is_the_same_chart_when_it_is_read, begin, end),
		cmocka_unit_test_setup_teardown(data_never_becomes_markup, begin, end),
		cmocka_unit_test_setup_teardown(an_empty_line_of_a_person_parts_paragraphs_but_no_list_table_or_heading, begin, end),
		cmocka_unit_test_setup_teardown(any_length_takes_its_share_of_time, begin, end),
	};

	return RUN(tests);
}
