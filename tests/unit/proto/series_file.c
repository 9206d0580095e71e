/* series_file - figures and records are read from tables, counted by week and month, in the memory of the periods. */
#include "unit.h"

#include "proto/series_file.h"

static struct arena arena;
static struct series_file file;

static bool read(enum series_unit every, const char *text)
{
	arena_clear(&arena);
	series_file_begin(&file, every, 100, &arena);
	return series_file_feed(&file, text, strlen(text)) && series_file_end(&file);
}

static void is(int number, const char *from, const char *to, int64_t numerator, int64_t denominator)
{
	assert_true(number < file.count);
	assert_int_equal(on(from), file.figures[number].period_from);
	assert_int_equal(on(to), file.figures[number].period_to);
	assert_int_equal(numerator, file.figures[number].numerator);
	assert_int_equal(denominator, file.figures[number].denominator);
}

TEST(figures_are_read_whatever_the_order_and_language_of_their_columns)
{
	assert_true(read(SERIES_BY_MONTH, "nevner;teller;fra;til\r\n20;18;2026-01-05;2026-01-11\r\n0;0;12.01.2026;18.01.2026\r\n"));
	assert_int_equal(2, file.count);
	is(0, "2026-01-05", "2026-01-11", 18, 20);
	is(1, "2026-01-12", "2026-01-18", 0, 0);
	assert_int_equal(3, file.lines[1]);
}

TEST(records_are_counted_by_the_week_or_month_of_their_day)
{
	const char *text = "date;compliant\n2026-02-01;1\n2026-01-31;0\n2025-12-31;ja\n2026-01-01;nei\n2026-02-02;true\n";

	assert_true(read(SERIES_BY_MONTH, text));
	assert_int_equal(3, file.count);
	is(0, "2025-12-01", "2025-12-31", 1, 1);
	is(1, "2026-01-01", "2026-01-31", 0, 2);
	is(2, "2026-02-01", "2026-02-28", 2, 2);
	assert_true(read(SERIES_BY_WEEK, text));
	assert_int_equal(3, file.count);
	is(0, "2025-12-29", "2026-01-04", 1, 2);
	is(1, "2026-01-26", "2026-02-01", 1, 2);
	is(2, "2026-02-02", "2026-02-08", 1, 1);
}

TEST(what_a_spreadsheet_makes_of_a_table_is_read)
{
	assert_true(read(SERIES_BY_MONTH, CSV_BOM "Fra;Til;TELLER;Nevner\r\n2026-01-05;2026-01-11;18;20\r\n;;;\r\n\"\";;;\r\n"));
	assert_int_equal(1, file.count);
	is(0, "2026-01-05", "2026-01-11", 18, 20);
	assert_true(read(SERIES_BY_MONTH, ";\r\nDato;Oppfylt\r\n05.01.2026;SANN\r\n;\r\n06.01.2026;USANN\r\n07.01.2026;Ja\r\n"));
	assert_int_equal(1, file.count);
	is(0, "2026-01-01", "2026-01-31", 2, 3);
}

static void refuses(const char *text, int64_t line, const char *wrong)
{
	assert_false(read(SERIES_BY_MONTH, text));
	assert_int_equal(line, file.csv.line);
	if (strstr(file.csv.wrong, wrong) == NULL)
		fail_msg("%s: %s", text, file.csv.wrong);
}

TEST(a_broken_line_is_named_by_its_number)
{
	const char *head = "period_from;period_to;numerator;denominator\n2026-01-05;2026-01-11;18;20\n";
	static const struct { const char *line, *wrong; } broken[] = {
		{ "2026-01-12;2026-01-18;19\n", "not as many cells" },
		{ "2026-02-30;2026-01-18;19;20\n", "period_from" }, { "2026-01-12;18/1 2026;19;20\n", "period_to" },
		{ "2026-01-12;2026-01-18;19,0;20\n", "numerator" }, { "2026-01-12;2026-01-18;-1;20\n", "numerator" },
		{ "2026-01-12;2026-01-18;19;1 000\n", "denominator" }, { "2026-01-12;2026-01-18;19;\n", "denominator" },
		{ "2026-01-12;2026-01-18;19;12345678901\n", "denominator" }, { "\"2026-01-12\n", "not closed" },
	};
	char text[400];

	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		snprintf(text, sizeof text, "%s%s", head, broken[i].line);
		refuses(text, 3, broken[i].wrong);
	}
	refuses("dato;oppfylt\n2026-01-05;1\n\n2026-01-06;2\n", 4, "compliant");
	refuses("dato;oppfylt\n2026-01-05;1\n5.1.2026;1\n", 3, "date");
	refuses("", 1, "no figure");
	refuses("dato;oppfylt\n", 2, "no figure");
	refuses("dato;oppfylt;navn\n", 1, "must name the columns");
	refuses("dato;dato\n", 1, "twice");
	refuses("dato;teller\n", 1, "must be");
	refuses("period_from,period_to,numerator,denominator\n", 1, "must name the columns");
}

TEST(more_periods_than_a_series_can_hold_are_refused_where_they_begin)
{
	struct buffer text;
	char from[DAY_TEXT], to[DAY_TEXT];

	buffer_init(&text);
	buffer_add_text(&text, "fra;til;teller;nevner\n");
	for (int i = 0; i < 101; i++)
		buffer_format(&text, "%s;%s;1;2\n", day_format(20000 + 7 * i, from), day_format(20006 + 7 * i, to));
	refuses(text.data, 102, "more periods");
	buffer_release(&text);
}

/* Ten million records of three years: the arena holds the periods alone. */
TEST(ten_million_records_take_the_memory_of_their_periods)
{
	static char piece[1 << 16];
	size_t length = 0;
	uint64_t seed = 41;
	int64_t compliant = 0, counted = 0;
	char day[DAY_TEXT];

	arena_clear(&arena);
	series_file_begin(&file, SERIES_BY_WEEK, 2000, &arena);
	assert_true(series_file_feed(&file, "dato;oppfylt\n", 13));
	for (int i = 0; i < 10000000; i++) {
		bool truth = chance(&seed) % 10 != 0;

		day_format(20000 + (int32_t)(i / 10000), day);
		memcpy(piece + length, day, 10);
		memcpy(piece + length + 10, truth ? ";1\n" : ";0\n", 3);
		compliant += truth;
		length += 13;
		if (length + 13 > sizeof piece) {
			assert_true(series_file_feed(&file, piece, length));
			length = 0;
		}
	}
	assert_true(series_file_feed(&file, piece, length) && series_file_end(&file));
	for (int i = 0; i < file.count; i++) {
		counted += file.figures[i].denominator;
		compliant -= file.figures[i].numerator;
	}
	assert_int_equal(10000000, counted);
	assert_int_equal(0, compliant);
	assert_in_range(arena.taken, 1, 1 << 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_are_read_whatever_the_order_and_language_of_their_columns),
		cmocka_unit_test(records_are_counted_by_the_week_or_month_of_their_day),
		cmocka_unit_test(what_a_spreadsheet_makes_of_a_table_is_read),
		cmocka_unit_test(a_broken_line_is_named_by_its_number),
		cmocka_unit_test(more_periods_than_a_series_can_hold_are_refused_where_they_begin),
		cmocka_unit_test(ten_million_records_take_the_memory_of_their_periods),
	};

	arena_init(&arena);
	return RUN(tests);
}
