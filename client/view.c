/* view - values, objects and lists by the tables of fields. */
#include "client/view.h"

#include <stdarg.h>
#include <string.h>
#include <time.h>

#include "client/api.h"
#include "client/known.h"
#include "client/width.h"
#include "client/words.h"
#include "proto/log_data.h"
#include "proto/log_words.h"

#define SHORT_TEXT 60
#define LABEL_CELLS 26

const char *view_number(struct client *client, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vformat(&client->arena, format, args);
	va_end(args);
	for (char *at = text; client->language != LANGUAGE_EN && *at != '\0'; at++)
		if (*at == '.')
			*at = ',';
	return text;
}

const char *view_share(struct client *client, double share)
{
	const char *text = view_number(client, "%.1f", share * 100);
	size_t length = strlen(text);

	if (length > 2 && text[length - 1] == '0')
		length -= 2;
	return arena_format(&client->arena, "%.*s %%", (int)length, text);
}

/* In the user's own time zone, to the minute. */
static const char *view_instant(struct client *client, const char *text)
{
	int64_t instant;
	char written[32];
	struct tm tm;
	time_t seconds;

	if (!instant_parse(text, &instant))
		return text;
	seconds = (time_t)(instant / 1000000);
	if (localtime_r(&seconds, &tm) == NULL ||
	    strftime(written, sizeof written, "%Y-%m-%d %H:%M", &tm) == 0)
		return text;
	return arena_text(&client->arena, written);
}

static const char *view_object_short(struct client *client, const struct message *message,
	const json_t *object)
{
	const char *text = "";

	for (int i = 0; message != NULL && i < message->count; i++) {
		const struct field *field = &message->field[i];
		const char *value = view_value(client, field, json_object_get(object, field->name));

		if (*value != '\0')
			text = arena_format(&client->arena, "%s%s%s", text,
				*text == '\0' ? "" : " ", value);
	}
	return text;
}

static const char *view_array(struct client *client, const struct field *field, const json_t *array)
{
	struct field one = *field;
	const char *text = "", *between = field->type == FIELD_OBJECTS ? "; " : ", ";
	json_t *item;
	size_t i;

	one.type = field->type == FIELD_IDS ? FIELD_ID : field->type == FIELD_TERMS ? FIELD_TERM
		: field->type == FIELD_OBJECTS ? FIELD_OBJECT : FIELD_TEXT;
	json_array_foreach(array, i, item)
		text = arena_format(&client->arena, "%s%s%s", text, i > 0 ? between : "",
			view_value(client, &one, item));
	return text;
}

/* An object of texts, or whatever stands there: "name: text" each. */
static const char *view_free(struct client *client, const json_t *object)
{
	const char *name, *text = "";
	json_t *value;

	json_object_foreach((json_t *)object, name, value) {
		char *written = json_is_string(value)
			? NULL
			: json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);

		if (!json_is_null(value))
			text = arena_format(&client->arena, "%s%s%s=%s", text,
				*text == '\0' ? "" : " ", name,
				written == NULL ? json_string_value(value) : written);
		free(written);
	}
	return text;
}

/* A code is called by its word; where a guard stands for a reason, by what the guard says. */
static const char *view_code(struct client *client, const struct field *field, const char *text)
{
	if (field->terms == NULL)
		return text;
	if (term_find(field->terms, text) == TERM_NONE && guard_find(text) != GUARD_NONE)
		return guard_text(guard_find(text), client->language);
	return word_term(field->terms, text, client->language, &client->arena);
}

const char *view_value(struct client *client, const struct field *field, const json_t *value)
{
	const char *text = json_string_value(value);

	switch (field->type) {
	case FIELD_ID:
		return text == NULL ? "" : strcmp(field->name, "id") == 0 ? text
			: !id_valid(text) ? text : known_name(client, noun_of_member(field->name), text);
	case FIELD_TERM:
		return text == NULL ? "" : word_term(field->terms, text, client->language, &client->arena);
	case FIELD_INSTANT:
		return text == NULL ? "" : view_instant(client, text);
	case FIELD_SHARE:
		return json_is_number(value) ? view_share(client, json_number_value(value)) : "";
	case FIELD_BOOLEAN: case FIELD_TERNARY:
		return json_is_boolean(value)
			? phrase(json_is_true(value) ? PHRASE_yes : PHRASE_no, client->language)
			: "";
	case FIELD_INTEGER:
		return json_is_integer(value)
			? arena_format(&client->arena, "%lld", json_integer_value(value))
			: "";
	case FIELD_NUMBER:
		return json_is_number(value)
			? view_number(client, "%g", json_number_value(value))
			: "";
	case FIELD_IDS: case FIELD_TERMS: case FIELD_TEXTS: case FIELD_OBJECTS:
		return view_array(client, field, value);
	case FIELD_OBJECT:
		return view_object_short(client, field->of, value);
	case FIELD_FREE:
		return view_free(client, value);
	default:
		return text == NULL ? "" : view_code(client, field, text);
	}
}

/* The field of a message, or of the one that it begins with. */
static const struct field *field_of(const struct message *message, const char *member)
{
	for (; message != NULL; message = message->also) {
		const struct field *field = message_field(message, member);

		if (field != NULL)
			return field;
	}
	return NULL;
}

