/* head - what a request's head may be, byte by byte. */
#include "unit.h"

#include "http/chunks.h"
#include "http/head.h"

static struct head head;

/* Reads all in pieces of so many bytes; what was wrong, or NULL. */
static const char *read_in(const char *text, size_t piece)
{
	size_t length = strlen(text), at = 0;

	head_init(&head);
	while (at < length && !head.done && head.wrong == NULL)
		at += head_read(&head, text + at, length - at < piece ? length - at : piece);
	return head.wrong;
}

static void takes(const char *text)
{
	for (size_t piece = 1; piece <= strlen(text); piece += 7) {
		assert_null(read_in(text, piece));
		assert_true(head.done);
		assert_int_equal(head.length, strlen(text));
	}
}

static void refuses(const char *text)
{
	for (size_t piece = 1; piece <= strlen(text); piece += 7)
		if (read_in(text, piece) == NULL)
			fail_msg("was taken: %s", text);
}

#define GET "GET / HTTP/1.1\r\n"
#define POST "POST / HTTP/1.1\r\n"
#define HOST "Host: x\r\n"
#define END "\r\n"

TEST(a_plain_request_is_taken)
{
	takes(GET HOST END);
	assert_false(head.old || head.chunked);
	assert_int_equal(head.content_length, -1);
	takes(GET HOST "X:\r\n" "Y: \t \r\n" "Z: \xc3\xa5\t1 \r\n" END);
	takes("GET / HTTP/1.0\r\n" END);
	assert_true(head.old);
}

TEST(what_follows_the_head_is_left_alone)
{
	const char text[] = GET HOST END "more";

	head_init(&head);
	assert_int_equal(head_read(&head, text, strlen(text)), strlen(text) - 4);
	assert_true(head.done);
}

TEST(a_line_ends_with_cr_lf_and_nothing_else)
{
	refuses("GET / HTTP/1.1\nHost: x\r\n\r\n");
	refuses(GET "Host: x\n\r\n");
	refuses(GET HOST "\n");
	refuses(GET HOST "\r\r\n");
	refuses(GET "Host: x\r \r\n" END);
	refuses(GET "Host: x\ry\r\n" END);
	refuses("GET / HTTP/1.1\r\r\n" HOST END);
}

TEST(the_request_line_has_three_words_and_one_space_between)
{
	refuses("GET  / HTTP/1.1\r\n" HOST END);
	refuses("GET /  HTTP/1.1\r\n" HOST END);
	refuses("GET / HTTP/1.1 \r\n" HOST END);
	refuses("GET /\r\n" HOST END);
	refuses("GET\r\n" HOST END);
	refuses(" / HTTP/1.1\r\n" HOST END);
	refuses("\r\n" GET HOST END);
	refuses("GET /\xc3\xa5 HTTP/1.1\r\n" HOST END);
	refuses("GET /\x7f HTTP/1.1\r\n" HOST END);
	refuses("GET /\x01HTTP/1.1\r\n" HOST END);
	refuses("G(T / HTTP/1.1\r\n" HOST END);
}

TEST(the_version_is_1_1_or_1_0)
{
	refuses("GET / HTTP/1.2\r\n" HOST END);
	refuses("GET / HTTP/2.0\r\n" HOST END);
	refuses("GET / HTTP/1.1x\r\n" HOST END);
	refuses("GET / http/1.1\r\n" HOST END);
	refuses("GET / HTTP/1.1111111111111111111111\r\n" HOST END);
}

TEST(a_name_is_a_token_right_before_its_colon)
{
	refuses(GET HOST "X : y\r\n" END);
	refuses(GET HOST " X: y\r\n" END);
	refuses(GET HOST "X: y\r\n z\r\n" END);
	refuses(GET HOST "X: y\r\n\tz\r\n" END);
	refuses(GET HOST ": y\r\n" END);
	refuses(GET HOST "X\r\n" END);
	refuses(GET HOST "X\x01: y\r\n" END);
	refuses(GET HOST "X(y): z\r\n" END);
	takes(GET HOST "!#$%&'*+-.^_`|~09azAZ: y\r\n" END);
}

TEST(a_value_has_no_control_character)
{
	const char nul[] = GET HOST "X: a\0b\r\n" END;

	refuses(GET HOST "X: a\x01" "b\r\n" END);
	refuses(GET HOST "X: a\x7f" "b\r\n" END);
	head_init(&head);
	head_read(&head, nul, sizeof nul - 1);
	assert_non_null(head.wrong);
}

TEST(http_1_1_has_exactly_one_host)
{
	refuses(GET END);
	refuses(GET HOST HOST END);
	refuses(GET HOST "hOsT: y\r\n" END);
	refuses("GET / HTTP/1.0\r\n" HOST HOST END);
	takes("GET / HTTP/1.0\r\n" HOST END);
}

TEST(a_length_is_digits_and_given_once)
{
	static const char *const bad[] = { "", "+5", "-5", "5 5", "5,5", "5, 5", "0x5", "5a", "1234567890123456789",
		"00000000000000000000000005" };
	char text[200];

	takes(POST HOST "content-LENGTH:  57 \t\r\n" END);
	assert_int_equal(head.content_length, 57);
	takes(POST HOST "Content-Length: 999999999999999999\r\n" END);
	assert_int_equal(head.content_length, INT64_C(999999999999999999));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		snprintf(text, sizeof text, POST HOST "Content-Length: %s\r\n" END, bad[i]);
		refuses(text);
	}
	refuses(POST HOST "Content-Length: 5\r\nContent-Length: 5\r\n" END);
	takes(POST HOST "X-Content-Length: 5\r\nContent-Lengths: 7\r\n" END);
	assert_int_equal(head.content_length, -1);
}

