/* cmd_login - a password becomes a token, kept in a file that only its owner reads. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "client/api.h"
#include "client/file.h"
#include "client/noun.h"
#include "client/view.h"
#include "client/words.h"

#define PASSWORD_BYTES 1024

/* A line from the terminal, unseen; the question goes to standard error so that output stays clean. */
static int password_ask(struct client *client, char ret_password[PASSWORD_BYTES])
{
	struct termios before, silent;
	bool terminal = tcgetattr(STDIN_FILENO, &before) == 0, read_one;

	if (terminal) {
		fputs(phrase(PHRASE_password, client->language), stderr);
		silent = before;
		silent.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	}
	read_one = fgets(ret_password, PASSWORD_BYTES, stdin) != NULL;
	if (terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		putc('\n', stderr);
	}
	if (!read_one)
		return client_say(client, ENDED_USAGE, "no password was given");
	ret_password[strcspn(ret_password, "\r\n")] = '\0';
	return ENDED_DONE;
}

static int password_read(struct client *client, const char *path, char ret_password[PASSWORD_BYTES])
{
	struct buffer text;
	int error;

	buffer_init(&text);
	error = file_read(path, PASSWORD_BYTES - 1, &text);
	if (error == 0) {
		memcpy(ret_password, text.length == 0 ? "" : text.data, text.length);
		ret_password[text.length] = '\0';
		ret_password[strcspn(ret_password, "\r\n")] = '\0';
	}
	buffer_release(&text);
	return error == 0
		? ENDED_DONE
		: client_say(client, ENDED_USAGE, "--password-file: %s: %s", path, strerror(error));
}

/* --password-file, TILSYN_PASSWORD, or the first line of standard input. */
static int password_find(struct client *client, const struct arguments *arguments,
	char ret_password[PASSWORD_BYTES])
{
	const char *path = argument(arguments, "password-file"), *given = getenv("TILSYN_PASSWORD");

	if (path != NULL)
		return password_read(client, path, ret_password);
	if (given == NULL)
		return password_ask(client, ret_password);
	if (strlen(given) >= PASSWORD_BYTES)
		return client_say(client, ENDED_USAGE, "TILSYN_PASSWORD is too long");
	strcpy(ret_password, given);
	return ENDED_DONE;
}

static int username_find(struct client *client, const struct arguments *arguments,
	const char **ret_username)
{
	const char *username = argument(arguments, "username");

	if (username == NULL)
		username = arguments->words > 0 ? arguments->word[0] : getenv("USER");
	if (username == NULL || *username == '\0')
		return client_say(client, ENDED_USAGE, "login as whom? --username says");
	*ret_username = username;
	return ENDED_DONE;
}

static int session_start(struct client *client, const json_t *body, json_t **ret_session)
{
	char *text = json_dumps(body, JSON_COMPACT);
	struct asking asking = {
		.method = "POST", .path = "/v1/session", .body = text, .length = strlen(text)
	};
	struct answer answer;
	int ended;

	client->settings.token = NULL;          /* an old one is nobody's business here */
	answer_init(&answer);
	ended = api_ask(client, &asking, &answer);
	if (ended == ENDED_DONE)
		ended = api_json(client, &answer, ret_session);
	answer_release(&answer);
	explicit_bzero(text, strlen(text));
	free(text);
	return ended;
}

static int session_keep(struct client *client, const json_t *session)
{
	const char *token = json_text(session, "token"), *wrong;

	if (*token == '\0' || strpbrk(token, " \r\n") != NULL)
		return client_say(client, ENDED_AWAY, "%s gave no token", client->settings.server);
	wrong = settings_keep_token(&client->settings, token, &client->arena);
	if (wrong == NULL)
		wrong = settings_keep_server(&client->settings, &client->arena);
	return wrong == NULL ? ENDED_DONE : client_say(client, ENDED_USAGE, "%s", wrong);
}

static int login(struct client *client, const struct arguments *arguments)
{
	const char *username = NULL, *authority = argument(arguments, "authority");
	const json_t *account;
	char password[PASSWORD_BYTES];
	json_t *body, *session;
	int ended = username_find(client, arguments, &username);

	if (ended == ENDED_DONE)
		ended = password_find(client, arguments, password);
	if (ended != ENDED_DONE)
		return ended;
	body = json_pack("{s:s, s:s}", "username", username, "password", password);
	explicit_bzero(password, sizeof password);
	if (body == NULL)
		return client_say(client, ENDED_USAGE, "the name or password is not UTF-8");
	if (authority != NULL)
		json_object_set_new(body, "authority", json_string(authority));
	ended = session_start(client, body, &session);
	json_decref(body);
	if (ended != ENDED_DONE)
		return ended;
	ended = session_keep(client, session);
	account = json_object_get(session, "account");
	if (ended == ENDED_DONE && !view_raw(client, account))
		screen_text(&client->screen, "",
			phrase_fill(&client->arena, PHRASE_logged_in, client->language,
				json_text(account, "name"),
				view_member(client, &account_message, account, "roles"),
				client->settings.server, NULL));
	json_decref(session);
	return ended;
}

static void login_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add(set, "username", "NAME", "who logs in, if not named as the operand");
	option_add(set, "authority", "CODE", "the authority, where the daemon serves several");
	option_add(set, "password-file", "FILE",
		"the file whose first line is the password; - is standard input");
}

/* The token goes whatever the daemon says of it: it may have expired already. */
static int logout(struct client *client, const struct arguments *arguments)
{
	struct answer answer;
	const char *wrong;
	int ended;

	(void)arguments;
	if (client->settings.token == NULL)
		return client_say(client, ENDED_REFUSED, "nobody is logged in at %s",
			client->settings.server);
	answer_init(&answer);
	ended = http_ask(client, &(struct asking){ .method = "DELETE", .path = "/v1/session" }, &answer);
	answer_release(&answer);
	wrong = settings_keep_token(&client->settings, NULL, &client->arena);
	if (wrong != NULL)
		return client_say(client, ENDED_USAGE, "%s", wrong);
	if (ended == ENDED_DONE)
		screen_text(&client->screen, "",
			phrase_fill(&client->arena, PHRASE_logged_out, client->language,
				client->settings.server, NULL));
	return ended;
}

static const struct command login_alone = { .name = "", .operands = "[USERNAME]",
	.about = "log in and keep the token", .least = 0, .most = 1, .options = login_options, .run = login };
static const struct command logout_alone = { .name = "", .operands = "", .about = "log out and forget the token",
	.run = logout };

const struct noun login_noun = { .name = "login", .about = "log in and keep the token", .machine = -1,
	.alone = &login_alone };
const struct noun logout_noun = { .name = "logout", .about = "log out and forget the token", .machine = -1,
	.alone = &logout_alone };
