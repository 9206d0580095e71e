/* arguments - a command line read from left to right: noun, verb, operands and options. */
#include <string.h>

#include "base/fault.h"
#include "client/noun.h"
#include "client/option.h"

struct reading {
	struct client *client;
	struct arguments *arguments;
	char **argv;
	int argc, at;
};

static const struct option *find(const struct option_set *set, const char *typed, size_t length)
{
	for (int i = 0; set != NULL && i < set->count; i++)
		if (name_is(typed, length, set->option[i].name))
			return &set->option[i];
	return NULL;
}

/* --no-NAME of a member that can be emptied; a member whose own name begins so goes first. */
static const struct option *find_off(const struct option_set *set, const char *typed, size_t length)
{
	const struct option *option;

	if (length < 4 || strncmp(typed, "no-", 3) != 0)
		return NULL;
	option = find(set, typed + 3, length - 3);
	return option != NULL && option->removable ? option : NULL;
}

static int global_set(struct client *client, const char *name, const char *value,
	struct arguments *arguments)
{
	struct settings *settings = &client->settings;

	if (strcmp(name, "server") == 0)
		settings->server = value;
	else if (strcmp(name, "language") == 0) {
		settings->language = value;
		client->language = settings_language(settings);
	} else if (strcmp(name, "member") == 0)
		settings->member = value;
	else if (strcmp(name, "ca") == 0)
		settings->ca = value;
	else if (strcmp(name, "json") == 0)
		settings->json = true;
	else if (strcmp(name, "cleartext") == 0)
		settings->cleartext = true;
	else if (strcmp(name, "help") == 0)
		arguments->help = true;
	else if (strcmp(name, "version") == 0)
		arguments->version = true;
	else if (strcmp(value, "auto") == 0)
		settings->color = COLOR_AUTO;
	else if (strcmp(value, "always") == 0)
		settings->color = COLOR_ALWAYS;
	else if (strcmp(value, "never") == 0)
		settings->color = COLOR_NEVER;
	else
		return client_say(client, ENDED_USAGE, "--color takes auto, always or never");
	return ENDED_DONE;
}

static const char *names_of(struct arena *arena, const struct option_set *set)
{
	const char *names = "";

	for (int i = 0; set != NULL && i < set->count; i++)
		names = arena_format(arena, "%s --%s", names, option_typed(arena, set->option[i].name));
	return *names == '\0' ? " none" : names;
}

static int unknown_option(struct reading *reading, const char *typed, size_t length)
{
	struct client *client = reading->client;
	const struct option_set *set = reading->arguments->set;

	return client_say(client, ENDED_USAGE, "--%.*s is no option here; these are:%s", (int)length, typed,
		names_of(&client->arena, set == NULL ? &global_options : set));
}

static bool is_truth(const struct option *option)
{
	return option->field != NULL &&
		(option->field->type == FIELD_BOOLEAN || option->field->type == FIELD_TERNARY);
}

static int option_take(struct reading *reading, const char *typed)
{
	struct arguments *arguments = reading->arguments;
	size_t length = strcspn(typed, "=");
	const char *value = typed[length] == '=' ? typed + length + 1 : NULL;
	const struct option *option = find(arguments->set, typed, length), *global = NULL;
	bool off = false;

	if (option == NULL) {
		option = find_off(arguments->set, typed, length);
		off = option != NULL;
	}
	if (option == NULL)
		option = global = find(&global_options, typed, length);
	if (option == NULL)
		return unknown_option(reading, typed, length);
	if (value != NULL && (off || (option->value == NULL && !is_truth(option))))
		return client_say(reading->client, ENDED_USAGE, "--%.*s takes no value",
			(int)length, typed);
	if (value == NULL && !off && option->value != NULL) {
		if (reading->at + 1 >= reading->argc)
			return client_say(reading->client, ENDED_USAGE, "--%s needs a value: %s",
				typed, option->value);
		value = reading->argv[++reading->at];
	}
	if (global != NULL)
		return global_set(reading->client, global->name, value, arguments);
	if (arguments->count == GIVEN_MAX)
		return client_say(reading->client, ENDED_USAGE, "too many options");
	arguments->given[arguments->count++] = (struct given){ option, value, off };
	return ENDED_DONE;
}

static const char *names_of_nouns(struct arena *arena)
{
	const char *names = "";

	for (int i = 0; nouns[i] != NULL; i++)
		names = arena_format(arena, "%s%s%s", names, i > 0 ? " " : "", nouns[i]->name);
	return names;
}

