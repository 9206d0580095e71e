/* answer_file - a table of answers is read row by row, and its cells as Norwegian spreadsheets write them. */
#include "unit.h"

#include "proto/answer_file.h"
#include "proto/cell.h"

static struct arena arena;
static struct answer_file file;

static bool read(const char *text)
{
	arena_clear(&arena);
	answer_file_begin(&file, &arena);
	return answer_file_feed(&file, text, strlen(text)) && answer_file_end(&file);
}

TEST(answers_are_read_whatever_the_order_and_language_of_their_columns)
{
	assert_true(read(CSV_BOM "svar;saksnummer;spørsmål;mottatt;virksomhet;tekst;kommentar;begrunnelse\r\n"
		"ja;2026/1;ros;02.03.2026;Lillevik;Har dere?;Ny i år;Feil før\r\n;2026/1;ofte;;Lillevik;Hvor ofte?;;\r\n"
		"7,5;2026/2;timer;2026-03-03;;;;\r\n"));
	assert_int_equal(2, file.count);
	assert_string_equal("2026/1", file.rows[0].case_number);
	assert_string_equal("ros", file.rows[0].question);
	assert_string_equal("ja", file.rows[0].answer);
	assert_string_equal("Ny i år", file.rows[0].comment);
	assert_string_equal("Feil før", file.rows[0].reason);
	assert_int_equal(on("2026-03-02"), file.rows[0].received_on);
	assert_int_equal(2, file.rows[0].line);
	assert_int_equal(4, file.rows[1].line);
	assert_null(file.rows[1].comment);
	assert_null(file.rows[1].reason);
	assert_true(read("case_number;received_on;question;answer\n2026/1;2026-03-02;ros;ja\n"));
	assert_null(file.rows[0].comment);
}

#define HEAD "case_number;received_on;question;answer;comment\n"
#define RIGHT "2026/1;2026-03-02;ros;ja;\n"

TEST(a_broken_line_is_named_by_its_number)
{
	static const struct { const char *text; int64_t line; const char *wrong; } broken[] = {
		{ "", 1, "no answer" }, { HEAD, 2, "no answer" }, { HEAD "2026/1;;ros;;\n", 3, "no answer" },
		{ "case_number;received_on;question\n", 1, "must be among" },
		{ "case_number;received_on;question;answer;answer\n", 1, "twice" },
		{ "case_number;received_on;question;reply\n", 1, "name the columns" },
		{ HEAD RIGHT "2026/1;2026-03-02;ofte;ja\n", 3, "as many cells" },
		{ HEAD RIGHT ";2026-03-02;ofte;ja;\n", 3, "every line" }, { HEAD "2026/1;2026-03-02;;ja;\n", 2, "every line" },
		{ HEAD "2026/1;2026-03-02;ros;;Vet ikke\n", 2, "comment" }, { HEAD "2026/1;2.3.2026;ros;ja;\n", 2, "no day" },
		{ HEAD "2026/1;;ros;ja;\n", 2, "no day" }, { HEAD "2026/1;2026-03-02;ros;\"ja;\n", 2, "" },
	};

	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		assert_false(read(broken[i].text));
		if (strstr(file.csv.wrong, broken[i].wrong) == NULL)
			fail_msg("%s: %s", broken[i].text, file.csv.wrong);
		if (strcmp(broken[i].wrong, "no answer") != 0)
			assert_int_equal(broken[i].line, file.csv.line);
	}
}

TEST(there_is_an_end_to_how_many_answers_are_taken)
{
	answer_file_begin(&file, &arena);
	assert_true(answer_file_feed(&file, HEAD, strlen(HEAD)));
	for (int i = 0; i < ANSWER_ROWS; i++)
		assert_true(answer_file_feed(&file, RIGHT, strlen(RIGHT)));
	assert_false(answer_file_feed(&file, RIGHT, strlen(RIGHT)));
	assert_non_null(strstr(file.csv.wrong, "more answers"));
	assert_int_equal(ANSWER_ROWS + 2, file.csv.line);
}

TEST(a_number_has_a_point_or_a_comma_and_nothing_else)
{
	static const struct { const char *text; double number; } right[] = {
		{ "0", 0 }, { "12", 12 }, { "-3", -3 }, { "7.5", 7.5 }, { "7,5", 7.5 }, { "-0,25", -0.25 }, { "007", 7 },
	};
	static const char *const wrong[] = { "", "-", ",5", "5,", "1 000", "1.000,5", "1e3", "0x1", "+1", "nan", "12 ", "--1",
		"1234567890123456789012345678901234567890" };
	double number;

	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
		assert_true(cell_number(right[i].text, &number));
		assert_true(number == right[i].number);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		if (cell_number(wrong[i], &number))
			fail_msg("%s is a number", wrong[i]);
}

static int start(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_read_whatever_the_order_and_language_of_their_columns),
		cmocka_unit_test(a_broken_line_is_named_by_its_number),
		cmocka_unit_test(there_is_an_end_to_how_many_answers_are_taken),
		cmocka_unit_test(a_number_has_a_point_or_a_comma_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
