/* cmd_help - usage, options and completion. */
#include "client/help.h"

#include <stdio.h>
#include <string.h>

#include "client/noun.h"
#include "client/width.h"
#include "client/words.h"

static const char *typed_option(struct client *client, const struct option *option)
{
	return option->value == NULL
		? option_typed(&client->arena, option->name)
		: arena_format(&client->arena, "%s %s", option_typed(&client->arena, option->name),
			option->value);
}

static const char *words_of(struct client *client, const struct field *field)
{
	const char *words = "", *word, *called;

	if (field != NULL && field->of != NULL)
		return option_members(&client->arena, field->of);
	if (field == NULL || field->terms == NULL)
		return "";
	for (int i = 0; i < field->terms->count; i++) {
		word = field->terms->word[i];
		called = client->language == LANGUAGE_EN ? word : word_term(field->terms, word, client->language, &client->arena);
		words = arena_format(&client->arena, strcmp(word, called) == 0 ? "%s%s%s" : "%s%s%s (%s)", words,
			i == 0 ? "" : ", ", word, called);
	}
	return words;
}

/* What a member is called where it is shown, before what is told of it. */
static const char *about_of(struct client *client, const struct option *option)
{
	const char *about = option->about == NULL ? "" : option->about;

	if (client->language == LANGUAGE_EN || option->field == NULL || !word_label_known(option->name))
		return about;
	return arena_format(&client->arena, "%s%s%s", word_label(option->name, client->language, &client->arena),
		*about == '\0' ? "" : " – ", about);
}

static void put_padded(const char *indent, const char *text, int cells)
{
	int missing = cells - width_of(text);

	printf("%s%s%*s", indent, text, missing > 1 ? missing : 1, "");
}

static void put_options(struct client *client, const struct option_set *set)
{
	for (int i = 0; i < set->count; i++) {
		const struct option *option = &set->option[i];
		const char *words = words_of(client, option->field),
			*about = about_of(client, option);

		put_padded("  --", typed_option(client, option), 34);
		printf("%s%s%s%s%s\n", option->needed ? "(needed) " : "", about,
			*about != '\0' && *words != '\0' ? ": " : "", words, option->removable ? " (or --no-…)" : "");
	}
}

/* The commands of a noun, a line each. */
static void put_commands(struct client *client, const struct noun *noun)
{
	struct command command[COMMANDS_MAX];
	int count = noun_commands(noun, command);

	for (int i = 0; i < count; i++) {
		put_padded("  ",
			arena_format(&client->arena, "%s %s",
				option_typed(&client->arena, command[i].name), command[i].operands),
			32);
		printf("%s\n", command[i].about);
	}
	if (count > 0)
		printf("\ntilsyn %s COMMAND --help tells the options of one.\n", noun->name);
}

static int help_noun_show(struct client *client, const struct noun *noun)
{
	printf("tilsyn %s - %s\n\n", noun->name, noun->about);
	if (noun->alone != NULL)
		printf("  tilsyn %s %s\n", noun->name, noun->alone->operands);
	put_commands(client, noun);
	return ENDED_DONE;
}

static int help_all(struct client *client)
{
	printf("usage: tilsyn [OPTION]... NOUN [VERB] [OPERAND]... [--MEMBER VALUE]...\n\n");
	for (int i = 0; nouns[i] != NULL; i++)
		printf("  %-16s %s\n", nouns[i]->name, nouns[i]->about);
	printf("\nOptions of every command:\n");
	put_options(client, &global_options);
	printf("\nA case is 2026/17; what stands in it is 2026/17#2, or 2026/17#comment by its kind.\n"
		"Other things go by their code, name or number; a DATE is 2026-03-10, 10.03.2026, today, or +14 for days ahead.\n"
		"tilsyn NOUN --help tells its commands; the whole is in tilsyn(1).\n");
	return ENDED_DONE;
}

