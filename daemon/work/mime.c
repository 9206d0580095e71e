/* mime - headers by RFC 5322, 2047 and 2231, a text in quoted-printable, an attachment in base64. */
#include "work/mime.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fault.h"

#define LINE_MAX_OCTETS 76
#define ADDRESS_MAX 254
#define MESSAGE_ID_MAX 300
#define WORD_FRAME 12                   /* =?UTF-8?B? and ?= */

static const char hex[] = "0123456789ABCDEF";

/* CR, LF and NUL would begin another header; the rest of the control characters have no business there. */
static bool is_one_line(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f)
			return false;
	return true;
}

static bool is_plain(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

bool mime_is_address(const char *text)
{
	const char *at = strchr(text, '@');

	for (const char *c = text; *c != '\0'; c++)
		if (*c <= ' ' || *c > '~' || strchr("<>()[],;:\\\"", *c) != NULL)
			return false;
	return at != NULL && at != text && at[1] != '\0' && strchr(at + 1, '@') == NULL && strlen(text) <= ADDRESS_MAX;
}

static void add_base64(struct buffer *buffer, const unsigned char *at, size_t length)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < length; i += 3) {
		unsigned three = (unsigned)at[i] << 16 | (unsigned)(i + 1 < length ? at[i + 1] : 0) << 8
			| (i + 2 < length ? at[i + 2] : 0);

		buffer_add_char(buffer, digits[three >> 18]);
		buffer_add_char(buffer, digits[three >> 12 & 63]);
		buffer_add_char(buffer, i + 1 < length ? digits[three >> 6 & 63] : '=');
		buffer_add_char(buffer, i + 2 < length ? digits[three & 63] : '=');
	}
}

/* As many whole characters as `most` octets hold, at least one. */
static size_t whole_characters(const char *text, size_t most)
{
	size_t length = strlen(text);

	if (length <= most)
		return length;
	while (most > 0 && ((unsigned char)text[most] & 0xc0) == 0x80)
		most--;
	if (most > 0)
		return most;
	for (most = 1; ((unsigned char)text[most] & 0xc0) == 0x80;)
		most++;
	return most;
}

/* RFC 2047: encoded words of at most 75 octets, one a line; `column` is where the first begins. */
static void add_encoded(struct buffer *buffer, const char *text, size_t column)
{
	while (*text != '\0') {
		size_t length = whole_characters(text, (LINE_MAX_OCTETS - column - WORD_FRAME) / 4 * 3);

		buffer_add_text(buffer, "=?UTF-8?B?");
		add_base64(buffer, (const unsigned char *)text, length);
		buffer_add_text(buffer, "?=");
		text += length;
		if (*text != '\0')
			buffer_add_text(buffer, "\r\n ");
		column = 1;
	}
}

/* A person's words as they are where that can be read as nothing else, else encoded. */
static void add_words(struct buffer *buffer, const char *name, const char *text)
{
	size_t column = strlen(name) + 2;

	buffer_format(buffer, "%s: ", name);
	if (is_plain(text) && strstr(text, "=?") == NULL && column + strlen(text) <= LINE_MAX_OCTETS)
		buffer_add_text(buffer, text);
	else
		add_encoded(buffer, text, column);
}

static void add_from(struct buffer *buffer, const struct mime *mime)
{
	if (mime->from_name == NULL || mime->from_name[0] == '\0') {
		buffer_format(buffer, "From: %s\r\n", mime->from);
		return;
	}
	buffer_add_text(buffer, "From: ");
	add_encoded(buffer, mime->from_name, 6);        /* never as it is: a phrase has its own special characters */
	buffer_format(buffer, "\r\n <%s>\r\n", mime->from);
}

static void add_date(struct buffer *buffer, int64_t instant)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	char text[INSTANT_TEXT], date[DAY_TEXT];
	int year, month, day;
	int32_t number;

	instant_format(instant, text);
	snprintf(date, sizeof date, "%.10s", text);
	must(day_parse(date, &number));
	day_split(number, &year, &month, &day);
	buffer_format(buffer, "Date: %s, %d %s %04d %.8s +0000\r\n", days[day_weekday(number) - 1], day, months[month - 1],
		year, text + 11);
}

/* Whether the octet may stand as it is: not at the end of a line, where spaces are lost. */
static bool stands(const char *at)
{
	if (*at == ' ')
		return at[1] != '\n' && at[1] != '\0';
	return *at > ' ' && *at <= '~' && *at != '=';
}

