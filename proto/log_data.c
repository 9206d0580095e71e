/* log_data - the members of an event's data under the labels of words.def, their terms as words. */
#include "proto/log_data.h"

#include <jansson.h>
#include <string.h>

#include "proto/log_words.h"
#include "proto/messages.h"
#include "proto/words.h"

#define DEPTH_MOST 6

struct telling {
	enum language language;
	struct arena *arena;
	struct buffer *line;
};

static const struct { const char *kind; const struct message *message; } subjects[] = {
	{ "audit", &audit_message }, { "breach", &breach_message }, { "deadline", &deadline_message }, { "letter", &letter_message },
	{ "order", &order_message }, { "demand", &demand_message }, { "interim_measure", &interim_measure_message },
	{ "evidence", &evidence_message }, { "observation", &observation_message }, { "assessment", &assessment_message },
	{ "remark", &remark_message }, { "contact", &contact_message }, { "incoming", &incoming_message },
};

static const struct message *message_of(const char *subject_kind)
{
	for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
		if (strcmp(subjects[i].kind, subject_kind) == 0)
			return subjects[i].message;
	return NULL;
}

/* A member of the subject, else a parameter of what was done with it. */
static const struct field *field_of(const struct message *message, const char *name)
{
	const struct field *field = message == NULL ? NULL : message_field(message, name);

	return field != NULL ? field : message_field(&action_message, name);
}

static bool is_checksum(const char *text)
{
	return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

/* "audit.send_final" of a deadline that began to run then: the event that caused it. */
static const char *caused(const char *text, enum language language, struct arena *arena)
{
	const char *dot = strchr(text, '.');

	return dot != NULL && message_of(arena_text_n(arena, text, (size_t)(dot - text))) != NULL ? log_event(dot + 1, language) : text;
}

static void tell_text(struct telling *telling, const struct field *field, const char *text)
{
	if (id_valid(text) || is_checksum(text))
		return;
	if (field != NULL && field->terms != NULL)
		text = word_term(field->terms, text, telling->language, telling->arena);
	else if (field == NULL)
		text = caused(text, telling->language, telling->arena);
	buffer_add_text(telling->line, text);
}

static void cut(struct buffer *line, size_t length)
{
	line->length = length;
	if (line->data != NULL)
		line->data[length] = '\0';
}

static void tell_value(struct telling *telling, const struct field *field, json_t *value, int depth);

/* What says nothing leaves nothing behind. */
static void tell_items(struct telling *telling, const struct field *field, json_t *array, int depth)
{
	size_t i, before = telling->line->length, start;
	json_t *item;

	json_array_foreach(array, i, item) {
		size_t end = telling->line->length;

		buffer_add_text(telling->line, end == before ? "" : ", ");
		start = telling->line->length;
		tell_value(telling, field, item, depth);
		if (telling->line->length == start)
			cut(telling->line, end);
	}
}

static void tell_members(struct telling *telling, const struct message *message, json_t *object, int depth)
{
	size_t before = telling->line->length, start;
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value) {
		size_t end = telling->line->length;

		if (strcmp(name, "event") == 0)                 /* it is told beside */
			continue;
		buffer_add_text(telling->line, end == before ? "" : "; ");
		if (strcmp(name, "asked") != 0)
			buffer_format(telling->line, "%s: ", word_label(name, telling->language, telling->arena));
		start = telling->line->length;
		if (strcmp(name, "asked") == 0 && json_is_object(value) && depth == 0)
			tell_members(telling, message, value, depth + 1);
		else
			tell_value(telling, field_of(message, name), value, depth);
		if (telling->line->length == start)
			cut(telling->line, end);
	}
}

static void tell_object(struct telling *telling, const struct message *message, json_t *object, int depth)
{
	size_t before = telling->line->length;

	buffer_add_char(telling->line, '(');
	tell_members(telling, message, object, depth + 1);
	if (telling->line->length == before + 1)
		cut(telling->line, before);
	else
		buffer_add_char(telling->line, ')');
}

static void tell_value(struct telling *telling, const struct field *field, json_t *value, int depth)
{
	static const char *const yes[LANGUAGES] = { "ja", "ja", "yes" }, *const no[LANGUAGES] = { "nei", "nei", "no" };

	if (json_is_string(value))
		tell_text(telling, field, json_string_value(value));
	else if (json_is_boolean(value))
		buffer_add_text(telling->line, (json_is_true(value) ? yes : no)[telling->language]);
	else if (json_is_integer(value))
		buffer_format(telling->line, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		buffer_format(telling->line, "%.10g", json_real_value(value));
	else if (json_is_array(value))
		tell_items(telling, field, value, depth);
	else if (json_is_object(value) && depth < DEPTH_MOST)
		tell_object(telling, field == NULL ? NULL : field->of, value, depth);
}

const char *log_data(const char *subject_kind, const char *data, enum language language, struct arena *arena)
{
	json_t *root = data == NULL ? NULL : json_loads(data, 0, NULL);
	struct buffer line;
	struct telling telling = { .language = language, .arena = arena, .line = &line };
	const char *copy;

	if (!json_is_object(root)) {
		json_decref(root);
		return "";
	}
	buffer_init(&line);
	tell_members(&telling, message_of(subject_kind), root, 0);
	copy = line.length == 0 ? "" : arena_text(arena, line.data);
	buffer_release(&line);
	json_decref(root);
	return copy;
}

const char *log_state(const char *subject_kind, const char *state, enum language language, struct arena *arena)
{
	const struct message *message = message_of(subject_kind);
	const struct field *field = message == NULL ? NULL : message_field(message, "state");

	return state == NULL || field == NULL ? state : word_term(field->terms, state, language, arena);
}
