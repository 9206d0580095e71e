/* option - tables of options made from tables of fields. */
#include "client/option.h"

#include <string.h>

#include "base/fault.h"
#include "client/noun.h"
#include "proto/action.h"

const struct option_set global_options = { .option = {
	{ .name = "server", .value = "URL", .about = "the daemon to talk to" },
	{ .name = "language", .value = "nb|nn|en", .about = "the language of what is shown" },
	{ .name = "json", .about = "answers as the daemon gave them" },
	{ .name = "member", .value = "NAME", .about = "only this member of the answer, a line each" },
	{ .name = "color", .value = "auto|always|never", .about = "whether tables have colours" },
	{ .name = "ca", .value = "FILE", .about = "certificates to trust instead of the system's" },
	{ .name = "cleartext", .about = "allow http to another machine" },
	{ .name = "help", .about = "how the command is used" },
	{ .name = "version", .about = "the version of the client" },
}, .count = 9 };

static const char *const field_values[FIELD_TYPES] = {
	[FIELD_ID] = "REF", [FIELD_TEXT] = "TEXT", [FIELD_DATE] = "DATE", [FIELD_INSTANT] = "INSTANT",
	[FIELD_INTEGER] = "N", [FIELD_SHARE] = "SHARE", [FIELD_NUMBER] = "NUMBER", [FIELD_TERM] = "WORD",
	[FIELD_IDS] = "REF,…", [FIELD_TERMS] = "WORD,…", [FIELD_TEXTS] = "TEXT", [FIELD_OBJECT] = "NAME=VALUE,…",
	[FIELD_OBJECTS] = "NAME=VALUE,…", [FIELD_FREE] = "NAME=VALUE",
};

const char *option_typed(struct arena *arena, const char *name)
{
	char *typed = arena_text(arena, name);

	for (char *at = typed; *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
	return typed;
}

const char *option_members(struct arena *arena, const struct message *message)
{
	const char *members = "";

	for (int i = 0; i < message->count; i++)
		if (message->field[i].use & USE_CREATE)
			members = arena_format(arena, "%s%s%s", members, *members == '\0' ? "" : ", ",
				option_typed(arena, message->field[i].name));
	return members;
}

static struct option *next(struct option_set *set)
{
	must(set->count < OPTIONS_MAX);
	return &set->option[set->count++];
}

void option_add(struct option_set *set, const char *name, const char *value, const char *about)
{
	*next(set) = (struct option){ .name = name, .value = value, .about = about };
}

static void add_field(struct option_set *set, const struct field *field, bool needed, bool removable)
{
	bool truth = field->type == FIELD_BOOLEAN || field->type == FIELD_TERNARY;

	*next(set) = (struct option){ .name = field->name, .field = field, .value = field_values[field->type],
		.about = field->about, .needed = needed, .removable = removable || truth };
}

void option_add_members(struct option_set *set, const struct message *message, unsigned use)
{
	for (int i = 0; i < message->count; i++) {
		const struct field *field = &message->field[i];

		if (field->use & use)
			add_field(set, field, use == USE_CREATE && (field->use & USE_NEEDED),
				use == USE_PATCH && (field->use & USE_NULL));
	}
}

void option_add_filters(struct option_set *set, const struct message *query)
{
	for (int i = 0; i < query->count; i++)
		if (message_field(&page_query_message, query->field[i].name) == NULL)
			add_field(set, &query->field[i], false, false);
}

void option_add_parameters(struct option_set *set, uint64_t needs, uint64_t takes)
{
	for (int i = 0; i < action_message.count; i++)
		if ((needs | takes) >> i & 1)
			add_field(set, &action_message.field[i], needs >> i & 1, false);
}

const char *argument(const struct arguments *arguments, const char *name)
{
	for (int i = arguments->count - 1; i >= 0; i--) {
		const struct given *given = &arguments->given[i];

		if (given->option->field == NULL && strcmp(given->option->name, name) == 0)
			return given->value == NULL ? "" : given->value;
	}
	return NULL;
}

static bool was_given(const struct arguments *arguments, const struct option *option)
{
	for (int i = 0; i < arguments->count; i++)
		if (arguments->given[i].option == option)
			return true;
	return false;
}

int arguments_need(struct client *client, const struct arguments *arguments)
{
	const char *missing = "";

	if (argument(arguments, "body") != NULL)
		return ENDED_DONE;              /* who writes the whole body is told by the daemon */
	for (int i = 0; i < arguments->set->count; i++) {
		const struct option *option = &arguments->set->option[i];

		if (option->needed && !was_given(arguments, option))
			missing = arena_format(&client->arena, "%s --%s", missing, option_typed(&client->arena, option->name));
	}
	if (*missing == '\0')
		return ENDED_DONE;
	return client_say(client, ENDED_USAGE, "%s%s%s needs%s", arguments->noun->name,
		*arguments->command->name == '\0' ? "" : " ", arguments->command->name, missing);
}
