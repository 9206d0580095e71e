/* header.h - the headers a request is judged by, each from its text. */
#ifndef HTTP_HEADER_H
#define HTTP_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define HEADER_TOKEN_MOST 8192

/* The token of "Bearer" and a b64token (RFC 6750 2.1) of at most HEADER_TOKEN_MOST; NULL: another form. */
const char *header_bearer(const char *authorization);

/* An Idempotency-Key is 1 to 64 visible ASCII characters. */
bool header_key_valid(const char *key);

/*
 * If-Match: one entity tag.  What counts is the version that "<version>.<digest>" begins with; a weak
 * tag, and one that is not of ours, match no version (-1).  "*" names none: it is as if nothing was
 * given.  Returns 0 or REFUSAL_malformed_request.
 */
int header_match(const char *if_match, bool *ret_given, int64_t *ret_version)
	__attribute__((warn_unused_result));

/* Whether If-None-Match names etag, weakly compared (RFC 9110 13.1.2). */
bool header_names_etag(const char *if_none_match, const char *etag);

enum media { MEDIA_NONE, MEDIA_JSON, MEDIA_MERGE_PATCH, MEDIA_OTHER };
/* By type and subtype; JSON in another charset than UTF-8 is MEDIA_OTHER. */
enum media header_media(const char *content_type);
/* The type and subtype, in UTF-8 if anything is said of it; NULL is none. */
bool header_media_is(const char *content_type, const char *media);

/* The value of a parameter of "type; name=value; name=\"value\"", and how long it is, without quotes. */
const char *header_parameter(const char *text, const char *name, size_t *ret_length);
/* filename* or filename of a Content-Disposition, without directories; NULL: none that is text. */
const char *header_filename(const char *content_disposition, struct arena *arena);
/* The value of Content-Disposition for a file by this name (NULL: none), in both forms of RFC 6266. */
const char *header_disposition(bool download, const char *filename, struct arena *arena);

#endif
