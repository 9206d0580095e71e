/* check.h - what a text must be beyond its length, and what is told of one that is not. */
#ifndef PROTO_CHECK_H
#define PROTO_CHECK_H

#include <stddef.h>

#include "proto/field.h"

/* Limits that no table of fields states: of a text in an array, and of an object of texts. */
#define TEXTS_ITEM_MAX 2000
#define FREE_MEMBERS_MAX 100
#define FREE_NAME_MAX 64
#define FREE_TEXT_MAX 20000

/* A text of length bytes, valid UTF-8, may hold U+0000: judged by all that the field says of texts. */
int check_text(const struct field *field, const char *text, size_t length);

/* For field.check: 0 or the refusal it deserves. */
int check_org_number(const char *text);
int check_municipality_number(const char *text);
int check_email(const char *text);
int check_sha256(const char *text);
int check_exempt(const char *text);
int check_case_number(const char *text);        /* 2026/17 */
int check_clock(const char *text);              /* 08:00 */

/* For message.check: from and to of a period, whichever is there. */
void check_period(int32_t from, int32_t to, const char *pointer_to, struct mistakes *mistakes);

/* What is wanted, where the refusal's own text does not say it: limits, the words of a list; or NULL. */
const char *refusal_detail(const struct field *field, int refusal, struct arena *arena);

#endif
