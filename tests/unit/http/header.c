/* header - tokens, keys, entity tags, media types and file names, and the targets they stand beside. */
#include "unit.h"

#include "http/header.h"
#include "http/target.h"
#include "proto/refusal.h"

static struct arena arena;

TEST(a_bearer_token_has_its_form)
{
	static char long_one[HEADER_TOKEN_MOST + 20] = "Bearer ";

	assert_string_equal(header_bearer("Bearer abc-._~+/09AZ=="), "abc-._~+/09AZ==");
	assert_string_equal(header_bearer("bEARER   abc"), "abc");
	assert_null(header_bearer("Bearer"));
	assert_null(header_bearer("Bearer "));
	assert_null(header_bearer("Bearer =="));
	assert_null(header_bearer("Bearer a b"));
	assert_null(header_bearer("Bearer a=b"));
	assert_null(header_bearer("Bearer a,"));
	assert_null(header_bearer("Bearerabc"));
	assert_null(header_bearer("Basic abc"));
	assert_null(header_bearer(""));
	memset(long_one + 7, 'x', HEADER_TOKEN_MOST);
	assert_non_null(header_bearer(long_one));
	long_one[7 + HEADER_TOKEN_MOST] = 'x';
	assert_null(header_bearer(long_one));
}

TEST(a_key_is_1_to_64_visible_characters)
{
	char key[66] = "";

	assert_false(header_key_valid(""));
	assert_true(header_key_valid("!"));
	assert_true(header_key_valid("!~"));
	assert_false(header_key_valid("a b"));
	assert_false(header_key_valid("a\x7f"));
	assert_false(header_key_valid("\xc3\xa5"));
	memset(key, 'x', 64);
	assert_true(header_key_valid(key));
	key[64] = 'x';
	assert_false(header_key_valid(key));
}

/* The version If-Match asks for; -2: none was given, -3: it is refused. */
static int64_t version_of(const char *if_match)
{
	bool given = false;
	int64_t version = -4;

	if (header_match(if_match, &given, &version) != 0)
		return -3;
	return given ? version : -2;
}

TEST(if_match_counts_by_its_version_only)
{
	assert_int_equal(version_of("\"12.abcdef\""), 12);
	assert_int_equal(version_of("\"120.0\""), 120);
	assert_int_equal(version_of("\"9.0\""), 9);
	assert_int_equal(version_of("\"999999999999999999.x\""), INT64_C(999999999999999999));
}

TEST(a_tag_that_is_not_of_ours_matches_nothing)
{
	static const char *const others[] = { "\"\"", "\"x.y\"", "\"12\"", "\"12.\"", "\".x\"", "\"-1.a\"", "\"1x.a\"",
		"\"9999999999999999999.a\"", "W/\"12.abcdef\"" };

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_int_equal(version_of(others[i]), -1);
}

TEST(a_star_names_no_version_and_what_is_no_tag_is_refused)
{
	static const char *const bad[] = { "", "12.a", "\"12.a", "12.a\"", "\"1.a\", \"2.b\"", "w/\"1.a\"", "\"1 .a\"",
		"**", "\"1.a\" " };

	assert_int_equal(version_of("*"), -2);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(version_of(bad[i]), -3);
}

TEST(if_none_match_compares_the_whole_tag_weakly)
{
	assert_true(header_names_etag("\"1.a\"", "\"1.a\""));
	assert_true(header_names_etag("W/\"1.a\"", "\"1.a\""));
	assert_true(header_names_etag("\"x\", W/\"y\" ,\t\"1.a\"", "\"1.a\""));
	assert_true(header_names_etag("*", "\"1.a\""));
	assert_false(header_names_etag("\"1.b\"", "\"1.a\""));
	assert_false(header_names_etag("\"1.aa\"", "\"1.a\""));
	assert_false(header_names_etag("1.a", "\"1.a\""));
	assert_false(header_names_etag("", "\"1.a\""));
	assert_false(header_names_etag("\"x\", \"1.a", "\"1.a\""));
}

