/* field.h - a message is a table of fields: the same table decodes, checks, encodes, stores and describes. */
#ifndef PROTO_FIELD_H
#define PROTO_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/id.h"

/*
 * What a member is in C, in JSON and in PostgreSQL.  Every type has a value that means "none" (null
 * in JSON, NULL in SQL); message_clear sets it everywhere.
 */
enum field_type {
	FIELD_ID,               /* char[ID_SIZE], "" is none;           a UUID string;          uuid */
	FIELD_TEXT,             /* const char *, NULL is none;          string, min–max code points; text */
	FIELD_DATE,             /* int32_t, DAY_NONE;                   "YYYY-MM-DD";           date */
	FIELD_INSTANT,          /* int64_t, INSTANT_NONE;               RFC 3339 with Z;        timestamptz */
	FIELD_INTEGER,          /* int64_t, INTEGER_NONE;               integer, min–max;       bigint */
	FIELD_SHARE,            /* double, NAN;                         number 0–1;             double precision */
	FIELD_NUMBER,           /* double, NAN;                         number;                 double precision */
	FIELD_BOOLEAN,          /* bool; no none: false;                true, false;            boolean */
	FIELD_TERNARY,          /* int8_t, -1 is none;                  true, false, null;      boolean */
	FIELD_TERM,             /* int, TERM_NONE;                      one of the terms;       text */
	FIELD_IDS,              /* struct texts;                        array of UUID strings;  uuid[] */
	FIELD_TERMS,            /* struct texts;                        array of terms;         text[] */
	FIELD_TEXTS,            /* struct texts;                        array of strings;       text[] */
	FIELD_OBJECT,           /* struct of the message `of`, and a uint64_t at `given`: 0 is none;  jsonb */
	FIELD_OBJECTS,          /* struct objects;                      array of `of`;          jsonb */
	FIELD_FREE,             /* const char *: canonical JSON text;   any object of texts;    jsonb */
	FIELD_TYPES
};

/* FIELD_OBJECT: in `given`, besides the bits of the members that came; set whenever the object is there. */
#define OBJECT_GIVEN (UINT64_C(1) << 63)

#define INTEGER_NONE INT64_MIN
#define TERM_NONE (-1)

/* An array that is not given is null where the field has USE_NULL, else the same as an empty one. */
struct texts {                  /* FIELD_IDS, FIELD_TERMS, FIELD_TEXTS */
	const char **item;
	int count;
	bool given;
};

struct objects {                /* FIELD_OBJECTS: count structs of the field's message, one after the other */
	void *item;
	int count;
	bool given;
};

/* A closed list of words.  The enum that goes with it counts from 0 in the same order. */
struct terms {
	const char *name;               /* in the OpenAPI document */
	const char *const *word;
	int count;
};

enum field_use {
	USE_CREATE  = 1 << 0,   /* a caller may give it in POST */
	USE_NEEDED  = 1 << 1,   /* and must */
	USE_PATCH   = 1 << 2,   /* a caller may change it with PATCH */
	USE_SHOWN   = 1 << 3,   /* stands in answers */
	USE_NULL    = 1 << 4,   /* null is a value: PATCH with null empties it, answers may show null */
	USE_FREE_TEXT = 1 << 5, /* a person's own words: refused with `personal_number` when it holds one */
	USE_SUMMARY = 1 << 6,   /* shown in lists and inside a case too (others of a letter only alone) */
	USE_STORED  = 1 << 7,   /* a column of its table by the same name, or a member of its jsonb */
	USE_RARE    = 1 << 8,   /* an answer may be without it */
	USE_SECRET  = 1 << 9,   /* a password: nothing that is kept lets it be guessed */
};

struct mistakes;

#define MEMBER_TEXT 40          /* as long for all, so that it is copied without asking */
struct field {
	const char *name;
	char before[MEMBER_TEXT];       /* ,"name": */
	unsigned char before_length;
	enum field_type type;
	unsigned use;           /* enum field_use */
	size_t offset;
	int64_t min, max;       /* code points of a text, value of an integer, items of an array */
	const struct terms *terms;      /* of a TERM its words, of a FREE its names; of a TEXT those of its codes that have a word */
	const struct message *of;
	int (*check)(const char *text); /* of a text: 0 or the refusal (enum refusal) it deserves */
	const char *about;      /* one line of English, for the OpenAPI document */
	size_t given;           /* FIELD_OBJECT: offset of the uint64_t that says whether it is there */
};

/* What a row of a table begins with. */
#define CALLED(text) .name = text, .before = ",\"" text "\":", .before_length = sizeof text + 3

#define MESSAGE_FIELDS 63       /* at most: what a body gave is a uint64_t, and OBJECT_GIVEN is one of its bits */
struct message {
	const char *name;       /* of the schema: "breach" */
	const struct field *field;
	int count;
	size_t size;            /* of the C struct; 0: only described, the operation writes it */
	const char *about;      /* one line of English, for the OpenAPI document */
	/* What two members have to do with each other (from and to); pointers are the members' own. */
	void (*check)(const void *object, struct mistakes *mistakes);
	const char *alone;      /* the member that a text alone stands for, where objects of this are items; or NULL */
	const struct message *also;     /* of a described answer: it begins with the members of this one */
};

