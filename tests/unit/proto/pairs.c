/* pairs - every parameter of every query string with each kind of wrong text. */
#include "values.h"

static struct arena arena;

static int start(void **unused __attribute__((unused)))
{
	arena_init(&arena);
	return 0;
}

static int stop(void **unused __attribute__((unused)))
{
	arena_release(&arena);
	return 0;
}

static const struct message *const queries[] = { &page_query_message, &audits_query_message,
	&deadlines_query_message, &letters_query_message, &events_query_message,
	&import_query_message };

static int decode(const struct message *query, const char *name, const char *text, void *object,
	struct mistakes *mistakes)
{
	const char *const pair[1][2] = { { name, text } };
	uint64_t given;

	mistakes->count = 0;
	return message_decode_pairs(query, pair, 1, &arena, object, &given, mistakes);
}

static void refuses(const struct message *query, const struct field *field, const char *text,
	int refusal)
{
	struct mistakes mistakes;

	assert_int_equal(REFUSAL_invalid,
		decode(query, field->name, text, arena_take(&arena, query->size), &mistakes));
	assert_int_equal(1, mistakes.count);
	assert_string_equal(field->name, mistakes.item[0].pointer);
	if (mistakes.item[0].refusal != refusal)
		fail_msg("%s=%s is %s", field->name, text,
			refusal_code((enum refusal)mistakes.item[0].refusal));
}

static void takes(const struct message *query, const struct field *field, const char *text,
	const char *sql)
{
	void *object = arena_take(&arena, query->size);
	struct mistakes mistakes;

	if (decode(query, field->name, text, object, &mistakes) != 0)
		fail_msg("%s=%s is refused", field->name, text);
	assert_string_equal(sql, field_to_sql(field, object, &arena));
}

static void judged(const struct message *query, const struct field *field)
{
	switch (field->type) {
	case FIELD_ID:
		refuses(query, field, "7", REFUSAL_not_an_id);
		takes(query, field, "01900000-0000-7000-8000-000000000000",
			"01900000-0000-7000-8000-000000000000");
		break;
	case FIELD_DATE:
		refuses(query, field, "2025-02-30", REFUSAL_not_a_date);
		takes(query, field, "2025-02-28", "2025-02-28");
		break;
	case FIELD_TERM:
		refuses(query, field, "no_such_word", REFUSAL_unknown_term);
		takes(query, field, field->terms->word[field->terms->count - 1],
			field->terms->word[field->terms->count - 1]);
		break;
	case FIELD_INTEGER:
		for (const char *const *bad = (const char *const[]){ "", "x", "1.5", "-1", "+1",
			" 1", "1 ", "0x1", NULL };
		     *bad != NULL; bad++)
			refuses(query, field, *bad, REFUSAL_wrong_type);
		refuses(query, field, "0", REFUSAL_out_of_range);
		refuses(query, field, "201", REFUSAL_out_of_range);
		refuses(query, field, "99999999999999999999999999999", REFUSAL_out_of_range);
		takes(query, field, "1", "1");
		takes(query, field, "200", "200");
		break;
	case FIELD_BOOLEAN:
	case FIELD_TERNARY:
		refuses(query, field, "", REFUSAL_wrong_type);
		refuses(query, field, "1", REFUSAL_wrong_type);
		refuses(query, field, "True", REFUSAL_wrong_type);
		takes(query, field, "true", "t");
		takes(query, field, "false", "f");
		break;
	default:
		assert_int_equal(FIELD_TEXT, field->type);
		refuses(query, field, "", REFUSAL_missing);
		refuses(query, field, "a\xff", REFUSAL_invalid_utf8);
		refuses(query, field, "a\x07", REFUSAL_control_character);
		refuses(query, field, arena_format(&arena, "%0*d", (int)field->max + 1, 0),
			REFUSAL_too_long);
		takes(query, field, "2026/17 æ", "2026/17 æ");
	}
}

TEST(every_parameter_takes_what_it_should_and_nothing_else)
{
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
		for (int j = 0; j < queries[i]->count; j++)
			judged(queries[i], &queries[i]->field[j]);
}

TEST(all_mistakes_of_a_query_are_told_at_once)
{
	static const char *const pair[][2] = { { "limit", "2" }, { "nothing", "1" },
		{ "state", "x" }, { "limit", "3" }, { "a\xff", "1" }, { "overdue", "maybe" } };
	static const struct { const char *pointer; int refusal; } expected[] = {
		{ "nothing", REFUSAL_unknown_parameter }, { "state", REFUSAL_unknown_term },
		{ "limit", REFUSAL_duplicate_member }, { "", REFUSAL_invalid_utf8 }, { "overdue", REFUSAL_wrong_type },
	};
	struct mistakes mistakes = { .count = 0 };
	struct audits_query query;
	uint64_t given;

	assert_int_equal(REFUSAL_invalid, message_decode_pairs(&audits_query_message, pair, 6,
		&arena, &query, &given, &mistakes));
	assert_int_equal(5, mistakes.count);
	for (int i = 0; i < 5; i++) {
		assert_string_equal(expected[i].pointer, mistakes.item[i].pointer);
		assert_int_equal(expected[i].refusal, mistakes.item[i].refusal);
	}
	assert_null(mistakes.item[0].detail);
	assert_non_null(strstr(mistakes.item[1].detail, "one of planned, notified"));
	assert_int_equal(2, query.page.limit);
}

