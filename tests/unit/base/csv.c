/* csv - tables are read strictly, in pieces of any size, and written so that no cell is a formula. */
#include "unit.h"

#include "base/csv.h"

static struct buffer rows;

static bool take(void *self, int64_t line, char *const *cell, int cells)
{
	(void)self;
	buffer_format(&rows, "%lld", (long long)line);
	for (int i = 0; i < cells; i++)
		buffer_format(&rows, "|%s", cell[i]);
	buffer_add_text(&rows, "\n");
	return strcmp(cell[0], "stop") != 0;
}

/* The rows of the text, fed so many bytes at a time; or what is wrong and where. */
static const char *read(const char *text, size_t length, size_t step)
{
	struct csv csv;
	size_t at = 0;

	buffer_clear(&rows);
	buffer_add_text(&rows, "");
	csv_begin(&csv, take, NULL);
	while (at < length && csv_feed(&csv, text + at, length - at < step ? length - at : step))
		at += step;
	if (csv.wrong == NULL)
		csv_end(&csv);
	if (csv.wrong != NULL)
		buffer_format(&rows, "%lld: %s", (long long)csv.line, csv.wrong);
	return rows.data;
}

static void reads(const char *text, const char *expected)
{
	for (size_t step = 1; step <= strlen(text) + 1; step++)
		assert_string_equal(expected, read(text, strlen(text), step));
}

TEST(a_table_is_read_row_by_row)
{
	reads("", "");
	reads("a;b\r\n1;2\r\n", "1|a|b\n2|1|2\n");
	reads("a;b\n1;2", "1|a|b\n2|1|2\n");
	reads(CSV_BOM "a;b\n\n\r\n;\n", "1|a|b\n4||\n");
	reads("\"a;\"\"b\"\"\r\nc\";\"\"\nd;\n", "1|a;\"b\"\r\nc|\n3|d|\n");
	reads("a\nstop\nb\n", "1|a\n2|stop\n");
	reads("\"\"\nstop", "1|\n2|stop\n");
}

TEST(what_is_wrong_is_told_with_its_line)
{
	reads("a\n\"b\nc", "1|a\n2: a quote is not closed");
	reads("a\nb\"c\n", "1|a\n2: a quote inside a cell that is not quoted");
	reads("\"a\"b\n", "1: something stands behind a closing quote");
	reads("a\n\nb\rc\n", "1|a\n3: a CR that no LF follows");
	reads("a\nb\r", "1|a\n2: a CR that no LF follows");
	reads("a\n\xff\n", "1|a\n2: the line is not UTF-8");
	reads("\xef\xbb;a\n", "1: the line is not UTF-8");
	reads("a\n;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;\n", "1|a\n2: the line has too many cells");
	assert_string_equal("2: the line has a NUL", strchr(read("a\nb\0c\n", 6, 2), '\n') + 1);
}

TEST(a_line_without_end_is_refused_in_constant_memory)
{
	static char text[3 * CSV_LINE];

	memset(text, 'x', sizeof text);
	text[0] = 'a', text[1] = '\n';
	assert_non_null(strstr(read(text, sizeof text, 1000), "2: the line is too long"));
	memset(text + 2, ';', 20);
	assert_non_null(strstr(read(text, sizeof text, 7), "2: the line is too long"));
	memset(text, '"', 1);
	assert_non_null(strstr(read(text, sizeof text, 4096), "1: the line is too long"));
}

TEST(any_bytes_are_read_the_same_in_any_pieces)
{
	static const char letters[] = "ab;;\"\"\r\n\n\xc3\xa6\xef\xbb\xbf";
	uint64_t seed = 31;

	for (int i = 0; i < 20000; i++) {
		char text[40], whole[2048];
		size_t length = (size_t)chance_between(&seed, 0, sizeof text);

		for (size_t at = 0; at < length; at++)
			text[at] = letters[chance(&seed) % (sizeof letters - 1)];
		snprintf(whole, sizeof whole, "%s", read(text, length, sizeof text));
		assert_string_equal(whole, read(text, length, 1 + (size_t)(chance(&seed) % 7)));
	}
}

TEST(what_is_written_is_read_again_and_is_no_formula)
{
	struct buffer text;
	bool first = true;

	buffer_init(&text);
	csv_add(&text, &first, "a;b");
	csv_add(&text, &first, "=1+1");
	csv_add(&text, &first, "-2");
	csv_add(&text, &first, "@x");
	csv_add(&text, &first, "\tx");
	csv_add(&text, &first, "");
	csv_add(&text, &first, "si \"ja\"\nnei");
	csv_add_number(&text, &first, 0.25);
	csv_add_number(&text, &first, 1234567);
	csv_add_line(&text, &first);
	csv_add(&text, &first, "+");
	assert_true(!first);
	assert_string_equal("\"a;b\";'=1+1;'-2;'@x;'\tx;;\"si \"\"ja\"\"\nnei\";0,25;1234567\r\n'+", text.data);
	reads(text.data, "1|a;b|'=1+1|'-2|'@x|'\tx||si \"ja\"\nnei|0,25|1234567\n3|'+\n");
	buffer_release(&text);
}

TEST(what_was_guarded_is_plain_again)
{
	static const char *const texts[] = { "=1+1", "'=1+1", "''@x", "-5", "'s-Hertogenbosch", "''", "a=b", "\tx", "'" };
	struct buffer text;

	buffer_init(&text);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		bool first = true;

		buffer_clear(&text);
		csv_add(&text, &first, texts[i]);
		assert_null(strchr("=+-@\t", text.data[0]));
		assert_string_equal(csv_plain(text.data), texts[i]);
	}
	assert_string_equal(csv_plain("=1"), "=1");
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_is_read_row_by_row),
		cmocka_unit_test(what_is_wrong_is_told_with_its_line),
		cmocka_unit_test(a_line_without_end_is_refused_in_constant_memory),
		cmocka_unit_test(any_bytes_are_read_the_same_in_any_pieces),
		cmocka_unit_test(what_is_written_is_read_again_and_is_no_formula),
		cmocka_unit_test(what_was_guarded_is_plain_again),
	};

	return RUN(tests);
}