static void command_is(struct reading *reading, const struct command *command)
{
	struct arena *arena = &reading->client->arena;
	struct arguments *arguments = reading->arguments;

	arguments->command = arena_take(arena, sizeof *command);
	*arguments->command = *command;
	arguments->set = arena_take(arena, sizeof *arguments->set);
	if (command->options != NULL)
		command->options(arguments->noun, arguments->command, arguments->set);
}

/* What adds one has a name that fits the noun; the usual ones are understood too. */
static const char *own_name(const struct noun *noun, const struct command *command, int count, const char *word)
{
	static const char *const usual[] = { "create", "register", "add", "new" };
	bool is_usual = false;

	for (int i = 0; i < count; i++)
		if (name_is(word, strlen(word), command[i].name))
			return word;
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		is_usual = is_usual || strcmp(word, usual[i]) == 0;
	return is_usual && noun->create != NULL ? noun->create : word;
}

/* The verb, or what the noun does without one: then the word is an operand. */
static int verb_take(struct reading *reading, const char *word, bool *ret_operand)
{
	struct client *client = reading->client;
	const struct noun *noun = reading->arguments->noun;
	struct command command[COMMANDS_MAX];
	int count = noun_commands(noun, command);
	const char *names = "";

	*ret_operand = false;
	word = own_name(noun, command, count, word);
	for (int i = 0; i < count; i++) {
		if (name_is(word, strlen(word), command[i].name)) {
			command_is(reading, &command[i]);
			return ENDED_DONE;
		}
		names = arena_format(&client->arena, "%s %s", names,
			option_typed(&client->arena, command[i].name));
	}
	if (noun->alone == NULL)
		return client_say(client, ENDED_USAGE, "%s has no command %s; these are:%s",
			noun->name, word, names);
	command_is(reading, noun->alone);
	*ret_operand = true;
	return ENDED_DONE;
}

static int word_take(struct reading *reading, const char *word)
{
	struct arguments *arguments = reading->arguments;
	bool operand;
	int ended;

	if (arguments->noun == NULL) {
		arguments->noun = noun_find(word);
		if (arguments->noun == NULL)
			return client_say(reading->client, ENDED_USAGE,
				"there is no command %s; these are: %s", word,
				names_of_nouns(&reading->client->arena));
		return ENDED_DONE;
	}
	if (arguments->command == NULL) {
		ended = verb_take(reading, word, &operand);
		if (ended != ENDED_DONE || !operand)
			return ended;
	}
	if (arguments->words == WORDS_MAX)
		return client_say(reading->client, ENDED_USAGE, "too many words: %s", word);
	arguments->word[arguments->words++] = word;
	return ENDED_DONE;
}

static int judge(struct client *client, const struct arguments *arguments)
{
	const struct command *command = arguments->command;

	if (arguments->help || arguments->version || arguments->noun == NULL)
		return ENDED_DONE;
	if (command == NULL)
		return client_say(client, ENDED_USAGE, "%s what? tilsyn %s --help tells",
			arguments->noun->name, arguments->noun->name);
	if (arguments->words < command->least || arguments->words > command->most)
		return client_say(client, ENDED_USAGE, "usage: tilsyn %s%s%s %s",
			arguments->noun->name,
			command == arguments->noun->alone || *command->name == '\0' ? "" : " ",
			command->name, command->operands);
	return ENDED_DONE;
}

/* Where no verb is needed, an option that is not everybody's is the noun's own. */
static int next_take(struct reading *reading, const char *word, bool *ended_options)
{
	struct arguments *arguments = reading->arguments;
	const struct noun *noun = arguments->noun;

	if (*ended_options || strncmp(word, "--", 2) != 0)
		return word_take(reading, word);
	if (word[2] == '\0') {
		*ended_options = true;
		return ENDED_DONE;
	}
	if (noun != NULL && noun->alone != NULL && arguments->command == NULL &&
	    find(&global_options, word + 2, strcspn(word + 2, "=")) == NULL)
		command_is(reading, noun->alone);
	return option_take(reading, word + 2);
}

int arguments_read(struct client *client, int argc, char **argv, struct arguments *ret_arguments)
{
	struct reading reading = { client, ret_arguments, argv, argc, 1 };
	bool ended_options = false;

	*ret_arguments = (struct arguments){ .noun = NULL };
	for (; reading.at < argc; reading.at++) {
		int ended = next_take(&reading, argv[reading.at], &ended_options);

		if (ended != ENDED_DONE)
			return ended;
	}
	if (ret_arguments->noun != NULL && ret_arguments->noun->alone != NULL &&
	    ret_arguments->command == NULL)
		command_is(&reading, ret_arguments->noun->alone);
	return judge(client, ret_arguments);
}
