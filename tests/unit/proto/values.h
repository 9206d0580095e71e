/* values.h - random values of any field, so that a test can walk over every message. */
#ifndef VALUES_H
#define VALUES_H

#include <math.h>

#include "unit.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "proto/check.h"
#include "proto/messages.h"
#include "proto/refusal.h"

/* Letters of one to four bytes, what JSON and array literals must escape, and a newline. */
static inline const char *some_text(uint64_t *seed, int64_t min, int64_t max, struct arena *arena)
{
	static const char *const points[] = { "a", "B", "7", " ", "\"", "\\", "{", "}", ",", "\n",
		"\t", "/", "'", "æ", "Ø", "č", "§", "€", "😀", "NULL", "<" };
	int64_t length = chance_between(seed, min < 1 ? 1 : min, max < 12 ? max : 12);
	struct buffer buffer;
	const char *text;

	buffer_init(&buffer);
	buffer_add_text(&buffer, "x");
	for (int64_t i = 1; i < length; i++) {
		const char *point = points[chance(seed) % (sizeof points / sizeof *points)];

		buffer_add_text(&buffer, strcmp(point, "NULL") == 0
			&& i + 4 > length ? "N" : point);
		i += strcmp(point, "NULL") == 0 && i + 4 <= length ? 3 : 0;
	}
	text = arena_text_n(arena, buffer.data, buffer.length);
	buffer_release(&buffer);
	return text;
}

static inline const char *some_valid_text(uint64_t *seed, const struct field *field,
	struct arena *arena)
{
	if (field->check == check_org_number)
		return chance(seed) % 2 ? "974760673" : "889640782";
	if (field->check == check_municipality_number)
		return arena_format(arena, "%04d", (int)chance_between(seed, 0, 9999));
	if (field->check == check_case_number)
		return arena_format(arena, "2026/%d", (int)chance_between(seed, 1, 9999));
	if (field->check == check_email)
		return arena_format(arena, "a%d@example.no", (int)chance_between(seed, 0, 9999));
	if (field->check == check_clock)
		return arena_format(arena, "%02d:%02d", (int)chance_between(seed, 0, 23), (int)chance_between(seed, 0, 59));
	if (field->check == check_sha256)
		return arena_format(arena, "%016llx%048d", (unsigned long long)chance(seed), 7);
	if (field->check == check_exempt)
		return arena_format(arena, "offentleglova § %d", (int)chance_between(seed, 1, 29));
	return some_text(seed, field->min, field->max == 0 ? 50 : field->max, arena);
}

static inline void some_id(uint64_t *seed, char id[ID_SIZE])
{
	static const char hex[] = "0123456789abcdef";

	for (int i = 0; i < ID_SIZE - 1; i++)
		id[i] = i == 8 || i == 13 || i == 18 || i == 23 ? '-' : hex[chance(seed) % 16];
	id[ID_SIZE - 1] = '\0';
}

static inline void some_texts(uint64_t *seed, const struct field *field, struct texts *texts,
	struct arena *arena)
{
	int64_t count = chance_between(seed, field->min, field->max < 4 ? field->max : 4);

	texts->given = true;
	while (texts->count < count) {
		char id[ID_SIZE];
		const char *text;

		some_id(seed, id);
		text = field->type == FIELD_IDS ? arena_text(arena, id)
			: field->type == FIELD_TERMS
				? field->terms->word[chance(seed) % (uint64_t)field->terms->count]
			: some_text(seed, 1, 20, arena);
		if (field->type != FIELD_TERMS || !texts_have(texts, text))
			texts_add(texts, text, arena);
	}
}

static inline void some_object(uint64_t *seed, const struct message *message, unsigned use,
	void *object, struct arena *arena);

/* A value that is there; only the members of inner objects with `use` are filled. */
static inline void some_value(uint64_t *seed, const struct field *field, unsigned use, void *object,
	struct arena *arena)
{
	void *at = (char *)object + field->offset;

	field_clear(field, object);
	switch (field->type) {
	case FIELD_ID:
		some_id(seed, at);
		break;
	case FIELD_TEXT:
		*(const char **)at = some_valid_text(seed, field, arena);
		break;
	case FIELD_DATE:
		*(int32_t *)at = (int32_t)chance_between(seed, -100000, 2000000);
		break;
	case FIELD_INSTANT:
		*(int64_t *)at = chance_between(seed, -1000000000, 4000000000) * 1000000
			+ (chance(seed) % 2 ? chance_between(seed, 0, 999999) : 0);
		break;
	case FIELD_INTEGER:
		*(int64_t *)at = field->max == 0 ? chance_between(seed, -9999, 9999) : chance_between(seed, field->min, field->max);
		break;
	case FIELD_SHARE:
		*(double *)at = (double)chance_between(seed, 0, 1000000) / 1000000;
		break;
	case FIELD_NUMBER:
		*(double *)at = (double)chance_between(seed, -1000000, 1000000) / 7;
		break;
	case FIELD_BOOLEAN:
		*(bool *)at = chance(seed) % 2;
		break;
	case FIELD_TERNARY:
		*(int8_t *)at = (int8_t)(chance(seed) % 2);
		break;
	case FIELD_TERM:
		*(int *)at = (int)(chance(seed) % (uint64_t)field->terms->count);
		break;
	case FIELD_IDS:
	case FIELD_TERMS:
	case FIELD_TEXTS:
		some_texts(seed, field, at, arena);
		break;
	case FIELD_OBJECT:
		*(uint64_t *)((char *)object + field->given) = OBJECT_GIVEN;
		some_object(seed, field->of, use, at, arena);
		break;
	case FIELD_OBJECTS: {
		struct objects *objects = at;
		int64_t count = chance_between(seed, field->min, 3);

		objects->given = true;
		while (objects->count < count)
			some_object(seed, field->of, use,
				arena_push(arena, &objects->item, &objects->count,
				field->of->size), arena);
		break;
	}
	case FIELD_FREE:
		*(const char **)at = arena_format(arena, "{\"a\":\"%d\",\"æ\":\"\\\"\"}", (int)(chance(seed) % 100));
		break;
	case FIELD_TYPES:
		break;
	}
}

/* Every member with `use`; a quarter of those that may be null are. */
static inline void some_object(uint64_t *seed, const struct message *message, unsigned use,
	void *object, struct arena *arena)
{
	message_clear(message, object);
	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];

		if ((field->use & use) && !((field->use & USE_NULL) && chance(seed) % 4 == 0))
			some_value(seed, field, use, object, arena);
	}
}

#endif