TEST(media_types_are_compared_without_case_and_parameters)
{
	assert_int_equal(header_media(NULL), MEDIA_NONE);
	assert_int_equal(header_media("application/json"), MEDIA_JSON);
	assert_int_equal(header_media("Application/JSON ; Charset=UTF-8"), MEDIA_JSON);
	assert_int_equal(header_media("application/json;charset=\"utf-8\""), MEDIA_JSON);
	assert_int_equal(header_media("application/json; a=b; charset=utf-8"), MEDIA_JSON);
	assert_int_equal(header_media("application/json; charset=iso-8859-1"), MEDIA_OTHER);
	assert_int_equal(header_media("application/json; charset=utf-7"), MEDIA_OTHER);
	assert_int_equal(header_media("application/json; charset=utf-88"), MEDIA_OTHER);
	assert_int_equal(header_media("application/merge-patch+json"), MEDIA_MERGE_PATCH);
	assert_int_equal(header_media("application/jsonp"), MEDIA_OTHER);
	assert_int_equal(header_media("application/jso"), MEDIA_OTHER);
	assert_int_equal(header_media("text/plain"), MEDIA_OTHER);
	assert_int_equal(header_media(""), MEDIA_OTHER);
}

static void named(const char *disposition, const char *name)
{
	const char *found = header_filename(disposition, &arena);

	if (name == NULL)
		assert_null(found);
	else
		assert_string_equal(found, name);
}

TEST(a_file_name_is_without_directories)
{
	named("attachment; filename=\"a b.pdf\"", "a b.pdf");
	named("attachment; filename=a.pdf; x=y", "a.pdf");
	named("attachment; filename=\"/etc/../a.pdf\"", "a.pdf");
	named("attachment; filename=\"C:\\x\\a.pdf\"", "a.pdf");
	named("attachment; filename=\"x.pdf\"; filename*=UTF-8''r%C3%A5d.pdf", "r\xc3\xa5" "d.pdf");
	named("attachment; filename=x.pdf; filename*=ISO-8859-1''r%E5d.pdf", "x.pdf");
	named("attachment; filename*=UTF-8''a%2Fb+c.pdf", "b+c.pdf");
	named("attachment; filename=x.pdf; filename*=UTF-8''", "x.pdf");
	named("attachment; x=\"; filename=a\"; filename=b", "b");
	named("attachment; x=\"\\\"; filename=a\"; filename=b", "b");
	named("attachment ; x=1 ; filename=b ; y=2", "b");
	named("attachment; xfilename=a; filename=b", "b");
	named("attachment; filenamex=a", NULL);
	named("attachment; x; filename=a", NULL);
	named("attachment; filename=\"a\\", NULL);
	named("attachment; filename=a\tb", "a");
	named("attachment; filename=\"a\tb\"", "a\tb");       /* refused as text, where it is told */
	named("attachment", NULL);
	named("attachment; filename=\"a", NULL);
	named("attachment; filename=\"a/\"", NULL);
	named("attachment; filename=\"\xff\"", NULL);
	named("attachment; filename*=UTF-8''%ff", NULL);
	named("attachment; filename*=UTF-8''%00", NULL);
}

TEST(a_file_name_is_said_in_ascii_and_in_full)
{
	assert_string_equal(header_disposition(true, NULL, &arena), "attachment");
	assert_string_equal(header_disposition(false, "a.pdf", &arena),
		"inline; filename=\"a.pdf\"; filename*=UTF-8''a.pdf");
	assert_string_equal(header_disposition(true, "r\xc3\xa5 \"d\r\n'%\x7f.pdf", &arena),
		"attachment; filename=\"r__ _d__'%_.pdf\"; filename*=UTF-8''r%C3%A5%20%22d%0D%0A%27%25%7F.pdf");
	named(header_disposition(true, "r\xc3\xa5 \"d'%.pdf", &arena), "r\xc3\xa5 \"d'%.pdf");
}

static struct target target;

TEST(a_target_is_split_before_it_is_decoded)
{
	assert_int_equal(target_parse("/v1/a%2fb/%C3%A5?x%29+y=1%262%39&y=a+b%2B&z", &arena, &target), 0);
	assert_string_equal(target.path, "/v1/a%2fb/%C3%A5");
	assert_string_equal(target.pairs[0][0], "x) y");
	assert_int_equal(target.parts, 3);
	assert_string_equal(target.part[1], "a/b");
	assert_string_equal(target.part[2], "\xc3\xa5");
	assert_int_equal(target.pair_count, 3);
	assert_string_equal(target.pairs[0][1], "1&29");
	assert_string_equal(target.pairs[1][1], "a b+");
	assert_string_equal(target.pairs[2][0], "z");
	assert_string_equal(target.pairs[2][1], "");
}

