/* main - settings, command line, the command, and how it ended. */
#include <curl/curl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "client/api.h"
#include "client/help.h"
#include "client/http.h"
#include "client/known.h"
#include "client/noun.h"

/* Wherever it stands: what is wrong before it is told in it too. */
static const char *language_typed(int argc, char **argv)
{
	static const char option[] = "--language";
	size_t length = sizeof option - 1;

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], option) == 0 && i + 1 < argc)
			return argv[i + 1];
		else if (strncmp(argv[i], option, length) == 0 && argv[i][length] == '=')
			return argv[i] + length + 1;
	return NULL;
}

static int run(struct client *client, int argc, char **argv)
{
	struct settings before = { .language = language_typed(argc, argv) };
	struct arguments arguments;
	const char *wrong = settings_load(&before, &client->arena);     /* what is wrong with it is told below */
	int ended;

	client->language = settings_language(&before);
	ended = arguments_read(client, argc, argv, &arguments);
	if (ended != ENDED_DONE)
		return ended;
	screen_init(&client->screen, stdout, client->settings.color);
	screen_init(&client->complaints, stderr, client->settings.color);
	if (arguments.version) {
		printf("tilsyn %s\n", PACKAGE_VERSION);
		return ENDED_DONE;
	}
	if (arguments.help || arguments.noun == NULL) {
		ended = help_show(client, &arguments);
		return arguments.help ? ended : ENDED_USAGE;
	}
	wrong = settings_load(&client->settings, &client->arena);
	if (wrong != NULL)
		return client_say(client, ENDED_USAGE, "%s", wrong);
	client->language = settings_language(&client->settings);
	return arguments.command->run(client, &arguments);
}

int main(int argc, char **argv)
{
	struct client client = { .http = NULL };
	int ended;

	setlocale(LC_CTYPE, "");
	arena_init(&client.arena);
	screen_init(&client.screen, stdout, COLOR_AUTO);
	screen_init(&client.complaints, stderr, COLOR_AUTO);
	if (argc > 1 && strcmp(argv[1], "--complete") == 0)
		ended = help_complete(&client, argc - 2, argv + 2);
	else
		ended = run(&client, argc, argv);
	if (fflush(stdout) != 0 || ferror(stdout))
		ended = client_say(&client, ENDED_AWAY, "standard output cannot be written");
	if (ended == ENDED_DONE && client.member_missing)
		ended = ENDED_USAGE;
	known_release(&client);
	http_release(&client);
	arena_release(&client.arena);
	return ended;
}
