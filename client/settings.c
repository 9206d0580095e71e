/* settings - a file of "key = value" and a file of tokens, one line a server. */
#include "client/settings.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "client/file.h"

#define CONFIG_BYTES 65536

static const char *from_environment(const char *name)
{
	const char *value = getenv(name);

	return value == NULL || *value == '\0' ? NULL : value;
}

static const char *directory_find(struct arena *arena)
{
	const char *config = from_environment("XDG_CONFIG_HOME"), *home = from_environment("HOME");

	if (config != NULL && config[0] == '/')
		return arena_format(arena, "%s/tilsyn", config);
	return home == NULL ? NULL : arena_format(arena, "%s/.config/tilsyn", home);
}

static char *trim(char *text)
{
	size_t length = strlen(text);

	while (length > 0 && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

static const char *config_key(struct settings *settings, const char *key, const char *value)
{
	if (strcmp(key, "server") == 0) {
		if (settings->server == NULL)
			settings->server = value;
	} else if (strcmp(key, "language") == 0) {
		if (settings->language == NULL)
			settings->language = value;
	} else if (strcmp(key, "ca") == 0) {
		if (settings->ca == NULL)
			settings->ca = value;
	} else {
		return "is no key: server, language or ca";
	}
	return NULL;
}

static const char *config_load(struct settings *settings, struct arena *arena)
{
	const char *path = arena_format(arena, "%s/config", settings->directory), *wrong = NULL;
	struct buffer text;
	int error, line = 0;
	char *left, *row;

	buffer_init(&text);
	error = file_read(path, CONFIG_BYTES, &text);
	left = error == 0 ? arena_text(arena, text.data) : NULL;
	buffer_release(&text);
	if (error != 0)
		return error == ENOENT ? NULL : arena_format(arena, "%s: %s", path, strerror(error));
	while (wrong == NULL && (row = strsep(&left, "\n")) != NULL) {
		char *equals = strchr(row, '=');

		line++;
		row = trim(row);
		if (*row == '\0' || *row == '#')
			continue;
		if (equals == NULL)
			return arena_format(arena, "%s:%d: no \"key = value\"", path, line);
		*equals = '\0';
		wrong = config_key(settings, trim(row), trim(equals + 1));
		if (wrong != NULL)
			wrong = arena_format(arena, "%s:%d: %s %s", path, line, trim(row), wrong);
	}
	return wrong;
}

/* The lines of `tokens`, or NULL where there are none; *ret_wrong says why they cannot be read. */
static char *tokens_read(const struct settings *settings, struct arena *arena, const char **ret_wrong)
{
	const char *path = arena_format(arena, "%s/tokens", settings->directory);
	struct buffer text;
	char *lines;
	int error;

	buffer_init(&text);
	error = file_read_private(path, CONFIG_BYTES, &text);
	lines = error == 0 ? arena_text(arena, text.data) : NULL;
	buffer_release(&text);
	if (error == EPERM)
		*ret_wrong = arena_format(arena,
			"%s: others may read it; chmod 600 it, or log in anew after removing it", path);
	else
		*ret_wrong = error == 0 || error == ENOENT ? NULL
			: arena_format(arena, "%s: %s", path, strerror(error));
	return lines;
}

/* "SERVER TOKEN" */
static const char *token_of(const char *line, const char *server)
{
	size_t length = strlen(server);

	return strncmp(line, server, length) == 0 && line[length] == ' ' ? line + length + 1 : NULL;
}

static const char *token_load(struct settings *settings, struct arena *arena)
{
	const char *wrong;
	char *left = tokens_read(settings, arena, &wrong), *line;

	while (left != NULL && (line = strsep(&left, "\n")) != NULL)
		if (settings->token == NULL)
			settings->token = token_of(line, settings->server);
	return wrong;
}

const char *settings_load(struct settings *settings, struct arena *arena)
{
	const char *wrong = NULL;
	char *server;

	settings->directory = directory_find(arena);
	if (settings->server == NULL)
		settings->server = from_environment("TILSYN_SERVER");
	if (settings->ca == NULL)
		settings->ca = from_environment("TILSYN_CA");
	if (settings->directory != NULL)
		wrong = config_load(settings, arena);
	if (wrong != NULL)
		return wrong;
	server = arena_text(arena, settings->server == NULL ? SERVER_DEFAULT : settings->server);
	for (size_t length = strlen(server); length > 0 && server[length - 1] == '/'; )
		server[--length] = '\0';
	settings->server = server;
	if (!server_valid(server))
		return arena_format(arena,
			"%s is no address of a server (http://HOST[:PORT] or https://…)", server);
	if (settings->language != NULL && strcmp(settings->language, "nb") != 0 &&
	    strcmp(settings->language, "nn") != 0 && strcmp(settings->language, "en") != 0)
		return arena_format(arena, "%s is no language: nb, nn or en", settings->language);
	settings->token = from_environment("TILSYN_TOKEN");
	if (settings->token == NULL && settings->directory != NULL)
		return token_load(settings, arena);
	return NULL;
}

enum language settings_language(const struct settings *settings)
{
	const char *language = settings->language;

	if (language == NULL)
		language = from_environment("LC_ALL");
	if (language == NULL)
		language = from_environment("LC_MESSAGES");
	if (language == NULL)
		language = from_environment("LANG");
	if (language == NULL)
		return LANGUAGE_NB;
	return strncmp(language, "nn", 2) == 0 ? LANGUAGE_NN : strncmp(language, "en", 2) == 0 ? LANGUAGE_EN : LANGUAGE_NB;
}

const char *settings_keep_token(const struct settings *settings, const char *token, struct arena *arena)
{
	const char *wrong = "neither XDG_CONFIG_HOME nor HOME is set";
	struct buffer next;
	char *left, *line;
	int error;

	if (settings->directory == NULL)
		return wrong;
	left = tokens_read(settings, arena, &wrong);
	if (wrong != NULL)
		return wrong;
	buffer_init(&next);
	while (left != NULL && (line = strsep(&left, "\n")) != NULL)
		if (*line != '\0' && token_of(line, settings->server) == NULL)
			buffer_format(&next, "%s\n", line);
	if (token != NULL)
		buffer_format(&next, "%s %s\n", settings->server, token);
	error = file_write_private(settings->directory, "tokens", next.data, next.length);
	buffer_release(&next);
	return error == 0
		? NULL
		: arena_format(arena, "%s/tokens: %s", settings->directory, strerror(error));
}

static bool is_server_line(const char *line)
{
	line += strspn(line, " \t");
	return strncmp(line, "server", 6) == 0 && strchr(" \t=", line[6]) != NULL;
}

const char *settings_keep_server(const struct settings *settings, struct arena *arena)
{
	const char *path = arena_format(arena, "%s/config", settings->directory);
	struct buffer now, next;
	char *left = NULL, *line;
	int error;

	buffer_init(&now);
	buffer_init(&next);
	if (file_read(path, CONFIG_BYTES, &now) == 0)
		left = arena_text(arena, now.data);
	buffer_format(&next, "server = %s\n", settings->server);
	while (left != NULL && (line = strsep(&left, "\n")) != NULL)
		if (*line != '\0' && !is_server_line(line))
			buffer_format(&next, "%s\n", line);
	error = file_write_private(settings->directory, "config", next.data, next.length);
	buffer_release(&now);
	buffer_release(&next);
	return error == 0 ? NULL : arena_format(arena, "%s: %s", path, strerror(error));
}
