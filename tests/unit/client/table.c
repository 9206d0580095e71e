/* table - columns are as wide as what stands in them, and a terminal is shown text only. */
#include "captured.h"

#include "client/table.h"
#include "client/width.h"

/* Two rows of three columns, the first flexible, the last a number. */
static const char *table_of(struct captured *captured, const char *first, const char *second)
{
	struct table table;

	table_init(&table, &captured->client.arena);
	table_column(&table, "theme", FIT_FLEXIBLE);
	table_column(&table, "kind", FIT_LEFT);
	table_column(&table, "days", FIT_RIGHT);
	table_cell(&table, first, STYLE_PLAIN);
	table_cell(&table, "x", STYLE_BAD);
	table_cell(&table, "7", STYLE_PLAIN);
	table_cell(&table, second, STYLE_PLAIN);
	table_cell(&table, "xyzzy", STYLE_PLAIN);
	table_cell(&table, "1234567", STYLE_PLAIN);
	table_print(&table, &captured->client.screen, "");
	return captured_shown(captured);
}

TEST(a_letter_is_one_cell_whatever_its_bytes)
{
	assert_int_equal(width_of(""), 0);
	assert_int_equal(width_of("abc"), 3);
	assert_int_equal(width_of("æøåÆØÅ"), 6);
	assert_int_equal(width_of("čđŋšŧž – § …"), 12);
}

TEST(a_combining_mark_takes_no_cell_and_a_wide_sign_takes_two)
{
	assert_int_equal(width_of("a\u030a"), 1);
	assert_int_equal(width_of("e\u0301e\u0301"), 2);
	assert_int_equal(width_of("日本"), 4);
	assert_int_equal(width_of("\U0001f600"), 2);
	assert_int_equal(width_of("a\u200bb"), 2);
}

TEST(bytes_that_are_no_utf8_count_one_each_and_end_with_the_text)
{
	assert_int_equal(width_of("\xff\xfe"), 2);
	assert_int_equal(width_of("a\xe2"), 2);
	assert_int_equal(width_of("\xe2\x82"), 1);
}

TEST(what_fits_ends_between_letters_and_keeps_marks_with_theirs)
{
	assert_int_equal(width_fit("æøå", 2), 4);
	assert_int_equal(width_fit("æøå", 0), 0);
	assert_int_equal(width_fit("æøå", 9), 6);
	assert_int_equal(width_fit("a\u030ab", 1), 3);
	assert_int_equal(width_fit("日本", 3), 3);
}

TEST(columns_stand_under_their_titles)
{
	struct captured captured;

	captured_begin(&captured, 0);
	assert_string_equal(table_of(&captured, "søk", "legemidler"),
		"theme       kind      days\n"
		"søk         x            7\n"
		"legemidler  xyzzy  1234567\n");
	captured_end(&captured);
}

TEST(a_column_without_anything_is_left_out)
{
	struct captured captured;
	struct table table;

	captured_begin(&captured, 0);
	table_init(&table, &captured.client.arena);
	table_column(&table, "a", FIT_LEFT);
	table_column(&table, "b", FIT_LEFT);
	table_column(&table, "c", FIT_LEFT);
	table_cell(&table, "1", STYLE_PLAIN);
	table_cell(&table, NULL, STYLE_PLAIN);
	table_cell(&table, "2", STYLE_PLAIN);
	table_print(&table, &captured.client.screen, "  ");
	assert_string_equal(captured_shown(&captured), "  a  c\n  1  2\n");
	captured_end(&captured);
}

TEST(a_table_without_rows_shows_nothing)
{
	struct captured captured;
	struct table table;

	captured_begin(&captured, 0);
	table_init(&table, &captured.client.arena);
	table_column(&table, "a", FIT_LEFT);
	table_print(&table, &captured.client.screen, "");
	assert_string_equal(captured_shown(&captured), "");
	captured_end(&captured);
}

TEST(a_narrow_terminal_cuts_the_flexible_column_only)
{
	struct captured captured;

	captured_begin(&captured, 30);
	assert_string_equal(table_of(&captured, "legemiddelgjennomgang", "x"),
		"theme           kind      days\n"
		"legemiddelgje…  x            7\n"
		"x               xyzzy  1234567\n");
	captured_end(&captured);
}

TEST(a_column_is_never_cut_to_nothing)
{
	struct captured captured;

	captured_begin(&captured, 5);
	assert_non_null(strstr(table_of(&captured, "legemiddelgjennomgang", "x"), "legemiddelg…  x "));
	captured_end(&captured);
}

TEST(what_others_wrote_never_steers_the_terminal)
{
	struct captured captured;
	const char *shown;

	captured_begin(&captured, 0);
	shown = table_of(&captured, "a\033]0;x\007b\r\nc", "d\xc2\x9b" "31m");
	assert_null(strchr(shown, '\033'));
	assert_null(strchr(shown, '\007'));
	assert_null(strchr(shown, '\r'));
	assert_null(strstr(shown, "\xc2\x9b"));
	captured_end(&captured);
}

TEST(colours_stand_around_the_text_and_not_around_the_blanks)
{
	struct captured captured;
	const char *shown;

	captured_begin(&captured, 0);
	captured.client.screen.color = true;
	shown = table_of(&captured, "a", "b");
	assert_non_null(strstr(shown, "\033[1;31mx\033[0m        "));
	captured_end(&captured);
}

TEST(a_text_keeps_its_lines_and_nothing_else_of_control)
{
	struct captured captured;

	captured_begin(&captured, 0);
	screen_text(&captured.client.screen, "  ", "en\n\nto\033[1m\ttre");
	assert_string_equal(captured_shown(&captured), "  en\n\n  to [1m tre\n");
	captured_end(&captured);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_is_one_cell_whatever_its_bytes),
		cmocka_unit_test(a_combining_mark_takes_no_cell_and_a_wide_sign_takes_two),
		cmocka_unit_test(bytes_that_are_no_utf8_count_one_each_and_end_with_the_text),
		cmocka_unit_test(what_fits_ends_between_letters_and_keeps_marks_with_theirs),
		cmocka_unit_test(columns_stand_under_their_titles),
		cmocka_unit_test(a_column_without_anything_is_left_out),
		cmocka_unit_test(a_table_without_rows_shows_nothing),
		cmocka_unit_test(a_narrow_terminal_cuts_the_flexible_column_only),
		cmocka_unit_test(a_column_is_never_cut_to_nothing),
		cmocka_unit_test(what_others_wrote_never_steers_the_terminal),
		cmocka_unit_test(colours_stand_around_the_text_and_not_around_the_blanks),
		cmocka_unit_test(a_text_keeps_its_lines_and_nothing_else_of_control),
	};

	return RUN(tests);
}
