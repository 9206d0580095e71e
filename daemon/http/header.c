/* header - small parsers of RFC 9110, 6750 and 6266 forms; none of them allocates but the last. */
#include "http/header.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "http/target.h"
#include "proto/refusal.h"

const char *header_bearer(const char *authorization)
{
	static const char scheme[] = "Bearer ";
	const char *token;
	size_t length;

	if (strncasecmp(authorization, scheme, strlen(scheme)) != 0)
		return NULL;
	token = authorization + strlen(scheme);
	token += strspn(token, " ");
	length = strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/");
	if (length == 0 || length > HEADER_TOKEN_MOST)
		return NULL;
	return token[length + strspn(token + length, "=")] == '\0' ? token : NULL;
}

bool header_key_valid(const char *key)
{
	size_t length = strlen(key);

	for (size_t i = 0; i < length; i++)
		if (key[i] <= ' ' || key[i] >= 0x7f)
			return false;
	return length >= 1 && length <= 64;
}

/* Past one entity tag, weak or not; its text between the quotes.  NULL: there is none. */
static const char *etag_read(const char *text, bool *ret_weak, const char **ret_opaque, size_t *ret_length)
{
	const char *end;

	*ret_weak = strncmp(text, "W/", 2) == 0;
	if (*ret_weak)
		text += 2;
	if (*text != '"')
		return NULL;
	for (end = text + 1; *end != '"'; end++)
		if ((unsigned char)*end <= ' ' || *end == 0x7f)
			return NULL;
	*ret_opaque = text + 1;
	*ret_length = (size_t)(end - text - 1);
	return end + 1;
}

/* The digits before the dot of "<version>.<digest>", or -1. */
static int64_t etag_version(const char *opaque, size_t length)
{
	int64_t version = 0;
	size_t digits = 0;

	while (digits < length && opaque[digits] >= '0' && opaque[digits] <= '9' && digits < 18)
		version = version * 10 + (opaque[digits++] - '0');
	return digits > 0 && digits + 1 < length && opaque[digits] == '.' ? version : -1;
}

int header_match(const char *if_match, bool *ret_given, int64_t *ret_version)
{
	const char *opaque, *end;
	size_t length;
	bool weak;

	if (strcmp(if_match, "*") == 0) {
		*ret_given = false;
		return 0;
	}
	end = etag_read(if_match, &weak, &opaque, &length);
	if (end == NULL || *end != '\0')
		return REFUSAL_malformed_request;
	*ret_given = true;
	*ret_version = weak ? -1 : etag_version(opaque, length);
	return 0;
}

bool header_names_etag(const char *if_none_match, const char *etag)
{
	const char *at = if_none_match, *opaque;
	size_t length, wanted = strlen(etag);
	bool weak;

	if (strcmp(at, "*") == 0)
		return true;
	while ((at = etag_read(at, &weak, &opaque, &length)) != NULL) {
		if (length + 2 == wanted && memcmp(opaque - 1, etag, wanted) == 0)
			return true;
		at += strspn(at, " \t,");
	}
	return false;
}

/* Past a parameter's value, quoted or not: where it ends; NULL: the quotes are never closed. */
static const char *value_end(const char *value)
{
	if (*value != '"')
		return value + strcspn(value, "; \t");
	for (value++; *value != '"'; value++)
		if (*value == '\0' || (*value == '\\' && *++value == '\0'))
			return NULL;
	return value + 1;
}

const char *header_parameter(const char *text, const char *name, size_t *ret_length)
{
	size_t length = strlen(name);

	text += strcspn(text, ";");
	while (text != NULL && *text == ';') {
		size_t found;
		const char *value;

		text += 1 + strspn(text + 1, " \t");
		found = strcspn(text, "=; \t");
		if (text[found] != '=')
			return NULL;
		value = text + found + 1;
		found = found == length && strncasecmp(text, name, length) == 0;
		text = value_end(value);
		if (found && text != NULL) {
			*ret_length = (size_t)(text - value) - (*value == '"' ? 2 : 0);
			return value + (*value == '"');
		}
		if (text != NULL)
			text += strspn(text, " \t");
	}
	return NULL;
}

bool header_media_is(const char *content_type, const char *media)
{
	size_t length = content_type == NULL ? 0 : strcspn(content_type, "; \t"), charset_length;
	const char *charset;

	if (length != strlen(media) || strncasecmp(content_type, media, length) != 0)
		return false;
	charset = header_parameter(content_type, "charset", &charset_length);
	return charset == NULL || (charset_length == 5 && strncasecmp(charset, "utf-8", 5) == 0);
}

enum media header_media(const char *content_type)
{
	if (content_type == NULL)
		return MEDIA_NONE;
	if (header_media_is(content_type, "application/json"))
		return MEDIA_JSON;
	return header_media_is(content_type, "application/merge-patch+json") ? MEDIA_MERGE_PATCH : MEDIA_OTHER;
}

const char *header_filename(const char *content_disposition, struct arena *arena)
{
	static const char form[] = "UTF-8''";           /* RFC 8187: UTF-8''na%C3%AFve */
	const size_t skip = strlen(form);
	const char *given, *name = NULL, *slash;
	size_t length;

	given = header_parameter(content_disposition, "filename*", &length);
	if (given != NULL && length > skip && strncasecmp(given, form, skip) == 0 &&
	    target_decode(given + skip, length - skip, false, arena, &name) != 0)
		return NULL;
	if (name == NULL) {
		given = header_parameter(content_disposition, "filename", &length);
		if (given == NULL || !text_valid(given, length, NULL))
			return NULL;
		name = arena_text_n(arena, given, length);
	}
	while ((slash = strpbrk(name, "/\\")) != NULL)
		name = slash + 1;
	return *name == '\0' ? NULL : name;
}

const char *header_disposition(bool download, const char *filename, struct arena *arena)
{
	static const char plain[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~";
	const char *how = download ? "attachment" : "inline";
	char *ascii, *extended, *at;

	if (filename == NULL)
		return how;
	ascii = arena_text(arena, filename);
	at = extended = arena_take(arena, 3 * strlen(filename) + 1);
	for (size_t i = 0; filename[i] != '\0'; i++) {
		if (strchr(plain, filename[i]) != NULL)
			*at++ = filename[i];
		else
			at += sprintf(at, "%%%02X", (unsigned char)filename[i]);
		if (filename[i] < ' ' || filename[i] >= 0x7f || strchr("\"\\", filename[i]) != NULL)
			ascii[i] = '_';
	}
	return arena_format(arena, "%s; filename=\"%s\"; filename*=UTF-8''%s", how, ascii, extended);
}
