/* editor - a file of the user's alone, an editor on it, and what became of it. */
#include "client/editor.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/body.h"
#include "client/file.h"

static const char *editor(void)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (getenv(names[i]) != NULL && *getenv(names[i]) != '\0')
			return getenv(names[i]);
	return "vi";
}

/* The editor may have options of its own, so the shell takes it apart; the file it is given whole. */
static int run(const char *path)
{
	int status;
	pid_t child = fork();

	if (child < 0)
		return -1;
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", "eval \"$0\" '\"$1\"'", editor(), path, (char *)NULL);
		_exit(127);
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

static bool put(int file, const char *text)
{
	for (size_t length = strlen(text); length > 0;) {
		ssize_t written = write(file, text, length);

		if (written < 0)
			return false;
		text += written;
		length -= (size_t)written;
	}
	return true;
}

int editor_run(struct client *client, const char *text, struct buffer *ret_text, const char **ret_path)
{
	const char *folder = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
	char *path = arena_format(&client->arena, "%s/tilsyn-XXXXXX", folder);
	int file = mkstemp(path), ended = ENDED_DONE, error;

	if (file < 0 || !put(file, text) || close(file) != 0)
		return client_say(client, ENDED_USAGE, "%s: %s", path, strerror(errno));
	*ret_path = path;
	if (run(path) != 0)
		ended = client_say(client, ENDED_USAGE, "%s did not end well: nothing is changed", editor());
	else if ((error = file_read(path, TEXT_BYTES, ret_text)) != 0)
		ended = client_say(client, ENDED_USAGE, "%s: %s", path, strerror(error));
	return ended;
}

int editor_end(struct client *client, int ended, const char *path, const char *text)
{
	struct buffer now;

	if (path == NULL)
		return ended;
	buffer_init(&now);
	if (ended == ENDED_DONE || (file_read(path, TEXT_BYTES, &now) == 0 && strcmp(now.data == NULL ? "" : now.data, text) == 0))
		unlink(path);
	else
		ended = client_say(client, ended, "what you wrote is kept in %s", path);
	buffer_release(&now);
	return ended;
}