int help_show(struct client *client, const struct arguments *arguments)
{
	const struct command *command = arguments->command;

	if (arguments->noun == NULL)
		return help_all(client);
	if (command == NULL || (*command->name == '\0' && arguments->set->count == 0))
		return help_noun_show(client, arguments->noun);
	printf("usage: tilsyn %s%s%s%s%s\n\n%s\n", arguments->noun->name,
		*command->name == '\0' ? "" : " ", option_typed(&client->arena, command->name),
		*command->operands == '\0' ? "" : " ", command->operands, command->about);
	if (arguments->set->count > 0)
		printf("\n");
	put_options(client, arguments->set);
	if (*command->name == '\0' && arguments->noun->commands != NULL) {
		printf("\n");
		put_commands(client, arguments->noun);
	}
	return ENDED_DONE;
}

static int help_run(struct client *client, const struct arguments *arguments)
{
	char tilsyn[] = "tilsyn", help[] = "--help", *argv[4] = { tilsyn };
	struct arguments of;
	int ended;

	for (int i = 0; i < arguments->words; i++)
		argv[i + 1] = (char *)arguments->word[i];
	argv[arguments->words + 1] = help;
	ended = arguments_read(client, arguments->words + 2, argv, &of);
	return ended == ENDED_DONE ? help_show(client, &of) : ended;
}

static const struct command help_alone = { .name = "", .operands = "[NOUN [VERB]]",
	.about = "how commands are used, as NOUN VERB --help tells it", .least = 0, .most = 2, .run = help_run };

const struct noun help_noun = { .name = "help", .about = "how commands are used", .machine = -1,
	.alone = &help_alone };

static void candidate(const char *prefix, const char *before, const char *word)
{
	size_t length = strlen(before);

	if (strncmp(prefix, before, length) == 0 &&
	    strncmp(prefix + length, word, strlen(prefix) - length) == 0)
		printf("%s%s\n", before, word);
}

static void complete_options(struct client *client, const struct option_set *set, const char *prefix)
{
	for (int i = 0; set != NULL && i < set->count; i++) {
		candidate(prefix, "--", option_typed(&client->arena, set->option[i].name));
		if (set->option[i].removable && set->option[i].field->type != FIELD_BOOLEAN &&
		    strncmp(prefix, "--no-", 5) == 0)
			candidate(prefix, "--no-", option_typed(&client->arena, set->option[i].name));
	}
}

/* The words that the option before takes. */
static bool complete_value(const struct option_set *set, const char *option, const char *prefix)
{
	for (int i = 0; set != NULL && strncmp(option, "--", 2) == 0 && i < set->count; i++) {
		const struct field *field = set->option[i].field;

		if (!name_is(option + 2, strlen(option + 2), set->option[i].name) ||
		    set->option[i].value == NULL)
			continue;
		for (int w = 0; field != NULL && field->terms != NULL && w < field->terms->count; w++)
			candidate(prefix, "", field->terms->word[w]);
		return true;
	}
	return false;
}

static const struct command *command_named(const struct noun *noun, const struct command *command,
	int count, const char *word)
{
	for (int i = 0; i < count; i++)
		if (name_is(word, strlen(word), command[i].name))
			return &command[i];
	return noun->alone;
}

static void complete_in(struct client *client, const struct noun *noun, int count, char **words)
{
	const char *prefix = words[count - 1];
	struct command command[COMMANDS_MAX];
	int commands = noun_commands(noun, command);
	const struct command *meant = command_named(noun, command, commands, count > 2 ? words[1] : "");
	struct option_set set = { .count = 0 };

	if (meant != NULL && meant->options != NULL)
		meant->options(noun, meant, &set);
	if (complete_value(&set, words[count - 2], prefix) ||
	    complete_value(&global_options, words[count - 2], prefix))
		return;
	if (count == 2 && *prefix != '-')
		for (int i = 0; i < commands; i++)
			candidate(prefix, "", option_typed(&client->arena, command[i].name));
	if (strncmp(prefix, "-", 1) == 0) {
		complete_options(client, &set, prefix);
		complete_options(client, &global_options, prefix);
	}
}

int help_complete(struct client *client, int count, char **words)
{
	const struct noun *noun = count > 1 ? noun_find(words[0]) : NULL;

	if (count == 1 && *words[0] != '-')
		for (int i = 0; nouns[i] != NULL; i++)
			candidate(words[0], "", nouns[i]->name);
	else if (count == 1)
		complete_options(client, &global_options, words[0]);
	else if (count > 1 && noun != NULL)
		complete_in(client, noun, count, words);
	return ENDED_DONE;
}
