/* schema - JSON schemas of messages. */
#include "proto/schema.h"

#include <string.h>

#include "base/fault.h"
#include "proto/action.h"
#include "proto/check.h"

static const char *const suffixes[SCHEMA_KINDS] = { "", "_summary", "_create", "_patch" };

void json_name(struct buffer *buffer, bool *first, const char *name)
{
	if (!*first)
		buffer_add_char(buffer, ',');
	*first = false;
	buffer_add_json_text(buffer, name);
	buffer_add_char(buffer, ':');
}

static unsigned schema_use(enum schema_kind kind)
{
	static const unsigned uses[SCHEMA_KINDS] = { USE_SHOWN, USE_SHOWN | USE_SUMMARY, USE_CREATE,
		USE_PATCH };

	return uses[kind];
}

static bool is_taken(enum schema_kind kind)
{
	return kind == SCHEMA_CREATE || kind == SCHEMA_PATCH;
}

static bool has_more_than_summary(const struct message *message)
{
	for (; message != NULL; message = message->also)
		for (int i = 0; i < message->count; i++)
			if ((message->field[i].use & (USE_SHOWN | USE_SUMMARY)) == USE_SHOWN)
				return true;
	return false;
}

void schema_refer(struct schemas *schemas, const struct message *message, enum schema_kind kind,
	struct buffer *buffer)
{
	int i;

	if (kind == SCHEMA_SUMMARY && !has_more_than_summary(message))
		kind = SCHEMA_WHOLE;
	buffer_format(buffer, "{\"$ref\":\"#/components/schemas/%s%s\"}", message->name,
		suffixes[kind]);
	for (i = 0; i < schemas->count; i++)
		if (schemas->item[i].message == message && schemas->item[i].kind == kind)
			return;
	must(i < SCHEMAS_MAX);
	schemas->item[i].message = message;
	schemas->item[i].kind = kind;
	schemas->count++;
}

void schema_refer_action(struct schemas *schemas, int machine, struct buffer *buffer)
{
	schemas->machine[machine] = true;
	buffer_format(buffer, "{\"$ref\":\"#/components/schemas/%s_action\"}",
		action_machines[machine]);
}

static const char *json_type(enum field_type type)
{
	switch (type) {
	case FIELD_INTEGER:
		return "integer";
	case FIELD_SHARE:
	case FIELD_NUMBER:
		return "number";
	case FIELD_BOOLEAN:
	case FIELD_TERNARY:
		return "boolean";
	case FIELD_IDS:
	case FIELD_TERMS:
	case FIELD_TEXTS:
	case FIELD_OBJECTS:
		return "array";
	case FIELD_OBJECT:
	case FIELD_FREE:
		return "object";
	default:
		return "string";
	}
}

static void type_write(const char *type, bool null, struct buffer *buffer, bool *first)
{
	json_name(buffer, first, "type");
	buffer_format(buffer, null ? "[\"%s\",\"null\"]" : "\"%s\"", type);
}

static void words_write(const struct terms *terms, bool null, struct buffer *buffer, bool *first)
{
	json_name(buffer, first, "enum");
	for (int i = 0; i < terms->count; i++) {
		buffer_add_char(buffer, i == 0 ? '[' : ',');
		buffer_add_json_text(buffer, terms->word[i]);
	}
	buffer_add_text(buffer, null ? ",null]" : "]");
}

static void limit_write(const char *name, int64_t limit, struct buffer *buffer, bool *first)
{
	json_name(buffer, first, name);
	buffer_add_integer(buffer, limit);
}

static void text_write(const struct field *field, struct buffer *buffer, bool *first)
{
	static const struct { int (*check)(const char *); const char *member, *value; } forms[] = {
		{ check_org_number, "pattern", "^[0-9]{9}$" },
		{ check_municipality_number, "pattern", "^[0-9]{4}$" },
		{ check_sha256, "pattern", "^[0-9a-f]{64}$" },
		{ check_email, "format", "email" },
	};

	if (field->min > 0)
		limit_write("minLength", field->min, buffer, first);
	if (field->max > 0)
		limit_write("maxLength", field->max, buffer, first);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (field->check == NULL || field->check != forms[i].check)
			continue;
		json_name(buffer, first, forms[i].member);
		buffer_add_json_text(buffer, forms[i].value);
	}
}

/* The format of a text of one value, or of an array's items. */
static void format_write(enum field_type type, struct buffer *buffer, bool *first)
{
	const char *format;

	if (type == FIELD_ID || type == FIELD_IDS)
		format = "uuid";
	else if (type == FIELD_DATE)
		format = "date";
	else if (type == FIELD_INSTANT)
		format = "date-time";
	else
		return;
	json_name(buffer, first, "format");
	buffer_add_json_text(buffer, format);
}