/* Every mistake of a body, told at once; past MISTAKES_MAX the rest is only counted. */
#define MISTAKES_MAX 64
struct mistake {
	const char *pointer;    /* JSON pointer (RFC 6901) of the place, or the query parameter's name */
	int refusal;            /* enum refusal */
	const char *detail;     /* English for a programmer, or NULL for the refusal's own text */
};
struct mistakes {
	struct mistake item[MISTAKES_MAX];
	int count;
};
void mistakes_add(struct mistakes *mistakes, const char *pointer, int refusal, const char *detail);

/* None everywhere, false for booleans. */
void message_clear(const struct message *message, void *ret_object);
void field_clear(const struct field *field, void *object);
const struct field *message_field(const struct message *message, const char *name);    /* or NULL */
int message_index(const struct message *message, const char *name);                    /* or -1 */
bool field_is_none(const struct field *field, const void *object);      /* a boolean never is */
bool field_is_array(const struct field *field);

/*
 * Decode a JSON text into ret_object, which is cleared first: fields with `use` (USE_CREATE or
 * USE_PATCH) are taken, USE_NEEDED ones must be there when use is USE_CREATE.  Bit i of ret_given:
 * field i was present.  All mistakes are added.  Returns 0, or REFUSAL_invalid; or, with the place in
 * the mistakes, what keeps the text from being JSON we read at all: REFUSAL_malformed_json,
 * REFUSAL_invalid_utf8, REFUSAL_duplicate_member, REFUSAL_too_large.  Texts live in the arena.
 */
int message_decode(const struct message *message, unsigned use, const char *json, size_t length,
	struct arena *arena, void *ret_object, uint64_t *ret_given, struct mistakes *mistakes)
	__attribute__((warn_unused_result));

/*
 * An array of bodies (USE_CREATE), each judged for itself: `each` gets them in order, with what is
 * wrong in it (pointers from the item, none: it is good).  Returns as message_decode, REFUSAL_invalid
 * when the whole is no array or has more than max items.
 */
typedef void message_each(void *self, int index, const void *object, const struct mistakes *mistakes);
int message_decode_array(const struct message *message, const char *json, size_t length, int max,
	struct arena *arena, message_each *each, void *self, struct mistakes *mistakes)
	__attribute__((warn_unused_result));

/*
 * A query string's parameters, already percent-decoded, by the same table: names and texts in pairs.
 * Only types of one value; pointers are the parameters' names.  Returns 0 or REFUSAL_invalid.
 */
int message_decode_pairs(const struct message *message, const char *const (*pairs)[2], int count,
	struct arena *arena, void *ret_object, uint64_t *ret_given, struct mistakes *mistakes)
	__attribute__((warn_unused_result));

/*
 * PATCH: the given fields of patch into object (RFC 7396), then the message's own check of the whole.
 * What was wrong before and has nothing to do with the patch is let be; what is wrong now is added to
 * the mistakes, and is the whole answer.
 */
void message_merge(const struct message *message, const void *patch, uint64_t given, void *object,
	struct arena *arena, struct mistakes *mistakes);

/* Dates after `latest` are mistakes (too_far_ahead), at any depth: no calendar or plan reaches there. */
#define DATES_AHEAD 10958       /* days: thirty years */
void message_judge_dates(const struct message *message, const void *object, int32_t latest, struct arena *arena,
	struct mistakes *mistakes);

/*
 * {"name": value, …} of the fields with all of `use`: USE_SHOWN, USE_SHOWN | USE_SUMMARY, or, for one
 * who sends a body, USE_CREATE or USE_PATCH.
 */
void message_encode(const struct message *message, unsigned use, const void *object,
	struct buffer *buffer);
/* The members only, comma before each but the first when *first: for an object that more is added to. */
void message_encode_members(const struct message *message, unsigned use, const void *object,
	struct buffer *buffer, bool *first);
void field_encode(const struct field *field, const void *object, struct buffer *buffer);
bool field_same(const struct field *field, const void *object, const void *other);        /* to whoever reads it */
/* ,"name": without the comma when *first, which is no more. */
static inline void field_encode_name(const struct field *field, struct buffer *buffer, bool *first)
{
	memcpy(buffer_room(buffer, MEMBER_TEXT), field->before + *first, MEMBER_TEXT - 1);
	buffer->length += field->before_length - (size_t)*first;
	*first = false;
}

/*
 * PostgreSQL's text form, as a connection with DateStyle ISO and TimeZone UTC gives it.  NULL is SQL
 * NULL.  The objects of a jsonb hold the fields with USE_STORED.  Text that is no value of the
 * field's type is a broken database: FAULT_DATABASE, and the object's field is none.
 */
const char *field_to_sql(const struct field *field, const void *object, struct arena *arena);
int field_from_sql(const struct field *field, const char *text, struct arena *arena, void *object)
	__attribute__((warn_unused_result));
/* From PostgreSQL's text form straight to JSON, without a struct between. */
void field_sql_to_json(const struct field *field, const char *text, size_t length,
	struct buffer *buffer);

int term_find(const struct terms *terms, const char *word);     /* or TERM_NONE */
bool texts_have(const struct texts *texts, const char *text);
void texts_add(struct texts *texts, const char *text, struct arena *arena);     /* keeps the pointer */

#endif
