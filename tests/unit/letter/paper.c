/* paper - what is printed, what cannot be, and that the same letter is the same bytes. */
#include "unit.h"

#include "letter/lines.h"
#include "letter/paper.h"

static struct arena arena;
static struct buffer file;
static const char *why;

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	buffer_init(&file);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	buffer_release(&file);
	return 0;
}

static const struct paper_line reference[] = { { "Vår ref.", "2026/17" }, { "Deres ref.", NULL } };

static struct paper paper_of(const char *body)
{
	return (struct paper){ .sender = "Statsforvalteren", .recipient = "Hole kommune", .references = reference,
		.reference_count = 2, .subject = "Varsel", .body = body, .ending = "Godkjent", .foot = "2026/17" };
}

static enum paper_wrong printed(const char *body)
{
	struct paper paper = paper_of(body);

	buffer_clear(&file);
	return paper_print(&paper, &arena, &file, &why);
}

/* Of the file's dictionaries, which no stream hides. */
static int times(const char *words)
{
	int count = 0;

	for (size_t i = 0; i + strlen(words) <= file.length; i++)
		count += memcmp(file.data + i, words, strlen(words)) == 0;
	return count;
}

TEST(a_letter_is_a_whole_file)
{
	assert_int_equal(printed("Hei\n\n## Krav\n\n- en\n- to\n\n| a | b |\n| c | d |"), PAPER_PRINTED);
	assert_null(why);
	assert_memory_equal(file.data, "%PDF-1.7\n", 9);
	assert_memory_equal(file.data + file.length - 6, "%%EOF\n", 6);
	assert_int_equal(times("/Type/Page/"), 1);
	assert_int_equal(times("/S/H1/"), 1);
	assert_int_equal(times("/S/H2/"), 1);
	assert_int_equal(times("/S/LI/"), 2);
	assert_int_equal(times("/S/TH/"), 2);
	assert_int_equal(times("/S/TD/"), 2);
}

TEST(a_character_no_font_has_is_told_with_the_words_before_it)
{
	assert_int_equal(printed("Takk for møtet 👍 hilsen"), PAPER_LACKS_GLYPH);
	assert_string_equal(why, "Takk for møtet [U+1F44D]");
	assert_int_equal(file.length, 0);
	assert_int_equal(printed("שלום"), PAPER_LACKS_GLYPH);
	assert_string_equal(why, "[U+05E9]");
	assert_int_equal(printed("Vi så مرحبا"), PAPER_LACKS_GLYPH);
	assert_int_equal(printed("snudd \xe2\x80\xae tekst"), PAPER_LACKS_GLYPH);
	assert_string_equal(why, "snudd [U+202E]");
	assert_int_equal(printed("漢"), PAPER_LACKS_GLYPH);
	assert_int_equal(printed("bjelle \x07"), PAPER_LACKS_GLYPH);
	assert_int_equal(printed("et merke alene: q\xcc\x8a"), PAPER_LACKS_GLYPH);
	assert_string_equal(why, "et merke alene: q[U+030A]");
}

TEST(each_text_on_the_paper_is_looked_at)
{
	struct paper_line lines[] = { { "Saksbehandler", "漢" } };
	struct paper paper = paper_of("");

	paper.recipient = "漢";
	assert_int_equal(paper_print(&paper, &arena, &file, &why), PAPER_LACKS_GLYPH);
	paper = paper_of("");
	paper.references = lines;
	paper.reference_count = 1;
	assert_int_equal(paper_print(&paper, &arena, &file, &why), PAPER_LACKS_GLYPH);
	paper = paper_of("");
	paper.subject = paper.sender = paper.foot = paper.ending = "漢";
	assert_int_equal(paper_print(&paper, &arena, &file, &why), PAPER_LACKS_GLYPH);
}

TEST(letters_in_two_pieces_and_what_cannot_be_seen_are_taken)
{
	assert_null(paper_lacks("a\xcc\x8a og A\xcc\x8a, s\xcc\x8c; hyp\xc2\xadhen, \xe2\x80\x8b\xef\xbb\xbf\t\r\n", &arena));
	assert_null(paper_lacks("čđŋšŧž ČĐŊŠŦŽ áÁ æøåÆØÅ «»–—… § ½ € ° · • − × ≤ ≥ ’ “ ” „ ñ ß Ł ő", &arena));
	assert_int_equal(printed("bla\xcc\x8a"), PAPER_PRINTED);
}

