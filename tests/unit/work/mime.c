/* mime - nobody's text becomes a header, and what comes out is what went in. */
#include "work/mime.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static struct buffer out;

static struct mime plain(void)
{
	return (struct mime){ .from_name = "Statsforvalteren i Lillevik", .from = "post@sf.example.no", .to = "post@kommune.example.no",
		.subject = "Brev i sak 2026/17", .message_id = "<1@sf.example.no>", .language = "nb",
		.date = INT64_C(1772442000000000), .text = "Hei\n" };
}

static const char *write_it(const struct mime *mime)
{
	buffer_clear(&out);
	return mime_write(mime, &out);
}

static const char *header(const char *name)
{
	static char line[8000];
	const char *at = strstr(out.data, name);
	size_t length;

	assert_non_null(at);
	length = strcspn(at, "\r");
	while (strncmp(at + length, "\r\n ", 3) == 0)
		length += 3 + strcspn(at + length + 3, "\r");
	assert_true(length < sizeof line);
	memcpy(line, at, length);
	line[length] = '\0';
	return line;
}

static const char *body(void)
{
	const char *at = strstr(out.data, "\r\n\r\n");

	assert_non_null(at);
	return at + 4;
}

/* Quoted-printable back to bytes, CRLF to LF. */
static size_t unquote(const char *at, char *to)
{
	char *begin = to;

	while (*at != '\0') {
		if (strncmp(at, "=\r\n", 3) == 0) {
			at += 3;
		} else if (*at == '=') {
			char pair[3] = { at[1], at[2], '\0' };

			*to++ = (char)strtol(pair, NULL, 16);
			at += 3;
		} else if (*at == '\r') {
			at++;
		} else {
			*to++ = *at++;
		}
	}
	return (size_t)(to - begin);
}

static int digit(char c)
{
	const char *digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = strchr(digits, c);

	return at == NULL || c == '\0' ? -1 : (int)(at - digits);
}

/* Base64 back to bytes, line ends left out; ends at what is none. */
static size_t unbase64(const char *at, char *to)
{
	char *begin = to;
	unsigned bits = 0;
	int have = 0;

	for (; *at == '\r' || *at == '\n' || digit(*at) >= 0; at++) {
		if (digit(*at) < 0)
			continue;
		bits = bits << 6 | (unsigned)digit(*at);
		have += 6;
		if (have >= 8)
			*to++ = (char)(bits >> (have -= 8));
	}
	return (size_t)(to - begin);
}

/* The encoded words of a header as one text. */
static void unword(const char *at, char *to)
{
	*to = '\0';
	while ((at = strstr(at, "=?UTF-8?B?")) != NULL) {
		at += 10;
		to += unbase64(at, to);
		*to = '\0';
	}
}

static void lines_are_short(void)
{
	for (const char *at = out.data; *at != '\0'; at = strchr(at, '\n') + 1) {
		size_t length = strcspn(at, "\r\n");

		assert_true(length <= 78);
		assert_memory_equal(at + length, "\r\n", 2);
		for (size_t i = 0; i < length; i++)
			assert_true(at[i] >= ' ' && at[i] <= '~');
	}
}

TEST(a_mail_has_its_headers_and_its_text)
{
	struct mime mime = plain();

	assert_null(write_it(&mime));
	assert_string_equal(header("Date:"), "Date: Mon, 2 Mar 2026 09:00:00 +0000");
	assert_string_equal(header("To:"), "To: <post@kommune.example.no>");
	assert_string_equal(header("Subject:"), "Subject: Brev i sak 2026/17");
	assert_string_equal(header("Message-ID:"), "Message-ID: <1@sf.example.no>");
	assert_string_equal(header("Auto-Submitted:"), "Auto-Submitted: auto-generated");
	assert_string_equal(header("Content-Language:"), "Content-Language: nb");
	assert_string_equal(body(), "Hei\r\n\r\n");
	lines_are_short();
}

TEST(a_header_never_becomes_two)
{
	static const char *const hostile[] = { "a\r\nBcc: x@y.no", "a\nBcc: x@y.no", "a\rBcc: x@y.no", "a\x01", "a\x7f", "a\tb" };

	for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
		struct mime of[6] = { plain(), plain(), plain(), plain(), plain(), plain() };

		of[0].subject = of[1].from_name = of[2].message_id = of[3].language = hostile[i];
		of[4].part = (struct mime_part){ hostile[i], "text/plain", "x", 1 };
		of[5].part = (struct mime_part){ "x", hostile[i], "x", 1 };
		for (int n = 0; n < 6; n++) {
			assert_string_equal(write_it(&of[n]), "a header would hold a control character");
			assert_int_equal(out.length, 0);
		}
	}
}

TEST(an_address_is_one_that_smtp_can_say)
{
	static const char *const bad[] = { "", "a", "@", "a@", "@b", "a@b@c", "a b@c.no", "a@b.no\r\nBcc: c@d.no", "a@b.no>", "<a@b.no",
		"a@b.no,c@d.no", "\"a\"@b.no", "å@b.no", "a@blåbær.no", "a@b.no\x01" };
	char most[400];

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct mime to = plain(), from = plain();

		to.to = from.from = bad[i];
		assert_false(mime_is_address(bad[i]));
		assert_string_equal(write_it(&to), "the recipient's address is none that mail can be sent to");
		assert_string_equal(write_it(&from), "the sender's address is none that mail can be sent from");
	}
	assert_true(mime_is_address("post+tilsyn.a_b@xn--blbr-roah.no"));
	memset(most, 'a', sizeof most);
	strcpy(most + 249, "@b.no");
	assert_true(mime_is_address(most));
	strcpy(most + 250, "@b.no");
	assert_false(mime_is_address(most));
}

