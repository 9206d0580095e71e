/* field - what a table of fields knows without knowing JSON or SQL. */
#include "proto/field.h"

#include <math.h>
#include <string.h>

#include "proto/refusal.h"

static const size_t sizes[FIELD_TYPES] = {
	[FIELD_ID] = ID_SIZE,
	[FIELD_TEXT] = sizeof(const char *),
	[FIELD_DATE] = sizeof(int32_t),
	[FIELD_INSTANT] = sizeof(int64_t),
	[FIELD_INTEGER] = sizeof(int64_t),
	[FIELD_SHARE] = sizeof(double),
	[FIELD_NUMBER] = sizeof(double),
	[FIELD_BOOLEAN] = sizeof(bool),
	[FIELD_TERNARY] = sizeof(int8_t),
	[FIELD_TERM] = sizeof(int),
	[FIELD_IDS] = sizeof(struct texts),
	[FIELD_TERMS] = sizeof(struct texts),
	[FIELD_TEXTS] = sizeof(struct texts),
	[FIELD_OBJECTS] = sizeof(struct objects),
	[FIELD_FREE] = sizeof(const char *),
};

void mistakes_add(struct mistakes *mistakes, const char *pointer, int refusal, const char *detail)
{
	if (mistakes->count < MISTAKES_MAX)
		mistakes->item[mistakes->count] = (struct mistake){ pointer, refusal, detail };
	mistakes->count++;
}

void field_clear(const struct field *field, void *object)
{
	void *at = (char *)object + field->offset;

	switch (field->type) {
	case FIELD_DATE:
		*(int32_t *)at = DAY_NONE;
		break;
	case FIELD_INSTANT:
	case FIELD_INTEGER:
		*(int64_t *)at = INTEGER_NONE;
		break;
	case FIELD_SHARE:
	case FIELD_NUMBER:
		*(double *)at = NAN;
		break;
	case FIELD_TERNARY:
		*(int8_t *)at = -1;
		break;
	case FIELD_TERM:
		*(int *)at = TERM_NONE;
		break;
	case FIELD_OBJECT:
		*(uint64_t *)((char *)object + field->given) = 0;
		message_clear(field->of, at);
		break;
	default:
		memset(at, 0, sizes[field->type]);
	}
}

void message_clear(const struct message *message, void *ret_object)
{
	for (int i = 0; i < message->count; i++)
		field_clear(&message->field[i], ret_object);
}

bool field_is_none(const struct field *field, const void *object)
{
	const void *at = (const char *)object + field->offset;

	switch (field->type) {
	case FIELD_ID:
		return *(const char *)at == '\0';
	case FIELD_TEXT:
	case FIELD_FREE:
		return *(const char *const *)at == NULL;
	case FIELD_DATE:
		return *(const int32_t *)at == DAY_NONE;
	case FIELD_INSTANT:
	case FIELD_INTEGER:
		return *(const int64_t *)at == INTEGER_NONE;
	case FIELD_SHARE:
	case FIELD_NUMBER:
		return isnan(*(const double *)at);
	case FIELD_TERNARY:
		return *(const int8_t *)at < 0;
	case FIELD_TERM:
		return *(const int *)at == TERM_NONE;
	case FIELD_IDS:
	case FIELD_TERMS:
	case FIELD_TEXTS:
		return !((const struct texts *)at)->given;
	case FIELD_OBJECTS:
		return !((const struct objects *)at)->given;
	case FIELD_OBJECT:
		return *(const uint64_t *)((const char *)object + field->given) == 0;
	case FIELD_BOOLEAN:
	case FIELD_TYPES:
		break;
	}
	return false;
}

bool field_is_array(const struct field *field)
{
	return field->type == FIELD_IDS || field->type == FIELD_TERMS || field->type == FIELD_TEXTS
		|| field->type == FIELD_OBJECTS;
}

int message_index(const struct message *message, const char *name)
{
	for (int i = 0; i < message->count; i++)
		if (message->field[i].name[0] == name[0] && strcmp(message->field[i].name, name) == 0)
			return i;               /* a page of rows asks this a thousand times */
	return -1;
}

const struct field *message_field(const struct message *message, const char *name)
{
	int index = message_index(message, name);

	return index < 0 ? NULL : &message->field[index];
}

/* What an object must have and a patch of single members may not have brought. */
static void object_complete(const struct field *outer, const void *object, struct arena *arena,
	struct mistakes *mistakes)
{
	for (int i = 0; i < outer->of->count; i++) {
		const struct field *field = &outer->of->field[i];

		if ((field->use & USE_NEEDED)
			&& field_is_none(field, (const char *)object + outer->offset))
			mistakes_add(mistakes,
				arena_format(arena, "/%s/%s", outer->name, field->name),
				REFUSAL_missing, NULL);
	}
}

