/* table.h - how the rows of the messages are written; for the message_*.c files alone. */
#ifndef PROTO_TABLE_H
#define PROTO_TABLE_H

#include <stddef.h>

#include "proto/check.h"
#include "proto/messages.h"
#include "proto/refusal.h"

/* A member of a struct that is a field by the same name: FIELD(breach, title, TEXT, EDIT, .max = 200). */
#define FIELD(noun, member, kind, uses, ...) \
	{ CALLED(#member), .type = FIELD_##kind, .offset = offsetof(struct noun, member), .use = (uses), __VA_ARGS__ }
/* The same under another name. */
#define NAMED(noun, member, other, kind, uses, ...) \
	{ CALLED(other), .type = FIELD_##kind, .offset = offsetof(struct noun, member), .use = (uses), __VA_ARGS__ }
/* A member that only answers have and an operation writes. */
#define SHOWN(member, kind, ...) \
	{ CALLED(#member), .type = FIELD_##kind, .use = USE_SHOWN | USE_SUMMARY, __VA_ARGS__ }
#define SHOWN_NULL(member, kind, ...) \
	{ CALLED(#member), .type = FIELD_##kind, .use = USE_SHOWN | USE_SUMMARY | USE_NULL, __VA_ARGS__ }

#define MESSAGE(noun, shape, fields, ...) \
	const struct message noun##_message = { .name = #noun, .field = fields, \
		.count = sizeof fields / sizeof *fields, .size = sizeof(struct shape), __VA_ARGS__ }; \
	_Static_assert(sizeof fields / sizeof *fields <= MESSAGE_FIELDS, "too many fields")
#define ANSWER(noun, fields, ...) \
	const struct message noun##_message = { .name = #noun, .field = fields, \
		.count = sizeof fields / sizeof *fields, .size = 0, __VA_ARGS__ }; \
	_Static_assert(sizeof fields / sizeof *fields <= MESSAGE_FIELDS, "too many fields")

/* The page of a list, first in its query. */
#define PAGE(query) \
	NAMED(query, page.limit, "limit", INTEGER, ASKED, .min = 1, .max = 200, .about = "items at most; 50 when left out"), \
	NAMED(query, page.after, "after", TEXT, ASKED, .min = 1, .max = 1000, .about = "`next` of the page before"), \
	NAMED(query, page.count, "count", BOOLEAN, ASKED, .about = "tell how many there are in all, too")

/* Who does what with a member. */
#define KEPT    (USE_SHOWN | USE_SUMMARY | USE_STORED)          /* set by the law, shown to all */
#define WITHIN  (USE_SHOWN | USE_STORED)                        /* the same, but only in the whole object */
#define HIDDEN  USE_STORED
#define MADE    (USE_CREATE | KEPT)                             /* given once */
#define EDIT    (USE_CREATE | USE_PATCH | KEPT)
#define EDIT_WITHIN (USE_CREATE | USE_PATCH | WITHIN)
#define ASKED   USE_CREATE                                      /* taken in, never shown */
#define TOLD    (USE_SHOWN | USE_SUMMARY | USE_NULL)            /* read with the row, and stored elsewhere */
#define NEEDED  USE_NEEDED
#define NULLED  USE_NULL
#define WORDS   USE_FREE_TEXT

/* Limits, in code points and items. */
#define CODE_MAX 64
#define NAME_MAX_POINTS 200
#define TITLE_MAX 200
#define REASON_MAX 5000
#define TEXT_MAX 20000
#define FACTS_MAX 50000
#define COUNT_MAX 1000000000
#define ITEMS_MAX 200
#define LATER_ROUNDS_MAX 12
#define EXACT_MAX 9007199254740991      /* what every reader of JSON can hold exactly */

#define A_CODE   .min = 1, .max = CODE_MAX
#define A_NAME   .min = 1, .max = NAME_MAX_POINTS
#define A_TITLE  .min = 1, .max = TITLE_MAX
#define A_REASON .min = 1, .max = REASON_MAX
#define A_TEXT   .min = 1, .max = TEXT_MAX

#endif