TEST(the_same_letter_is_the_same_bytes_and_another_is_not)
{
	char *first;
	size_t length;

	assert_int_equal(printed("En **viktig** sak.\n\n%chart run T\n%target 0.9\n%point 2026-05-01 2026-05-31 18/20"), PAPER_PRINTED);
	length = file.length;
	first = malloc(length);
	memcpy(first, file.data, length);
	assert_int_equal(printed("Noe annet"), PAPER_PRINTED);
	assert_int_not_equal(file.length, length);
	assert_int_equal(printed("En **viktig** sak.\n\n%chart run T\n%target 0.9\n%point 2026-05-01 2026-05-31 18/20"), PAPER_PRINTED);
	assert_int_equal(file.length, length);
	assert_memory_equal(file.data, first, length);
	free(first);
}

static char *much(const char *piece, size_t length)
{
	char *text = arena_take(&arena, length + strlen(piece) + 1), *to = text;

	while (to < text + length)
		to = stpcpy(to, piece);
	return text;
}

#define CHART "%chart rounds Andel\n%target 0.9\n%point 2026-05-01 2026-05-31 9/20 fails\n%point 2026-06-01 2026-06-30 20/20\n"

TEST(a_chart_is_a_figure_that_says_in_words_what_it_shows)
{
	/* UTF-16, as PDF has it: "Alle" or "Målinger som ikke holder: 1." */
	assert_int_equal(printed("Før.\n\n" CHART "\nEtter.\n\n" CHART), PAPER_PRINTED);
	assert_int_equal(times("/S/Figure/"), 2);
	assert_int_equal(times("/Alt"), 2);
	assert_int_equal(times("0068006F006C006400650072003A00200031002E"), 2);
}

/* All of it is one word to a line. */
static bool is_whole(const char *text)
{
	struct lines lines = lines_of(text, 0, 10000, 1000000, &arena);
	int word, longest = lines_longest(&lines, &word);

	return word == longest;
}

TEST(a_date_and_a_section_are_not_torn_apart)
{
	assert_true(is_whole("§ 30-4"));
	assert_true(is_whole("7. desember 2026"));
	assert_true(is_whole("1.–30. november 2026"));
	assert_false(is_whole("desember 2026"));
	assert_false(is_whole("i 7 desember 2026"));
	assert_false(is_whole("7. desember 20267"));
	assert_false(is_whole("7. desember 202"));
	assert_false(is_whole("1. desember 2026–31. januar 2027"));
	assert_false(is_whole("7. desember 2026 og"));
}

TEST(a_title_that_fills_pages_stands_before_its_figure)
{
	const char *body = arena_format(&arena, "%%chart run %s\n%%point 2026-05-01 2026-05-31 9/20\n", much("lang ", 20000));

	assert_int_equal(printed(body), PAPER_PRINTED);
	assert_int_equal(times("/S/Figure/"), 1);
	assert_in_range(times("/Type/Page/"), 5, 7);
}

TEST(two_hundred_thousand_characters_are_pages_or_a_clear_no)
{
	assert_int_equal(printed(much("Kommunen har ansvar for at tjenesten er forsvarlig. ", 200000)), PAPER_PRINTED);
	assert_in_range(times("/Type/Page/"), 40, 60);
	assert_int_equal(printed(much("etlangtordutenmellomrom", 200000)), PAPER_PRINTED);
	assert_int_equal(printed(much("Et avsnitt om det vi så og hva det betyr for dem det gjelder.\n\n## Og en overskrift\n\n- punkt\n- punkt\n\n", 200000)), PAPER_PRINTED);
	assert_int_equal(printed(arena_format(&arena, "| a | b |\n%s", much("| celle | en celle til |\n", 200000))), PAPER_PRINTED);
	assert_int_equal(printed(arena_format(&arena, "| a | b |\n| %s | b |", much("celle ", 200000))), PAPER_PRINTED);
	assert_int_equal(printed(much("a\n", 200000)), PAPER_TOO_LONG);
	assert_string_equal(why, "more than 400 pages");
	assert_int_equal(printed(much("### a\n\n", 200000)), PAPER_TOO_LONG);
	assert_int_equal(printed(much("%chart p a\n%point 2026-05-01 2026-05-31 18/20\n\n", 200000)), PAPER_TOO_LONG);
	assert_int_equal(printed(much("| a |\n\n", 200000)), PAPER_TOO_LONG);
	assert_int_equal(file.length, 0);
}