static void fields_merge(const struct message *message, const void *patch, uint64_t given,
	void *object)
{
	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];
		const char *from = (const char *)patch + field->offset;
		uint64_t inner, *had;

		if (!(given >> i & 1))
			continue;
		if (field->type != FIELD_OBJECT) {
			memcpy((char *)object + field->offset, from, sizes[field->type]);
			continue;
		}
		inner = *(const uint64_t *)((const char *)patch + field->given);
		had = (uint64_t *)((char *)object + field->given);
		if (inner == 0) {
			field_clear(field, object);
		} else {
			fields_merge(field->of, from, inner, (char *)object + field->offset);
			*had |= inner;
		}
	}
}

static bool mistakes_have(const struct mistakes *mistakes, const struct mistake *mistake)
{
	for (int i = 0; i < mistakes->count && i < MISTAKES_MAX; i++)
		if (mistakes->item[i].refusal == mistake->refusal
		    && strcmp(mistakes->item[i].pointer, mistake->pointer) == 0)
			return true;
	return false;
}

/*
 * An imported case may contradict itself; that must not hold back a change that has nothing to do with
 * it.  Such a mistake stood before, and stands without what the patch gave.
 */
static void check_merged(const struct message *message, const void *object, uint64_t given,
	const struct mistakes *old, struct arena *arena, struct mistakes *mistakes)
{
	struct mistakes now = { .count = 0 }, without = { .count = 0 };
	void *rest = arena_take(arena, message->size);

	memcpy(rest, object, message->size);
	for (int i = 0; i < message->count; i++)
		if (given >> i & 1)
			field_clear(&message->field[i], rest);
	message->check(rest, &without);
	message->check(object, &now);
	for (int i = 0; i < now.count; i++)
		if (!mistakes_have(old, &now.item[i]) || !mistakes_have(&without, &now.item[i]))
			mistakes_add(mistakes, now.item[i].pointer, now.item[i].refusal, now.item[i].detail);
}

void message_merge(const struct message *message, const void *patch, uint64_t given, void *object,
	struct arena *arena, struct mistakes *mistakes)
{
	struct mistakes old = { .count = 0 };

	if (message->check != NULL)
		message->check(object, &old);
	fields_merge(message, patch, given, object);
	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];

		if (field->type == FIELD_OBJECT && !field_is_none(field, object))
			object_complete(field, object, arena, mistakes);
	}
	if (message->check != NULL)
		check_merged(message, object, given, &old, arena, mistakes);
}

struct judging { int32_t latest; struct arena *arena; struct mistakes *mistakes; };

static void judge_dates(const struct judging *judging, const struct message *message, const void *object,
	const char *place);

static void judge_field(const struct judging *judging, const struct field *field, const void *object,
	const char *place)
{
	const void *at = (const char *)object + field->offset;
	const struct objects *objects = at;

	if (field->type == FIELD_DATE && *(const int32_t *)at != DAY_NONE && *(const int32_t *)at > judging->latest)
		mistakes_add(judging->mistakes, arena_format(judging->arena, "%s/%s", place, field->name),
			REFUSAL_too_far_ahead, NULL);
	if (field->type == FIELD_OBJECT && !field_is_none(field, object))
		judge_dates(judging, field->of, at, arena_format(judging->arena, "%s/%s", place, field->name));
	for (int i = 0; field->type == FIELD_OBJECTS && i < objects->count; i++)
		judge_dates(judging, field->of, (const char *)objects->item + (size_t)i * field->of->size,
			arena_format(judging->arena, "%s/%s/%d", place, field->name, i));
}

static void judge_dates(const struct judging *judging, const struct message *message, const void *object,
	const char *place)
{
	for (int i = 0; i < message->count; i++)
		judge_field(judging, &message->field[i], object, place);
}

void message_judge_dates(const struct message *message, const void *object, int32_t latest, struct arena *arena,
	struct mistakes *mistakes)
{
	judge_dates(&(struct judging){ latest, arena, mistakes }, message, object, "");
}

bool texts_have(const struct texts *texts, const char *text)
{
	for (int i = 0; i < texts->count; i++)
		if (strcmp(texts->item[i], text) == 0)
			return true;
	return false;
}

void texts_add(struct texts *texts, const char *text, struct arena *arena)
{
	const char **item = arena_push(arena, (void **)&texts->item, &texts->count,
		sizeof *texts->item);

	*item = text;
	texts->given = true;
}