TEST(no_parameter_is_none_of_each)
{
	struct mistakes mistakes = { .count = 0 };
	struct audits_query query;
	uint64_t given = 7;

	assert_int_equal(0, message_decode_pairs(&audits_query_message, NULL, 0, &arena, &query,
		&given, &mistakes));
	assert_true(given == 0);
	assert_int_equal(INTEGER_NONE, query.page.limit);
	assert_null(query.page.after);
	assert_false(query.page.count);
	assert_int_equal(-1, query.overdue);
	assert_int_equal(TERM_NONE, query.sort);
	assert_string_equal("", query.lead);
}

TEST(each_given_parameter_has_its_bit)
{
	static const char *const pair[][2] = { { "q", "sepsis" }, { "sort", "-due" } };
	struct mistakes mistakes = { .count = 0 };
	struct audits_query query;
	uint64_t given;

	assert_int_equal(0, message_decode_pairs(&audits_query_message, pair, 2, &arena, &query,
		&given, &mistakes));
	assert_true(given == (UINT64_C(1) << message_index(&audits_query_message, "q")
		| UINT64_C(1) << message_index(&audits_query_message, "sort")));
	assert_int_equal(AUDITS_BY_DUE_DOWN, query.sort);
	assert_string_equal("sepsis", query.q);
}

static void period_check(const void *object, struct mistakes *mistakes)
{
	const struct audits_query *query = object;

	if (query->due_before == DAY_NONE)
		mistakes_add(mistakes, "q", REFUSAL_ends_before_start, NULL);
}

TEST(a_share_is_a_plain_decimal_from_0_to_1)
{
	static const char *const wrong[] = { "", ".9", "0.", "0.9.1", "-0.1", "+1", "1e-1", "nan", "0x1", " 0.9", "0,9" };
	static const struct { const char *text; double share; } right[] = { { "0", 0 }, { "1", 1 }, { "0.95", 0.95 },
		{ "1.000", 1 }, { "00.5", 0.5 } };
	const char *pairs[3][2] = { { "population", "5" }, { "target", "0.9" }, { "confidence", NULL } };
	struct sample_query query;
	struct mistakes mistakes = { .count = 0 };
	uint64_t given;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		pairs[2][1] = wrong[i];
		mistakes.count = 0;
		assert_int_equal(REFUSAL_invalid, message_decode_pairs(&sample_query_message,
			(const char *const (*)[2])pairs, 3, &arena, &query, &given, &mistakes));
		assert_int_equal(1, mistakes.count);
		assert_string_equal("confidence", mistakes.item[0].pointer);
		assert_int_equal(REFUSAL_wrong_type, mistakes.item[0].refusal);
	}
	for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
		pairs[2][1] = right[i].text;
		assert_int_equal(0, message_decode_pairs(&sample_query_message, (const char *const (*)[2])pairs, 3,
			&arena, &query, &given, &mistakes));
		assert_true(query.confidence == right[i].share);
	}
	pairs[2][1] = "1.001";
	mistakes.count = 0;
	assert_int_equal(REFUSAL_invalid, message_decode_pairs(&sample_query_message,
		(const char *const (*)[2])pairs, 3, &arena, &query, &given, &mistakes));
	assert_int_equal(REFUSAL_out_of_range, mistakes.item[0].refusal);
}

TEST(a_query_may_need_parameters_and_hold_them_against_each_other)
{
	struct field fields[] = { *message_field(&audits_query_message, "due_before") };
	struct message query = { .field = fields, .count = 1, .size = sizeof(struct audits_query),
		.check = period_check };
	struct audits_query object;
	struct mistakes mistakes = { .count = 0 };
	uint64_t given;

	fields[0].use |= USE_NEEDED;
	assert_int_equal(REFUSAL_invalid, message_decode_pairs(&query, NULL, 0, &arena, &object,
		&given, &mistakes));
	assert_int_equal(2, mistakes.count);
	assert_string_equal("due_before", mistakes.item[0].pointer);
	assert_int_equal(REFUSAL_missing, mistakes.item[0].refusal);
	assert_int_equal(REFUSAL_ends_before_start, mistakes.item[1].refusal);
	assert_int_equal(0, decode(&query, "due_before", "2026-01-01", &object, &mistakes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_parameter_takes_what_it_should_and_nothing_else),
		cmocka_unit_test(all_mistakes_of_a_query_are_told_at_once),
		cmocka_unit_test(no_parameter_is_none_of_each),
		cmocka_unit_test(each_given_parameter_has_its_bit),
		cmocka_unit_test(a_share_is_a_plain_decimal_from_0_to_1),
		cmocka_unit_test(a_query_may_need_parameters_and_hold_them_against_each_other),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
