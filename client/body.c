/* body - each option by the type of the member it fills. */
#include "client/body.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "client/api.h"
#include "client/file.h"
#include "client/noun.h"
#include "client/reference.h"
#include "proto/cell.h"

int text_take(struct client *client, const char *name, const char *value, const char **ret_text)
{
	struct buffer text;
	int error;

	if (strcmp(value, "-") != 0 && (value[0] != '@' || value[1] == '@')) {
		*ret_text = value[0] == '@' ? value + 1 : value;
		return ENDED_DONE;
	}
	buffer_init(&text);
	error = file_read(value[0] == '@' ? value + 1 : value, TEXT_BYTES, &text);
	if (error == 0) {
		while (text.length > 0 && text.data[text.length - 1] == '\n')
			text.length--;          /* the editor's, not the writer's */
		*ret_text = arena_text_n(&client->arena, text.length == 0 ? "" : text.data, text.length);
	}
	buffer_release(&text);
	return error == 0 ? ENDED_DONE
		: client_say(client, ENDED_USAGE, "--%s: %s: %s", name, value, strerror(error));
}

static int wrong(struct client *client, const char *name, const char *value, const char *what)
{
	return client_say(client, ENDED_USAGE, "--%s: %s is no %s",
		option_typed(&client->arena, name), value, client_said(client, what));
}

static int term_make(struct client *client, const struct field *field, const char *value, json_t **ret_json)
{
	const char *words = "";

	for (int i = 0; i < field->terms->count; i++) {
		const char *word = field->terms->word[i];

		if (name_is(value, strlen(value), word)) {
			*ret_json = json_string(word);
			return ENDED_DONE;
		}
		words = arena_format(&client->arena, "%s%s%s", words, i > 0 ? ", " : "", word);
	}
	return client_say(client, ENDED_USAGE, "--%s: %s is none of the words it takes: %s",
		option_typed(&client->arena, field->name), value, words);
}

static int number_make(struct client *client, const struct field *field, const char *value,
	json_t **ret_json)
{
	char *end;
	double number;
	long long whole;

	if (field->type != FIELD_INTEGER) {
		if (!cell_number(value, &number))
			return wrong(client, field->name, value, "number");
		*ret_json = json_real(number);
		return ENDED_DONE;
	}
	errno = 0;
	whole = strtoll(value, &end, 10);
	if (end != value && *end == '\0' && errno == 0) {
		*ret_json = json_integer(whole);
		return ENDED_DONE;
	}
	return wrong(client, field->name, value, "whole number");
}

static int truth_make(struct client *client, const struct field *field, const char *value,
	json_t **ret_json)
{
	bool yes = strcmp(value, "true") == 0 || strcmp(value, "yes") == 0 || *value == '\0';

	if (!yes && strcmp(value, "false") != 0 && strcmp(value, "no") != 0)
		return wrong(client, field->name, value, "yes or no");
	*ret_json = json_boolean(yes);
	return ENDED_DONE;
}

static int reference_make(struct client *client, const struct field *field, const char *value,
	json_t **ret_json)
{
	char id[ID_SIZE];
	int ended = reference_member(client, field, value, id);

	if (ended == ENDED_DONE)
		*ret_json = json_string(id);
	return ended;
}

static int value_make(struct client *client, const struct field *field, const char *value,
	json_t **ret_json);

/* An object of one member is its value: 8 for months=8. */
static int only_make(struct client *client, const struct field *member, const char *value, json_t **ret_json)
{
	json_t *json;
	int ended = value_make(client, member, value, &json);

	if (ended == ENDED_DONE)
		*ret_json = json_pack("{so}", member->name, json);
	return ended;
}

/* {…} of a message: a part each. */
static int object_make(struct client *client, const struct field *field, const char *value,
	json_t **ret_json)
{
	struct part part[PARTS_MAX];
	const char *bad;
	int count = parts_split(&client->arena, field->of, value, part, &bad), ended = ENDED_DONE;
	json_t *object;

	if (count < 0 && field->of->count == 1 && strchr(value, '=') == NULL)
		return only_make(client, &field->of->field[0], value, ret_json);
	if (count < 0)
		return client_say(client, ENDED_USAGE, "--%s: %s names no member; it is NAME=VALUE of %s",
			option_typed(&client->arena, field->name), bad, option_members(&client->arena, field->of));
	object = json_object();
	for (int i = 0; i < count && ended == ENDED_DONE; i++) {
		const struct field *member = message_field(field->of, part[i].name);
		json_t *json = NULL, *list;

		ended = value_make(client, member, part[i].value, &json);
		list = json_object_get(object, member->name);
		if (ended == ENDED_DONE && json_is_array(list) && json_is_array(json))
			json_array_extend(list, json);
		if (ended == ENDED_DONE && json_is_array(list))
			json_decref(json);
		else if (ended == ENDED_DONE)
			json_object_set_new(object, member->name, json);
	}
	if (ended == ENDED_DONE)
		*ret_json = object;
	else
		json_decref(object);
	return ended;
}

/* "a,b" as an array of what each is. */
static int array_make(struct client *client, const struct field *field, const char *value,
	json_t **ret_json)
{
	struct field one = *field;
	char *left = arena_text(&client->arena, value), *word;
	json_t *array = json_array();

	one.type = field->type == FIELD_IDS ? FIELD_ID : field->type == FIELD_TERMS ? FIELD_TERM : FIELD_TEXT;
	while (*value != '\0' && (word = strsep(&left, ",")) != NULL) {
		json_t *json;
		int ended = value_make(client, &one, word, &json);

		if (ended != ENDED_DONE) {
			json_decref(array);
			return ended;
		}
		json_array_append_new(array, json);
	}
	*ret_json = array;
	return ENDED_DONE;
}

