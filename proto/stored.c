/* stored - the objects of a jsonb column become structs: written by us, so not judged again. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/fault.h"
#include "proto/value.h"

static int take_object(const struct message *message, json_t *json, struct arena *arena,
	void *object);

static int take_texts(json_t *json, struct arena *arena, struct texts *texts)
{
	size_t i;
	json_t *item;

	if (!json_is_array(json))
		return FAULT_DATABASE;
	texts->given = true;
	json_array_foreach(json, i, item) {
		if (!json_is_string(item))
			return FAULT_DATABASE;
		texts_add(texts, arena_text(arena, json_string_value(item)), arena);
	}
	return 0;
}

static int take_objects(const struct field *field, json_t *json, struct arena *arena,
	struct objects *objects)
{
	size_t i;
	json_t *item;

	if (!json_is_array(json))
		return FAULT_DATABASE;
	objects->given = true;
	json_array_foreach(json, i, item) {
		void *object = arena_push(arena, &objects->item, &objects->count, field->of->size);

		if (take_object(field->of, item, arena, object) != 0)
			return FAULT_DATABASE;
	}
	return 0;
}

static int take_scalar(const struct field *field, json_t *json, struct arena *arena, void *object)
{
	void *at = (char *)object + field->offset;

	switch (field->type) {
	case FIELD_INTEGER:
		*(int64_t *)at = json_integer_value(json);
		return json_is_integer(json) ? 0 : FAULT_DATABASE;
	case FIELD_SHARE:
	case FIELD_NUMBER:
		*(double *)at = json_number_value(json);
		return json_is_number(json) ? 0 : FAULT_DATABASE;
	case FIELD_BOOLEAN:
		*(bool *)at = json_is_true(json);
		return json_is_boolean(json) ? 0 : FAULT_DATABASE;
	case FIELD_TERNARY:
		*(int8_t *)at = json_is_true(json);
		return json_is_boolean(json) ? 0 : FAULT_DATABASE;
	default:
		if (!json_is_string(json))
			return FAULT_DATABASE;
		return value_take(field, json_string_value(json), arena, object);
	}
}

static int take_value(const struct field *field, json_t *json, struct arena *arena, void *object)
{
	void *at = (char *)object + field->offset;

	if (json_is_null(json))
		return 0;
	switch (field->type) {
	case FIELD_IDS:
	case FIELD_TERMS:
	case FIELD_TEXTS:
		return take_texts(json, arena, at);
	case FIELD_OBJECTS:
		return take_objects(field, json, arena, at);
	case FIELD_OBJECT:
		*(uint64_t *)((char *)object + field->given) = UINT64_MAX;
		return take_object(field->of, json, arena, at);
	default:
		return take_scalar(field, json, arena, object);
	}
}

static int take_object(const struct message *message, json_t *json, struct arena *arena,
	void *object)
{
	int result = 0;

	message_clear(message, object);
	if (!json_is_object(json))
		return FAULT_DATABASE;
	for (int i = 0; i < message->count && result == 0; i++) {
		json_t *value = json_object_get(json, message->field[i].name);

		if (value != NULL && (message->field[i].use & USE_STORED))
			result = take_value(&message->field[i], value, arena, object);
	}
	return result;
}

int value_take_json(const struct field *field, const char *json, struct arena *arena, void *object)
{
	json_t *root;
	int result;

	if (field->type == FIELD_OBJECTS && strcmp(json, "[]") == 0) {  /* as most are */
		((struct objects *)(void *)((char *)object + field->offset))->given = true;
		return 0;
	}
	root = json_loads(json, 0, NULL);
	result = root == NULL ? FAULT_DATABASE : take_value(field, root, arena, object);
	json_decref(root);
	return result;
}
