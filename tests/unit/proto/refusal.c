/* refusal - every no has a code, a status and three languages, and the language is the caller's. */
#include "unit.h"

#include "base/text.h"
#include "proto/detail.h"

static void named_well(const char *code)
{
	assert_true(code[0] >= 'a' && code[0] <= 'z');
	assert_int_equal(strlen(code), strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_"));
}

static void said_well(const char *text)
{
	assert_non_null(text);
	assert_true(strlen(text) > 4);
	assert_true(text_valid(text, strlen(text), NULL));
	assert_true(text_trimmed(text));
}

TEST(every_refusal_has_a_code_a_status_and_three_texts)
{
	for (int i = REFUSAL_NONE + 1; i < REFUSALS; i++) {
		named_well(refusal_code((enum refusal)i));
		assert_in_range(refusal_status((enum refusal)i), 400, 599);
		for (int language = 0; language < LANGUAGES; language++)
			said_well(refusal_text((enum refusal)i, (enum language)language));
		assert_string_not_equal(refusal_text((enum refusal)i, LANGUAGE_NB),
			refusal_text((enum refusal)i, LANGUAGE_EN));
		for (int j = REFUSAL_NONE + 1; j < i; j++)
			assert_string_not_equal(refusal_code((enum refusal)i),
				refusal_code((enum refusal)j));
	}
}

TEST(every_guard_has_a_code_a_source_and_three_texts)
{
	for (int i = GUARD_NONE + 1; i < GUARDS; i++) {
		named_well(guard_code((enum guard)i));
		assert_int_equal(guard_find(guard_code((enum guard)i)), i);
		assert_true(strlen(guard_source((enum guard)i)) > 0);
		for (int language = 0; language < LANGUAGES; language++)
			said_well(guard_text((enum guard)i, (enum language)language));
		for (int j = GUARD_NONE + 1; j < i; j++)
			assert_string_not_equal(guard_code((enum guard)i),
				guard_code((enum guard)j));
	}
}

TEST(the_statuses_are_those_of_the_contract)
{
	assert_int_equal(400, refusal_status(REFUSAL_malformed_json));
	assert_int_equal(400, refusal_status(REFUSAL_duplicate_member));
	assert_int_equal(401, refusal_status(REFUSAL_not_authenticated));
	assert_int_equal(403, refusal_status(REFUSAL_role_missing));
	assert_int_equal(404, refusal_status(REFUSAL_not_found));
	assert_int_equal(405, refusal_status(REFUSAL_method_not_allowed));
	assert_int_equal(409, refusal_status(REFUSAL_guards_failed));
	assert_int_equal(412, refusal_status(REFUSAL_stale_version));
	assert_int_equal(413, refusal_status(REFUSAL_too_large));
	assert_int_equal(415, refusal_status(REFUSAL_unsupported_media_type));
	assert_int_equal(422, refusal_status(REFUSAL_invalid));
	assert_int_equal(422, refusal_status(REFUSAL_unknown_event));
	assert_int_equal(422, refusal_status(REFUSAL_cursor_invalid));
	assert_int_equal(422, refusal_status(REFUSAL_idempotency_key_reused));
	assert_int_equal(428, refusal_status(REFUSAL_version_missing));
	assert_int_equal(429, refusal_status(REFUSAL_too_many_requests));
	assert_int_equal(503, refusal_status(REFUSAL_unavailable));
	assert_int_equal(503, refusal_status(REFUSAL_queue_full));
}

TEST(the_language_is_the_one_most_wanted_of_those_there_are)
{
	static const struct { const char *header; enum language language; } cases[] = {
		{ NULL, LANGUAGE_NB }, { "", LANGUAGE_NB }, { "de", LANGUAGE_NB }, { "*", LANGUAGE_NB },
		{ "nb", LANGUAGE_NB }, { "nb-NO", LANGUAGE_NB }, { "no", LANGUAGE_NB }, { "NN-no", LANGUAGE_NN },
		{ "nn", LANGUAGE_NN }, { "en", LANGUAGE_EN }, { "en-GB,en;q=0.9", LANGUAGE_EN },
		{ "fr, en;q=0.2, nn;q=0.9", LANGUAGE_NN }, { "en;q=0.5,nb;q=0.51", LANGUAGE_NB },
		{ "en;q=0.500,nn;q=0.501", LANGUAGE_NN }, { "en;q=0", LANGUAGE_NB }, { "nn;q=0,en;q=0.1", LANGUAGE_EN },
		{ "en ; q=0.1 , nn ; q=1.0", LANGUAGE_NN }, { "nn;q=x,en;q=0.1", LANGUAGE_EN }, { "nnx", LANGUAGE_NB },
		{ "en;qx1,nn;q=0.5", LANGUAGE_NN }, { "nn;q=0.1,en;Q=0.5", LANGUAGE_EN },
		{ ",,en", LANGUAGE_EN }, { "nn,nb", LANGUAGE_NN }, { "en;q=9", LANGUAGE_NB }, { ";q=1", LANGUAGE_NB },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (language_of(cases[i].header) != cases[i].language)
			fail_msg("%s is %d", cases[i].header, (int)language_of(cases[i].header));
}

static void check_detail(enum refusal refusal, const char *detail, enum language language, const char *told)
{
	struct buffer text;

	buffer_init(&text);
	detail_add(&text, refusal, detail, language);
	assert_string_equal(text.data, told);
	buffer_release(&text);
}

TEST(a_detail_is_told_in_the_readers_language_with_its_numbers)
{
	const char *source = "an attachment, an incoming letter or a source";

	check_detail(REFUSAL_missing, source, LANGUAGE_NB, "Må fylles ut: oppgi et vedlegg, et inngående brev eller en kilde");
	check_detail(REFUSAL_missing, source, LANGUAGE_NN, "Må fyllast ut: oppgi eit vedlegg, eit inngåande brev eller ei kjelde");
	check_detail(REFUSAL_missing, source, LANGUAGE_EN, source);
	check_detail(REFUSAL_missing, NULL, LANGUAGE_NN, "Må fyllast ut");
	check_detail(REFUSAL_out_of_range, "from 0 to 1000", LANGUAGE_NB, "Tallet er utenfor det tillatte: fra 0 til 1000");
	check_detail(REFUSAL_out_of_range, "from 0 to 1000", LANGUAGE_EN, "from 0 to 1000");
	check_detail(REFUSAL_too_long, "at most 200 characters", LANGUAGE_NN, "Teksten er for lang: høgst 200 teikn");
	check_detail(REFUSAL_unknown_term, "one of nb, nn", LANGUAGE_NB, "Ordet er ikke et av dem som kan brukes her: nb, nn");
	check_detail(REFUSAL_wrong_type, "line 7: no number", LANGUAGE_NB, "Verdien har feil type: linje 7: ikke et tall");
	check_detail(REFUSAL_wrong_type, "line 7: no number", LANGUAGE_EN, "line 7: no number");
	check_detail(REFUSAL_wrong_type, "line of a text", LANGUAGE_NB, "Verdien har feil type: line of a text");
	check_detail(REFUSAL_too_long, "at most", LANGUAGE_NB, "Teksten er for lang: at most");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_refusal_has_a_code_a_status_and_three_texts),
		cmocka_unit_test(every_guard_has_a_code_a_source_and_three_texts),
		cmocka_unit_test(the_statuses_are_those_of_the_contract),
		cmocka_unit_test(the_language_is_the_one_most_wanted_of_those_there_are),
		cmocka_unit_test(a_detail_is_told_in_the_readers_language_with_its_numbers),
	};

	return RUN(tests);
}