static int free_make(struct client *client, const struct field *field, const char *value, json_t **ret_json)
{
	const char *equals = strchr(value, '='), *text;
	int ended;

	if (equals == NULL || equals == value)
		return wrong(client, field->name, value, "NAME=VALUE");
	ended = text_take(client, field->name, equals + 1, &text);
	if (ended == ENDED_DONE) {
		*ret_json = json_object();
		json_object_set_new(*ret_json,
			arena_text_n(&client->arena, value, (size_t)(equals - value)),
			json_string(text));
	}
	return ended;
}

static int text_make(struct client *client, const struct field *field, const char *value, json_t **ret_json)
{
	const char *text;
	int ended = text_take(client, field->name, value, &text);

	if (ended != ENDED_DONE)
		return ended;
	*ret_json = json_string(text);
	return *ret_json != NULL ? ENDED_DONE : wrong(client, field->name, value, "text in UTF-8");
}

static int date_make(struct client *client, const struct field *field, const char *value, json_t **ret_json)
{
	const char *day = day_of_text(&client->arena, value, instant_day(api_now()));

	if (day == NULL)
		return wrong(client, field->name, value, "date: 2026-03-10, 10.03.2026, today or +14");
	*ret_json = json_string(day);
	return ENDED_DONE;
}

static int objects_make(struct client *client, const struct field *field, const char *value,
	json_t **ret_json)
{
	json_t *object;
	int ended = object_make(client, field, value, &object);

	if (ended == ENDED_DONE)
		*ret_json = json_pack("[o]", object);
	return ended;
}

typedef int value_maker(struct client *client, const struct field *field, const char *value,
	json_t **ret_json);

static value_maker *const makers[FIELD_TYPES] = {
	[FIELD_ID] = reference_make,
	[FIELD_TEXT] = text_make,
	[FIELD_DATE] = date_make,
	[FIELD_INSTANT] = text_make,
	[FIELD_INTEGER] = number_make,
	[FIELD_SHARE] = number_make,
	[FIELD_NUMBER] = number_make,
	[FIELD_BOOLEAN] = truth_make,
	[FIELD_TERNARY] = truth_make,
	[FIELD_TERM] = term_make,
	[FIELD_IDS] = array_make,
	[FIELD_TERMS] = array_make,
	[FIELD_TEXTS] = array_make,
	[FIELD_OBJECT] = object_make,
	[FIELD_OBJECTS] = objects_make,
	[FIELD_FREE] = free_make,
};

static int value_make(struct client *client, const struct field *field, const char *value,
	json_t **ret_json)
{
	return makers[field->type](client, field, value, ret_json);
}

/* An option given again adds to an array or an object, and replaces everything else. */
static void member_set(json_t *body, const char *name, json_t *value)
{
	json_t *stands = json_object_get(body, name);

	if (json_is_array(stands) && json_is_array(value)) {
		json_array_extend(stands, value);
		json_decref(value);
	} else if (json_is_object(stands) && json_is_object(value)) {
		json_object_update(stands, value);
		json_decref(value);
	} else {
		json_object_set_new(body, name, value);
	}
}

static int body_start(struct client *client, const struct arguments *arguments, json_t **ret_body)
{
	const char *given = argument(arguments, "body"), *text;
	json_error_t error;
	int ended;

	if (given == NULL) {
		*ret_body = json_object();
		return ENDED_DONE;
	}
	ended = text_take(client, "body", given, &text);
	if (ended != ENDED_DONE)
		return ended;
	*ret_body = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (*ret_body == NULL)
		return client_say(client, ENDED_USAGE, "--body: %s", error.text);
	if (json_is_object(*ret_body))
		return ENDED_DONE;
	json_decref(*ret_body);
	return client_say(client, ENDED_USAGE, "--body: is no JSON object");
}

int body_make(struct client *client, const struct arguments *arguments, json_t **ret_body)
{
	json_t *body;
	int ended = body_start(client, arguments, &body);

	if (ended != ENDED_DONE)
		return ended;
	for (int i = 0; i < arguments->count; i++) {
		const struct given *given = &arguments->given[i];
		const struct field *field = given->option->field;
		json_t *value;

		if (field == NULL)
			continue;
		if (given->off)
			value = field->type == FIELD_BOOLEAN || field->type == FIELD_TERNARY
				? json_false()
				: json_null();
		else
			ended = value_make(client, field, given->value == NULL ? "" : given->value, &value);
		if (ended != ENDED_DONE) {
			json_decref(body);
			return ended;
		}
		member_set(body, field->name, value);
	}
	*ret_body = body;
	return ENDED_DONE;
}

int query_make(struct client *client, const struct arguments *arguments, const char **ret_query)
{
	json_t *body, *value;
	const char *name, *query = "";
	int ended = body_make(client, arguments, &body);

	if (ended != ENDED_DONE)
		return ended;
	json_object_foreach(body, name, value) {
		char *text = json_is_string(value) ? NULL : json_dumps(value, JSON_ENCODE_ANY);

		query = arena_format(&client->arena, "%s%c%s=%s", query, *query == '\0' ? '?' : '&', name,
			api_escape(client, text == NULL ? json_string_value(value) : text));
		free(text);
	}
	json_decref(body);
	*ret_query = query;
	return ENDED_DONE;
}
