/* head - a machine of ten states over the bytes of a request's head. */
#include "http/head.h"

#include <string.h>

#include "base/fault.h"

enum at {
	AT_METHOD, AT_TARGET, AT_VERSION, AT_LINE_LF, AT_NAME_FIRST, AT_NAME, AT_VALUE, AT_VALUE_LF, AT_END_LF
};

void head_init(struct head *head)
{
	*head = (struct head){ .content_length = -1 };
}

bool head_is_token(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		(c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

/* Words longer than any that means something here are only known to be so. */
static void word_add(char word[HEAD_WORD], uint8_t *length, char c)
{
	if (*length < HEAD_WORD)
		word[(*length)++] = c;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool word_is(const char word[HEAD_WORD], uint8_t length, const char *text)
{
	return length == strlen(text) && memcmp(word, text, length) == 0;
}

static int method_end(struct head *head)
{
	static const char *const methods[] = { "GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS" };

	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (word_is(head->name, head->name_length, methods[i]))
			head->body_is_read = true;
	head->wrong = head->name_length == 0 ? "there is no method" : NULL;
	head->name_length = 0;
	return AT_TARGET;
}

static int version_end(struct head *head)
{
	head->old = word_is(head->value, head->value_length, "HTTP/1.0");
	if (!head->old && !word_is(head->value, head->value_length, "HTTP/1.1"))
		head->wrong = "the request line does not end with HTTP/1.1 or HTTP/1.0";
	head->value_length = 0;
	return AT_LINE_LF;
}

static void length_take(struct head *head)
{
	int64_t length = 0;

	head->lengths++;
	if (head->lengths > 1) {
		head->wrong = "more than one Content-Length";
		return;
	}
	if (head->value_length == 0 || head->value_length > 18)
		head->wrong = "Content-Length is no length";
	for (int i = 0; i < head->value_length && head->wrong == NULL; i++) {
		if (head->value[i] < '0' || head->value[i] > '9')
			head->wrong = "Content-Length is no length";
		length = length * 10 + (head->value[i] - '0');
	}
	head->content_length = length;
}

static int field_end(struct head *head)
{
	while (head->value_length > 0 && strchr(" \t", head->value[head->value_length - 1]) != NULL)
		head->value_length--;
	if (word_is(head->name, head->name_length, "host")) {
		if (++head->hosts > 1)
			head->wrong = "more than one Host";
	} else if (word_is(head->name, head->name_length, "content-length")) {
		length_take(head);
	} else if (word_is(head->name, head->name_length, "transfer-encoding")) {
		head->chunked = true;
		if (++head->codings > 1 || !word_is(head->value, head->value_length, "chunked"))
			head->wrong = "a Transfer-Encoding other than chunked";
	}
	head->name_length = head->value_length = 0;
	return AT_VALUE_LF;
}

/* What only the whole of it shows. */
static void judge(struct head *head)
{
	if (!head->old && head->hosts == 0)
		head->wrong = "Host is missing";
	else if (head->chunked && head->lengths > 0)
		head->wrong = "both Content-Length and Transfer-Encoding";
	else if (head->chunked && head->old)
		head->wrong = "Transfer-Encoding in HTTP/1.0";
	else if (!head->body_is_read && (head->chunked || head->content_length > 0))
		head->wrong = "a body with a method that has none";
	else
		head->done = true;
}

static int name_step(struct head *head, char c)
{
	if (head_is_token(c)) {
		word_add(head->name, &head->name_length, lower(c));
		return AT_NAME;
	}
	if (c != ':' || head->name_length == 0)
		head->wrong = "a header's name is not a token followed by a colon";
	return AT_VALUE;
}

static int value_step(struct head *head, char c)
{
	if (c == '\r')
		return field_end(head);
	if (((unsigned char)c < ' ' && c != '\t') || c == 0x7f)
		head->wrong = "a control character, or a line that does not end with CR LF";
	else if (head->value_length > 0 || (c != ' ' && c != '\t'))
		word_add(head->value, &head->value_length, lower(c));
	return AT_VALUE;
}

static int line_step(struct head *head, int at, char c)
{
	unsigned char u = (unsigned char)c;

	if (at == AT_METHOD && head_is_token(c)) {
		word_add(head->name, &head->name_length, c);
		return at;
	}
	if (at == AT_METHOD && c == ' ')
		return method_end(head);
	if (at == AT_TARGET && u > ' ' && u < 0x7f) {
		head->name_length = 1;
		return at;
	}
	if (at == AT_TARGET && c == ' ' && head->name_length == 1) {
		head->name_length = 0;
		return AT_VERSION;
	}
	if (at == AT_VERSION && c == '\r')
		return version_end(head);
	if (at == AT_VERSION && u > ' ' && u < 0x7f) {
		word_add(head->value, &head->value_length, c);
		return at;
	}
	head->wrong = "the request line is not METHOD SP target SP HTTP/1.1 CR LF";
	return at;
}

static int step(struct head *head, int at, char c)
{
	switch (at) {
	case AT_METHOD:
	case AT_TARGET:
	case AT_VERSION:
		return line_step(head, at, c);
	case AT_NAME_FIRST:
		if (c == '\r')
			return AT_END_LF;
		return name_step(head, c);
	case AT_NAME:
		return name_step(head, c);
	case AT_VALUE:
		return value_step(head, c);
	default:
		if (c != '\n')
			head->wrong = "a CR that no LF follows";
		else if (at == AT_END_LF)
			judge(head);
		return AT_NAME_FIRST;
	}
}

size_t head_read(struct head *head, const char *data, size_t count)
{
	size_t used = 0;

	must(head->wrong == NULL && !head->done);
	while (used < count && head->wrong == NULL && !head->done)
		head->at = step(head, head->at, data[used++]);
	head->length += used;
	return used;
}