/* A line of the log: what happened in the user's words, states are those of its subject, and what nobody did the clock did. */
static const char *view_event_member(struct client *client, const json_t *event, const char *member,
	const json_t *value)
{
	if (strcmp(member, "account") == 0 && !json_is_string(value))
		return phrase(PHRASE_clock, client->language);
	if (strcmp(member, "event") == 0)
		return log_event(json_text(event, member), client->language);
	if (strcmp(member, "subject_kind") == 0)
		return log_subject(json_text(event, member), client->language);
	if (strcmp(member, "from") == 0 || strcmp(member, "to") == 0)
		return log_state(json_text(event, "subject_kind"), json_string_value(value), client->language, &client->arena);
	return NULL;
}

const char *view_member(struct client *client, const struct message *message, const json_t *object,
	const char *member)
{
	const struct field *field = field_of(message, member);
	const json_t *value = json_object_get(object, member);
	const char *special = message == &event_message
		? view_event_member(client, object, member, value)
		: NULL;

	if (special != NULL)
		return special;
	return field == NULL ? "" : view_value(client, field, value);
}

static enum table_fit fit_of(const struct field *field)
{
	if (field->type == FIELD_INTEGER || field->type == FIELD_SHARE || field->type == FIELD_NUMBER)
		return FIT_RIGHT;
	return field->type == FIELD_TEXT || field->type == FIELD_IDS || field->type == FIELD_ID ||
		field->type == FIELD_FREE ? FIT_FLEXIBLE : FIT_LEFT;
}

static enum style style_of(const char *member, const json_t *object)
{
	bool date = strcmp(member, "due") == 0 || strcmp(member, "next_due") == 0 ||
		strcmp(member, "days_overdue") == 0 || strcmp(member, "effective_due") == 0;

	if (date && json_is(object, "overdue"))
		return STYLE_BAD;
	return STYLE_PLAIN;
}

const char *view_extended(struct client *client, const json_t *deadline)
{
	json_int_t count = json_integer_value(json_object_get(deadline, "extended_count")),
		days = json_integer_value(json_object_get(deadline, "extended_days"));

	if (count == 0)
		return "";
	return phrase_fill(&client->arena, count == 1 ? PHRASE_extended_once : PHRASE_extended_times, client->language,
		arena_format(&client->arena, "%lld", count == 1 ? days : count),
		arena_format(&client->arena, "%lld", days), NULL);
}

/* "3" within a case; across cases the number says nothing. */
static const char *number_of(struct client *client, const json_t *object, size_t place)
{
	const char *reference = known_reference(client, json_text(object, "id")),
		*mark = strrchr(reference, '#');

	return mark != NULL ? mark + 1 : arena_format(&client->arena, "%zu", place + 1);
}

static const char *cell_of(struct client *client, const struct message *message, const json_t *item,
	const char *member, size_t place)
{
	if (strcmp(member, "#") == 0)
		return number_of(client, item, place);
	if (strcmp(member, "days_overdue") == 0 && !json_is(item, "overdue"))
		return "";
	if (strcmp(member, "extended_count") == 0)
		return view_extended(client, item);
	return view_member(client, message, item, member);
}

void view_list(struct client *client, const struct noun *noun, const char *columns, const json_t *items,
	const char *indent)
{
	const char *member[TABLE_COLUMNS];
	char *left = arena_text(&client->arena, columns);
	const struct message *message = noun->row == NULL ? noun->message : noun->row;
	struct table table;
	json_t *item;
	size_t i;

	table_init(&table, &client->arena);
	for (char *word; (word = strsep(&left, " ")) != NULL; ) {
		const struct field *field = field_of(message, word);

		member[table.columns] = word;
		if (strcmp(word, "#") == 0)
			table_column(&table, phrase(PHRASE_number_head, client->language), FIT_RIGHT);
		else
			table_column(&table, word_label(word, client->language, &client->arena),
				field == NULL ? FIT_LEFT : fit_of(field));
	}
	json_array_foreach(items, i, item)
		for (int c = 0; c < table.columns; c++)
			table_cell(&table, cell_of(client, message, item, member[c], i),
				style_of(member[c], item));
	table_print(&table, &client->screen, indent);
}

static void put_member(struct client *client, const struct field *field, const char *text)
{
	const char *label = word_label(field->name, client->language, &client->arena);
	int gap = LABEL_CELLS - width_of(label);

	screen_put(&client->screen, STYLE_HEAD, label);
	if (strchr(text, '\n') != NULL || width_of(text) > SHORT_TEXT) {
		screen_line(&client->screen);
		screen_text(&client->screen, "  ", text);
		return;
	}
	fprintf(client->screen.file, "%*s", gap > 1 ? gap : 1, "");
	screen_put(&client->screen, STYLE_PLAIN, text);
	screen_line(&client->screen);
}

void view_object(struct client *client, const struct message *message, const json_t *object)
{
	if (message->also != NULL)
		view_object(client, message->also, object);
	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];
		const char *text;

		if (!(field->use & USE_SHOWN) || strcmp(field->name, "actions") == 0)
			continue;
		text = view_value(client, field, json_object_get(object, field->name));
		if (*text != '\0')
			put_member(client, field, text);
	}
}

void view_head(struct client *client, const char *text)
{
	screen_line(&client->screen);
	screen_put(&client->screen, STYLE_HEAD, text);
	screen_line(&client->screen);
}