TEST(a_part_that_cannot_be_decoded_stays_as_it_is)
{
	assert_int_equal(target_parse("/%/%2/%zz/%ff/%00/+", &arena, &target), 0);
	assert_string_equal(target.part[0], "%");
	assert_string_equal(target.part[1], "%2");
	assert_string_equal(target.part[2], "%zz");
	assert_string_equal(target.part[3], "%ff");
	assert_string_equal(target.part[4], "%00");
	assert_string_equal(target.part[5], "+");
}

TEST(a_path_too_long_is_told_by_its_parts)
{
	assert_int_equal(target_parse("/1/2/3/4/5/6/7/8", &arena, &target), 0);
	assert_int_equal(target.parts, 8);
	assert_int_equal(target_parse("/1/2/3/4/5/6/7/8/9/10/11", &arena, &target), 0);
	assert_int_equal(target.parts, TARGET_PARTS + 1);
}

TEST(a_query_that_cannot_be_decoded_is_refused)
{
	assert_int_equal(target_parse("/?a=%", &arena, &target), REFUSAL_malformed_request);
	assert_int_equal(target_parse("/?a=%4", &arena, &target), REFUSAL_malformed_request);
	assert_int_equal(target_parse("/?%4x=1", &arena, &target), REFUSAL_malformed_request);
	assert_int_equal(target_parse("/?a=%ff", &arena, &target), REFUSAL_invalid_utf8);
	assert_int_equal(target_parse("/?a=%00", &arena, &target), REFUSAL_invalid_utf8);
	assert_int_equal(target_parse("/?a=%41", &arena, &target), 0);
	assert_string_equal(target.pairs[0][1], "A");
}

TEST(a_query_has_a_limit)
{
	char text[2 * TARGET_PAIRS + 10] = "/?";

	for (int i = 0; i < TARGET_PAIRS; i++)
		strcat(text, i == 0 ? "a" : "&a");
	assert_int_equal(target_parse(text, &arena, &target), 0);
	assert_int_equal(target.pair_count, TARGET_PAIRS);
	strcat(text, "&a");
	assert_int_equal(target_parse(text, &arena, &target), REFUSAL_malformed_request);
}

TEST(a_target_is_a_path)
{
	assert_int_equal(target_parse("http://x:8/v1/a?b=c", &arena, &target), 0);
	assert_string_equal(target.path, "/v1/a");
	assert_int_equal(target_parse("*", &arena, &target), REFUSAL_malformed_request);
	assert_int_equal(target_parse("x:80", &arena, &target), REFUSAL_malformed_request);
	assert_int_equal(target_parse("http://x", &arena, &target), REFUSAL_malformed_request);
	assert_int_equal(target_parse("#b", &arena, &target), REFUSAL_malformed_request);
	assert_int_equal(target_parse("/a#b?c=d", &arena, &target), 0);
	assert_string_equal(target.path, "/a");
	assert_int_equal(target.pair_count, 0);
	assert_int_equal(target_parse("", &arena, &target), REFUSAL_malformed_request);
}

static int open_arena(void **unused __attribute__((unused)))
{
	arena_init(&arena);
	return 0;
}

static int close_arena(void **unused __attribute__((unused)))
{
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bearer_token_has_its_form),
		cmocka_unit_test(a_key_is_1_to_64_visible_characters),
		cmocka_unit_test(if_match_counts_by_its_version_only),
		cmocka_unit_test(a_tag_that_is_not_of_ours_matches_nothing),
		cmocka_unit_test(a_star_names_no_version_and_what_is_no_tag_is_refused),
		cmocka_unit_test(if_none_match_compares_the_whole_tag_weakly),
		cmocka_unit_test(media_types_are_compared_without_case_and_parameters),
		cmocka_unit_test(a_file_name_is_without_directories),
		cmocka_unit_test(a_file_name_is_said_in_ascii_and_in_full),
		cmocka_unit_test(a_target_is_split_before_it_is_decoded),
		cmocka_unit_test(a_part_that_cannot_be_decoded_stays_as_it_is),
		cmocka_unit_test(a_path_too_long_is_told_by_its_parts),
		cmocka_unit_test(a_query_that_cannot_be_decoded_is_refused),
		cmocka_unit_test(a_query_has_a_limit),
		cmocka_unit_test(a_target_is_a_path),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