TEST(words_of_any_length_come_back_from_a_header)
{
	static const char *const letters[] = { "a", "æ", "€", "\xf0\x9f\x90\x9f" };
	char subject[1300], back[1300];

	for (size_t kind = 0; kind < 4; kind++)
		for (size_t count = 1; count < 300; count++) {
			struct mime mime = plain();

			strcpy(subject, "Blåbær: ");
			for (size_t i = 0; i < count; i++)
				strcat(subject, letters[kind]);
			mime.subject = mime.from_name = subject;
			assert_null(write_it(&mime));
			lines_are_short();
			unword(header("Subject:"), back);
			assert_string_equal(back, subject);
			unword(header("From:"), back);
			assert_string_equal(back, subject);
		}
}

/* Every encoded word is whole characters: a reader shows each for itself. */
TEST(an_encoded_word_cuts_no_character)
{
	struct mime mime = plain();
	char piece[100];

	mime.subject = "ååååååååååååååååååååååååååååååååååååååååååååååå€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€";
	assert_null(write_it(&mime));
	for (const char *at = header("Subject:"); (at = strstr(at, "=?UTF-8?B?")) != NULL;) {
		at += 10;
		piece[unbase64(at, piece)] = '\0';
		assert_true(((unsigned char)piece[0] & 0xc0) != 0x80);
	}
}

TEST(what_looks_encoded_is_encoded)
{
	struct mime mime = plain();
	char back[100];

	mime.subject = "=?UTF-8?B?SGVp?=";
	assert_null(write_it(&mime));
	unword(header("Subject:"), back);
	assert_string_equal(back, "=?UTF-8?B?SGVp?=");
	mime.subject = "en lang overskrift av vanlige bokstaver som ikke kan stå på en linje alene fordi den er lang";
	assert_null(write_it(&mime));
	lines_are_short();
}

TEST(every_byte_of_a_text_comes_back)
{
	char text[3 * 255 + 40], back[sizeof text + 2];
	size_t length = 0;

	for (int byte = 1; byte < 256; byte++) {
		text[length++] = (char)byte;
		text[length++] = byte % 3 == 0 ? ' ' : (char)byte;
	}
	text[length++] = '\n';
	strcpy(text + length, "From here\n.\n..\n slutt \n\t\n=3D\nsiste uten linjeslutt ");
	for (size_t cut = 0; cut < 200; cut++) {
		struct mime mime = plain();

		mime.text = text + cut;
		assert_null(write_it(&mime));
		lines_are_short();
		assert_null(strstr(out.data, "\r\nFrom here"));
		assert_null(strstr(out.data, " \r\n"));
		assert_null(strstr(out.data, "\t\r\n"));
		back[unquote(body(), back)] = '\0';
		assert_memory_equal(back, mime.text, strlen(mime.text));
		assert_string_equal(back + strlen(mime.text), "\n");
	}
}

TEST(every_byte_of_an_attachment_comes_back)
{
	static unsigned char bytes[1000], back[1100];
	const char *at;

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(i * 7);
	for (size_t length = 0; length < 260; length++) {
		struct mime mime = plain();

		mime.part = (struct mime_part){ "2026-17.pdf", "application/pdf", bytes, length };
		assert_null(write_it(&mime));
		lines_are_short();
		at = strstr(out.data, "Content-Disposition: attachment;\r\n filename*0*=utf-8''2026-17.pdf\r\n\r\n");
		assert_non_null(at);
		assert_int_equal(unbase64(strstr(at, "\r\n\r\n") + 4, (char *)back), length);
		assert_memory_equal(back, bytes, length);
		assert_string_equal(out.data + out.length - 14, "--=_tilsyn--\r\n");
	}
}

TEST(a_name_of_a_file_is_told_in_pieces)
{
	struct mime mime = plain();

	mime.part = (struct mime_part){ "Svar på «varsel» om pålegg; til kommunen \"Øksnes\" og alle andre.pdf", "application/pdf", "x", 1 };
	assert_null(write_it(&mime));
	lines_are_short();
	assert_non_null(strstr(out.data, " filename*0*=utf-8''Svar%20p%C3%A5%20%C2%ABvarsel%C2%BB"));
	assert_non_null(strstr(out.data, ";\r\n filename*1*="));
	assert_null(strchr(strstr(out.data, "filename*0*"), '"'));
}

TEST(the_same_mail_is_the_same_bytes)
{
	struct mime mime = plain();
	char first[2000];

	mime.part = (struct mime_part){ "a.txt", "text/plain", "abc", 3 };
	assert_null(write_it(&mime));
	strcpy(first, out.data);
	assert_null(write_it(&mime));
	assert_string_equal(first, out.data);
}

static int release(void **state)
{
	(void)state;
	buffer_release(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mail_has_its_headers_and_its_text),
		cmocka_unit_test(a_header_never_becomes_two),
		cmocka_unit_test(an_address_is_one_that_smtp_can_say),
		cmocka_unit_test(words_of_any_length_come_back_from_a_header),
		cmocka_unit_test(an_encoded_word_cuts_no_character),
		cmocka_unit_test(what_looks_encoded_is_encoded),
		cmocka_unit_test(every_byte_of_a_text_comes_back),
		cmocka_unit_test(every_byte_of_an_attachment_comes_back),
		cmocka_unit_test(a_name_of_a_file_is_told_in_pieces),
		cmocka_unit_test(the_same_mail_is_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