TEST(a_cell_with_more_than_a_number_can_count_is_pages_or_a_clear_no)
{
	const size_t length = 430000;

	assert_int_equal(printed(arena_format(&arena, "| a | b |\n| %s | b |", much("x", length))), PAPER_PRINTED);
	assert_int_equal(printed(arena_format(&arena, "| a | b |\n| %s | b |", much("mange ord ", length))), PAPER_PRINTED);
	assert_int_equal(printed(arena_format(&arena, "| %s | b |\n| a | b |", much("W", length))), PAPER_PRINTED);
	assert_int_equal(printed(arena_format(&arena, "%%caption %s\n| a |\n| b |", much("tittel ", length))), PAPER_PRINTED);
	assert_int_equal(printed(arena_format(&arena, "| a |\n| %s |", much("x\n", length))), PAPER_TOO_LONG);
	assert_int_equal(printed(much("x\n", 900000)), PAPER_TOO_LONG);
	assert_int_equal(printed(arena_format(&arena, "## %s", much("overskrift ", length))), PAPER_PRINTED);
	assert_int_equal(printed(arena_format(&arena, "%%chart run %s\n%%point 2026-05-01 2026-05-31 9/20", much("x", length))), PAPER_PRINTED);
	assert_int_equal(printed(arena_format(&arena, "%%chart p T\n%%note 2026-05-03 %s\n%%point 2026-05-01 2026-05-31 9/20",
		much("lang ", length))), PAPER_PRINTED);
	assert_int_equal(printed(much("*a* b ", length)), PAPER_PRINTED);
	assert_int_equal(printed(much("<https://a.no b> c ", length)), PAPER_PRINTED);
}

TEST(what_stands_around_a_letter_leaves_room_for_it)
{
	struct paper paper = paper_of("Hei");

	paper.recipient = much("linje\n", 500);
	assert_int_equal(paper_print(&paper, &arena, &file, &why), PAPER_TOO_LONG);
	assert_string_equal(why, "the address block or the references leave no room for the letter");
	assert_int_equal(file.length, 0);
	paper = paper_of("Hei");
	paper.sender = much("Statsforvalteren ", 600);
	assert_int_equal(paper_print(&paper, &arena, &file, &why), PAPER_TOO_LONG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_letter_is_a_whole_file, begin, end),
		cmocka_unit_test_setup_teardown(a_character_no_font_has_is_told_with_the_words_before_it, begin, end),
		cmocka_unit_test_setup_teardown(each_text_on_the_paper_is_looked_at, begin, end),
		cmocka_unit_test_setup_teardown(letters_in_two_pieces_and_what_cannot_be_seen_are_taken, begin, end),
		cmocka_unit_test_setup_teardown(the_same_letter_is_the_same_bytes_and_another_is_not, begin, end),
		cmocka_unit_test_setup_teardown(a_chart_is_a_figure_that_says_in_words_what_it_shows, begin, end),
		cmocka_unit_test_setup_teardown(a_date_and_a_section_are_not_torn_apart, begin, end),
		cmocka_unit_test_setup_teardown(a_title_that_fills_pages_stands_before_its_figure, begin, end),
		cmocka_unit_test_setup_teardown(a_cell_with_more_than_a_number_can_count_is_pages_or_a_clear_no, begin, end),
		cmocka_unit_test_setup_teardown(what_stands_around_a_letter_leaves_room_for_it, begin, end),
		cmocka_unit_test_setup_teardown(two_hundred_thousand_characters_are_pages_or_a_clear_no, begin, end),
	};

	return RUN(tests);
}