TEST(a_coding_is_chunked_alone_and_without_a_length)
{
	takes(POST HOST "TRANSFER-ENCODING: Chunked\r\n" END);
	assert_true(head.chunked);
	refuses(POST HOST "Transfer-Encoding: gzip\r\n" END);
	refuses(POST HOST "Transfer-Encoding: gzip, chunked\r\n" END);
	refuses(POST HOST "Transfer-Encoding: chunked;x=y\r\n" END);
	refuses(POST HOST "Transfer-Encoding:\r\n" END);
	refuses(POST HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" END);
	refuses(POST HOST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n" END);
	refuses(POST HOST "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n" END);
	refuses("POST / HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n" END);
}

TEST(a_body_comes_only_with_methods_whose_body_is_read)
{
	static const char *const with[] = { "GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS" };
	static const char *const without[] = { "HEAD", "TRACE", "CONNECT", "FLY", "get", "POSTS",
		"AVERYLONGMETHODINDEEDITIS" };
	char text[200];

	for (size_t i = 0; i < sizeof with / sizeof with[0]; i++) {
		snprintf(text, sizeof text, "%s / HTTP/1.1\r\n" HOST "Content-Length: 1\r\n" END, with[i]);
		takes(text);
	}
	for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
		snprintf(text, sizeof text, "%s / HTTP/1.1\r\n" HOST "Content-Length: 1\r\n" END, without[i]);
		refuses(text);
		snprintf(text, sizeof text, "%s / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n" END, without[i]);
		takes(text);
	}
}

/* Any one byte changed to any other: never past the end, and wrong or done in the same place however it comes. */
TEST(the_same_bytes_give_the_same_judgement_in_any_pieces)
{
	static const char whole[] = POST HOST "Content-Length: 5\r\nX: y\r\n" END;
	char text[sizeof whole];

	for (size_t at = 0; at < sizeof whole - 1; at++)
		for (int c = 1; c < 256; c++) {
			const char *wrong;
			size_t length;

			memcpy(text, whole, sizeof whole);
			text[at] = (char)c;
			wrong = read_in(text, sizeof text);
			length = head.length;
			assert_ptr_equal(wrong, read_in(text, 1));
			assert_int_equal(length, head.length);
		}
}

/* A chunked body and the next request, in pieces of every size: how much of it is the body's, or what was wrong. */
static const char *body_in(const char *text, size_t piece, size_t *ret_length)
{
	struct chunks chunks;
	size_t length = strlen(text), at = 0, taken = 1;

	chunks_init(&chunks);
	while (at < length && taken > 0 && !chunks.done && chunks.wrong == NULL) {
		taken = chunks_read(&chunks, text + at, length - at < piece ? length - at : piece);
		at += taken;
	}
	*ret_length = chunks.done ? at : 0;
	return chunks.wrong;
}

TEST(a_chunked_body_ends_where_its_framing_says_in_any_pieces)
{
	static const char body[] = "00000002\r\n\r\n\r\nA\r\n0\r\n\r\n01234\r\n0\r\nTrailer:\tx\r\nb:\r\n\r\n";
	char text[200];
	size_t length;

	snprintf(text, sizeof text, "%sPOST / HTTP/1.1\r\n", body);
	for (size_t piece = 1; piece <= strlen(text); piece++) {
		assert_null(body_in(text, piece, &length));
		assert_int_equal(length, strlen(body));
	}
}

TEST(a_chunk_that_evhttp_would_forgive_is_wrong_in_any_pieces)
{
	static const char *const wrong[] = {
		"0x1\r\n", "+1\r\n", " 1\r\n", "1 \r\n", "1;a\r\n", "1\n", "\r\n", "\n", "-1\r\n", "g\r\n", "000000001\r\n", "1\r\r\n",
		"1\r\na\n", "1\r\nab\r\n", "1\r\na0\r\n\r\n", "1\r\na\r\r\n", "0\r\n\n", "0\r\na\r\n", "0\r\n: b\r\n", "0\r\n a: b\r\n",
		"0\r\na : b\r\n", "0\r\na: b\n", "0\r\na: \x01\r\n", "0\r\na: b\r\n c\r\n", "0\r\n\r\r",
	};
	size_t length;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		for (size_t piece = 1; piece <= strlen(wrong[i]); piece++)
			if (body_in(wrong[i], piece, &length) == NULL)
				fail_msg("was taken: %s", wrong[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plain_request_is_taken),
		cmocka_unit_test(what_follows_the_head_is_left_alone),
		cmocka_unit_test(a_line_ends_with_cr_lf_and_nothing_else),
		cmocka_unit_test(the_request_line_has_three_words_and_one_space_between),
		cmocka_unit_test(the_version_is_1_1_or_1_0),
		cmocka_unit_test(a_name_is_a_token_right_before_its_colon),
		cmocka_unit_test(a_value_has_no_control_character),
		cmocka_unit_test(http_1_1_has_exactly_one_host),
		cmocka_unit_test(a_length_is_digits_and_given_once),
		cmocka_unit_test(a_coding_is_chunked_alone_and_without_a_length),
		cmocka_unit_test(a_body_comes_only_with_methods_whose_body_is_read),
		cmocka_unit_test(the_same_bytes_give_the_same_judgement_in_any_pieces),
		cmocka_unit_test(a_chunked_body_ends_where_its_framing_says_in_any_pieces),
		cmocka_unit_test(a_chunk_that_evhttp_would_forgive_is_wrong_in_any_pieces),
	};

	return RUN(tests);
}