/* Of what is taken: an object, or the value that stands for one. */
static void objects_write(struct schemas *schemas, const struct message *of, enum schema_kind kind,
	struct buffer *buffer)
{
	if (kind != SCHEMA_CREATE || of->alone == NULL) {
		schema_refer(schemas, of, kind, buffer);
		return;
	}
	buffer_add_text(buffer, "{\"oneOf\":[");
	schema_refer(schemas, of, kind, buffer);
	buffer_add_char(buffer, ',');
	schema_of_field(schemas, message_field(of, of->alone), kind, buffer);
	buffer_add_text(buffer, "]}");
}

static void items_write(struct schemas *schemas, const struct field *field, enum schema_kind kind,
	struct buffer *buffer, bool *first)
{
	bool inner = true;

	if (is_taken(kind)) {
		if (field->min > 0)
			limit_write("minItems", field->min, buffer, first);
		limit_write("maxItems", field->max, buffer, first);
		if (field->type == FIELD_IDS || field->type == FIELD_TERMS) {
			json_name(buffer, first, "uniqueItems");
			buffer_add_text(buffer, "true");
		}
	}
	json_name(buffer, first, "items");
	if (field->type == FIELD_OBJECTS) {
		objects_write(schemas, field->of, is_taken(kind) ? SCHEMA_CREATE : SCHEMA_SUMMARY, buffer);
		return;
	}
	buffer_add_char(buffer, '{');
	type_write("string", false, buffer, &inner);
	format_write(field->type, buffer, &inner);
	if (field->type == FIELD_TERMS)
		words_write(field->terms, false, buffer, &inner);
	if (field->type == FIELD_TEXTS && is_taken(kind))
		buffer_format(buffer, ",\"minLength\":1,\"maxLength\":%d", TEXTS_ITEM_MAX);
	buffer_add_char(buffer, '}');
}

static void number_write(const struct field *field, enum schema_kind kind, struct buffer *buffer,
	bool *first)
{
	if (field->type == FIELD_SHARE) {
		limit_write("minimum", 0, buffer, first);
		limit_write("maximum", 1, buffer, first);
	} else if (field->type == FIELD_INTEGER && is_taken(kind)) {
		limit_write("minimum", field->min, buffer, first);
		limit_write("maximum", field->max, buffer, first);
	}
}

static void about_write(const struct field *field, struct buffer *buffer, bool *first)
{
	if (field->about == NULL)
		return;
	json_name(buffer, first, "description");
	buffer_add_json_text(buffer, field->about);
}

/* An object by reference stands beside null; what else is said of it stands outside. */
static bool reference_write(struct schemas *schemas, const struct field *field,
	enum schema_kind kind, bool null, struct buffer *buffer, bool *first)
{
	bool free = field->type == FIELD_FREE;

	if ((field->type != FIELD_OBJECT && !free)
		|| (free && (field->of == NULL || is_taken(kind))))
		return false;
	json_name(buffer, first, null ? "oneOf" : "allOf");
	buffer_add_char(buffer, '[');
	schema_refer(schemas, field->of, is_taken(kind) ? kind : SCHEMA_SUMMARY, buffer);
	buffer_add_text(buffer, null ? ",{\"type\":\"null\"}]" : "]");
	return true;
}

/* An object of texts, under any names or those there are. */
static void names_write(const struct field *field, struct buffer *buffer)
{
	bool first = true;

	buffer_format(buffer, ",\"maxProperties\":%d,\"propertyNames\":{", FREE_MEMBERS_MAX);
	if (field->terms != NULL)
		words_write(field->terms, false, buffer, &first);
	else
		buffer_format(buffer, "\"minLength\":1,\"maxLength\":%d", FREE_NAME_MAX);
	buffer_format(buffer, "},\"additionalProperties\":{\"type\":\"string\",\"maxLength\":%d}", FREE_TEXT_MAX);
}

void schema_of_field(struct schemas *schemas, const struct field *field, enum schema_kind kind,
	struct buffer *buffer)
{
	bool optional = kind == SCHEMA_CREATE && !(field->use & USE_NEEDED);
	bool null = (field->use & USE_NULL) != 0 || optional, first = true;

	buffer_add_char(buffer, '{');
	about_write(field, buffer, &first);
	if (!reference_write(schemas, field, kind, null, buffer, &first)) {
		const char *type = json_type(field->type);

		type_write(type, null, buffer, &first);
		format_write(field->type == FIELD_IDS ? FIELD_TEXTS : field->type, buffer, &first);
		if (field->type == FIELD_TERM)
			words_write(field->terms, null, buffer, &first);
		else if (strcmp(type, "array") == 0)
			items_write(schemas, field, kind, buffer, &first);
		else if (field->type == FIELD_TEXT && is_taken(kind))
			text_write(field, buffer, &first);
		else if (field->type == FIELD_FREE && is_taken(kind))
			names_write(field, buffer);
		number_write(field, kind, buffer, &first);
	}
	buffer_add_char(buffer, '}');
}