static void add_quoted_printable(struct buffer *buffer, const char *text)
{
	size_t column = 0;

	for (const char *at = text; *at != '\0'; at++) {
		bool from = column == 0 && strncmp(at, "From ", 5) == 0;        /* some put > before it */
		bool plain = stands(at) && !from;
		size_t width = plain ? 1 : 3;

		if (*at == '\n') {
			buffer_add_text(buffer, "\r\n");
			column = 0;
			continue;
		}
		if (column + width >= LINE_MAX_OCTETS) {
			buffer_add_text(buffer, "=\r\n");
			column = 0;
		}
		if (plain) {
			buffer_add_char(buffer, *at);
		} else {
			buffer_add_char(buffer, '=');
			buffer_add_char(buffer, hex[(unsigned char)*at >> 4]);
			buffer_add_char(buffer, hex[(unsigned char)*at & 15]);
		}
		column += width;
	}
	buffer_add_text(buffer, "\r\n");
}

static bool is_attribute(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
}

/* RFC 2231: percent-encoded, in pieces that fit a line. */
static void add_filename(struct buffer *buffer, const char *name)
{
	int piece = 0;

	for (const char *at = name; *at != '\0'; piece++) {
		size_t column = 30;

		buffer_format(buffer, ";\r\n filename*%d*=%s", piece, piece == 0 ? "utf-8''" : "");
		for (; *at != '\0' && column < LINE_MAX_OCTETS - 3; at++) {
			if (is_attribute(*at))
				buffer_add_char(buffer, *at);
			else
				buffer_format(buffer, "%%%c%c", hex[(unsigned char)*at >> 4], hex[(unsigned char)*at & 15]);
			column += is_attribute(*at) ? 1 : 3;
		}
	}
	buffer_add_text(buffer, "\r\n");
}

static void add_text_part(struct buffer *buffer, const char *text)
{
	buffer_add_text(buffer, "Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n");
	add_quoted_printable(buffer, text);
}

static void add_attachment(struct buffer *buffer, const struct mime_part *part)
{
	buffer_format(buffer, "Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment",
		part->media_type);
	add_filename(buffer, part->name);
	buffer_add_text(buffer, "\r\n");
	for (size_t at = 0; at < part->length; at += LINE_MAX_OCTETS / 4 * 3) {
		size_t left = part->length - at, line = LINE_MAX_OCTETS / 4 * 3;

		add_base64(buffer, (const unsigned char *)part->bytes + at, left < line ? left : line);
		buffer_add_text(buffer, "\r\n");
	}
}

/* "=_" stands in neither of our encodings, so the text needs not be searched for it. */
static void add_body(struct buffer *buffer, const struct mime *mime)
{
	static const char edge[] = "=_tilsyn";

	if (mime->part.name == NULL) {
		add_text_part(buffer, mime->text);
		return;
	}
	buffer_format(buffer, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n", edge, edge);
	add_text_part(buffer, mime->text);
	buffer_format(buffer, "--%s\r\n", edge);
	add_attachment(buffer, &mime->part);
	buffer_format(buffer, "--%s--\r\n", edge);
}

static const char *judge(const struct mime *mime)
{
	if (!mime_is_address(mime->from))
		return "the sender's address is none that mail can be sent from";
	if (!mime_is_address(mime->to))
		return "the recipient's address is none that mail can be sent to";
	if (!is_plain(mime->message_id) || !is_plain(mime->language) || strlen(mime->message_id) > MESSAGE_ID_MAX
	    || !is_one_line(mime->subject) || (mime->from_name != NULL && !is_one_line(mime->from_name))
	    || (mime->part.name != NULL && (!is_one_line(mime->part.name) || !is_plain(mime->part.media_type))))
		return "a header would hold a control character";
	return NULL;
}

const char *mime_write(const struct mime *mime, struct buffer *buffer)
{
	const char *wrong = judge(mime);

	if (wrong != NULL)
		return wrong;
	add_date(buffer, mime->date);
	add_from(buffer, mime);
	buffer_format(buffer, "To: <%s>\r\n", mime->to);
	add_words(buffer, "Subject", mime->subject);
	buffer_format(buffer, "\r\nMessage-ID: %s\r\nAuto-Submitted: auto-generated\r\nContent-Language: %s\r\n"
		"MIME-Version: 1.0\r\n", mime->message_id, mime->language);
	add_body(buffer, mime);
	return NULL;
}
