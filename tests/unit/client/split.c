/* split - a file of any size goes in pieces, each record once, in order, with its place in the whole. */
#include "unit.h"

#include <jansson.h>

#include "base/buffer.h"
#include "client/split.h"

static void begin(struct split *split, const char *text)
{
	split_init(split, text, strlen(text));
}

/* How many records there are when every chunk is good, or -1. */
static long long records_of(const char *text)
{
	struct split split;
	struct chunk chunk;
	long long records = 0;

	begin(&split, text);
	while (split_next(&split, &chunk)) {
		assert_int_equal(chunk.first, records);
		records += chunk.records;
	}
	return split.wrong == NULL ? records : -1;
}

TEST(an_array_gives_its_records)
{
	assert_int_equal(records_of("[]"), 0);
	assert_int_equal(records_of(" [ ] \n"), 0);
	assert_int_equal(records_of("[{\"a\":1}]"), 1);
	assert_int_equal(records_of("[{\"a\":[1,2]},{\"b\":{\"c\":\"]},{\\\"\"}}, 3 ]\n"), 3);
	assert_int_equal(records_of("\xef\xbb\xbf[1,\"a\",null]"), 3);
}

TEST(what_is_no_array_of_json_is_told)
{
	static const char *const broken[] = { "", " ", "{}", "1", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1]]", "[1] x",
		"[{\"a\":}]", "[{\"a\":1]", "[\"a]", "[{\"a\":1,\"a\":2}]", "[\"\xff\"]", "[{]}]", "[1}" };

	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
		if (records_of(broken[i]) != -1)
			fail_msg("taken for an array: %s", broken[i]);
}

TEST(a_number_too_large_for_us_is_the_daemons_to_judge)
{
	assert_int_equal(records_of("[{\"n\":123456789012345678901234567890},{}]"), 2);
}

TEST(the_place_that_is_broken_is_known_by_line_and_record)
{
	struct split split;
	struct chunk chunk;

	begin(&split, "[{},\n{},\n{]");
	assert_false(split_next(&split, &chunk));
	assert_non_null(split.wrong);
	assert_int_equal(split_line(&split), 3);
	assert_int_equal(split.index, 2);
}

/* The chunks put together are the array again, and none is larger than a request may be. */
static void holds_together(const char *text, int least_chunks)
{
	struct split split;
	struct chunk chunk;
	json_t *whole = json_loads(text, JSON_DECODE_ANY, NULL), *again = json_array();
	int chunks = 0;

	begin(&split, text);
	while (split_next(&split, &chunk)) {
		struct buffer body;
		json_t *part;

		buffer_init(&body);
		buffer_format(&body, "[%.*s]", (int)chunk.length, chunk.text);
		part = json_loadb(body.data, body.length, 0, NULL);
		assert_non_null(part);
		assert_int_equal(json_array_size(part), chunk.records);
		assert_int_equal(json_array_size(again), chunk.first);
		assert_in_range(chunk.records, 1, CHUNK_RECORDS);
		if (chunk.records > 1)
			assert_in_range(body.length, 1, CHUNK_BYTES + 2);
		json_array_extend(again, part);
		json_decref(part);
		buffer_release(&body);
		chunks++;
	}
	assert_null(split.wrong);
	assert_true(json_equal(whole, again));
	assert_true(chunks >= least_chunks);
	json_decref(whole);
	json_decref(again);
}

/* count records of about so many bytes, each with a number of its own and so many arrays. */
static char *array_of(int count, int bytes, int containers)
{
	struct buffer text;

	buffer_init(&text);
	buffer_add_text(&text, "[\n");
	for (int i = 0; i < count; i++) {
		buffer_format(&text, "%s {\"n\": %d, \"text\": \"%0*d\", \"lists\": [", i > 0 ? ",\n" : "", i, bytes, 7);
		for (int c = 0; c < containers; c++)
			buffer_add_text(&text, c > 0 ? ",[]" : "[]");
		buffer_add_text(&text, "]}");
	}
	buffer_add_text(&text, "\n]\n");
	return text.data;
}

TEST(pieces_are_bounded_in_bytes_records_and_containers_and_make_the_whole)
{
	char *many = array_of(3 * CHUNK_RECORDS + 1, 3, 0);
	char *large = array_of(20, (int)CHUNK_BYTES / 4, 0);
	char *nested = array_of(10, 3, CHUNK_CONTAINERS / 3);

	holds_together(many, 4);
	holds_together(large, 5);
	holds_together(nested, 4);
	free(many);
	free(large);
	free(nested);
}

TEST(one_record_larger_than_a_request_goes_alone)
{
	char *huge = array_of(3, (int)CHUNK_BYTES * 2, 0);

	holds_together(huge, 3);
	free(huge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_array_gives_its_records),
		cmocka_unit_test(what_is_no_array_of_json_is_told),
		cmocka_unit_test(a_number_too_large_for_us_is_the_daemons_to_judge),
		cmocka_unit_test(the_place_that_is_broken_is_known_by_line_and_record),
		cmocka_unit_test(pieces_are_bounded_in_bytes_records_and_containers_and_make_the_whole),
		cmocka_unit_test(one_record_larger_than_a_request_goes_alone),
	};

	return RUN(tests);
}