/* Members of the message, those of what it begins with first. */
static void properties_write(struct schemas *schemas, const struct message *message,
	enum schema_kind kind, struct buffer *buffer, bool *first)
{
	unsigned use = schema_use(kind);

	if (message->also != NULL)
		properties_write(schemas, message->also, kind, buffer, first);
	for (int i = 0; i < message->count; i++) {
		if ((message->field[i].use & use) != use)
			continue;
		json_name(buffer, first, message->field[i].name);
		schema_of_field(schemas, &message->field[i], kind, buffer);
	}
}

static void required_write(const struct message *message, enum schema_kind kind,
	struct buffer *buffer, bool *first)
{
	unsigned use = schema_use(kind) | (kind == SCHEMA_CREATE ? USE_NEEDED : 0);

	if (message->also != NULL)
		required_write(message->also, kind, buffer, first);
	for (int i = 0; i < message->count; i++) {
		if ((message->field[i].use & use) != use || (kind != SCHEMA_CREATE && (message->field[i].use & USE_RARE)))
			continue;
		buffer_add_text(buffer, *first ? "" : ",");
		*first = false;
		buffer_add_json_text(buffer, message->field[i].name);
	}
}

static void schema_write(struct schemas *schemas, const struct message *message,
	enum schema_kind kind, struct buffer *buffer)
{
	bool first = true;

	buffer_add_char(buffer, '{');
	if (message->about != NULL) {
		buffer_add_text(buffer, "\"description\":");
		buffer_add_json_text(buffer, message->about);
		buffer_add_char(buffer, ',');
	}
	buffer_add_text(buffer, "\"type\":\"object\",\"additionalProperties\":false,"
		"\"properties\":{");
	properties_write(schemas, message, kind, buffer, &first);
	buffer_add_char(buffer, '}');
	if (kind != SCHEMA_PATCH) {
		first = true;
		buffer_add_text(buffer, ",\"required\":[");
		required_write(message, kind, buffer, &first);
		buffer_add_char(buffer, ']');
	}
	buffer_add_char(buffer, '}');
}

/* {"event": "close", …}: what this event needs and takes, and nothing else. */
static void event_write(struct schemas *schemas, int machine, const char *event,
	struct buffer *buffer)
{
	uint64_t needs = action_needs(machine, event), takes = needs | action_takes(machine, event);

	buffer_add_text(buffer, "{\"type\":\"object\",\"additionalProperties\":false,"
		"\"properties\":{\"event\":{\"const\":");
	buffer_add_json_text(buffer, event);
	buffer_add_char(buffer, '}');
	for (int i = 0; i < action_message.count; i++) {
		struct field field = action_message.field[i];
		bool first = false;

		if (!(takes >> i & 1))
			continue;
		field.use |= needs >> i & 1 ? USE_NEEDED : 0;
		json_name(buffer, &first, field.name);
		schema_of_field(schemas, &field, SCHEMA_CREATE, buffer);
	}
	buffer_add_text(buffer, "},\"required\":[\"event\"");
	for (int i = 0; i < action_message.count; i++)
		if (needs >> i & 1)
			buffer_format(buffer, ",\"%s\"", action_message.field[i].name);
	buffer_add_text(buffer, "]}");
}

static void action_write(int machine, struct buffer *buffer)
{
	const char *noun = action_machines[machine], *event;

	buffer_add_text(buffer, "{\"oneOf\":[");
	for (int i = 0; (event = action_event(machine, i)) != NULL; i++)
		buffer_format(buffer, "%s{\"$ref\":\"#/components/schemas/%s_action_%s\"}",
			i == 0 ? "" : ",", noun, event);
	buffer_add_text(buffer, "],\"discriminator\":{\"propertyName\":\"event\",\"mapping\":{");
	for (int i = 0; (event = action_event(machine, i)) != NULL; i++)
		buffer_format(buffer, "%s\"%s\":\"#/components/schemas/%s_action_%s\"",
			i == 0 ? "" : ",", event, noun, event);
	buffer_add_text(buffer, "}}}");
}

void schema_write_all(struct schemas *schemas, struct buffer *buffer)
{
	bool first = true;
	const char *event;

	for (int machine = 0; machine < ACTIONS; machine++) {
		if (!schemas->machine[machine])
			continue;
		buffer_format(buffer, "%s\"%s_action\":", first ? "" : ",",
			action_machines[machine]);
		first = false;
		action_write(machine, buffer);
		for (int i = 0; (event = action_event(machine, i)) != NULL; i++) {
			buffer_format(buffer, ",\"%s_action_%s\":", action_machines[machine],
				event);
			event_write(schemas, machine, event, buffer);
		}
	}
	for (int i = 0; i < schemas->count; i++) {      /* grows as they refer to others */
		const struct message *message = schemas->item[i].message;

		buffer_format(buffer, "%s\"%s%s\":", first ? "" : ",", message->name,
			suffixes[schemas->item[i].kind]);
		first = false;
		schema_write(schemas, message, schemas->item[i].kind, buffer);
	}
}
