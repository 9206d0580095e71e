/* program - one child with a pipe in and a pipe out. */
#include "store/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"

const char *const program_environment[] = { "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/", NULL };

static _Noreturn void program_become(const char *const argv[], int in, int out, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	if (chdir("/") == 0)                    /* where we were started, its user may not be let in */
		execve(argv[0], (char *const *)argv, (char *const *)program_environment);
	dprintf(STDERR_FILENO, "error: %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

/* Keeps the last size - 1 bytes. */
static void program_read(int fd, char *output, size_t size)
{
	size_t length = 0, drop;
	char piece[1024];
	ssize_t n;

	while ((n = read(fd, piece, sizeof piece)) > 0 || (n < 0 && errno == EINTR)) {
		if (n < 0)
			continue;
		drop = length + (size_t)n < size ? 0 : length + (size_t)n - (size - 1);
		must(drop <= length);
		memmove(output, output + drop, length - drop);
		memcpy(output + length - drop, piece, (size_t)n);
		length += (size_t)n - drop;
	}
	output[length] = '\0';
}

int program_run(const char *const argv[], const char *input, char *ret_output, size_t size)
{
	size_t length = strlen(input);
	pid_t pid, parent = getpid();
	int in[2], out[2], status;

	must(size > 1024 && length < 4096);     /* a whole piece and a whole input fit */
	if (pipe2(in, O_CLOEXEC) != 0)
		return FAULT_SYSTEM;
	if (pipe2(out, O_CLOEXEC) != 0 || (pid = fork()) < 0) {
		close(in[0]);
		close(in[1]);
		return FAULT_SYSTEM;
	}
	if (pid == 0)
		program_become(argv, in[0], out[1], parent);
	close(out[1]);
	if (write(in[1], input, length) != (ssize_t)length)
		length = 0;                     /* it ended early: its exit code tells */
	close(in[0]);
	close(in[1]);
	program_read(out[0], ret_output, size);
	close(out[0]);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return FAULT_SYSTEM;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

const char *program_complaint(const char *text, const char *const words[], char *ret_line, size_t size)
{
	const char *found = NULL;

	for (int i = 0; words[i] != NULL; i++)
		for (const char *at = text; (at = strstr(at, words[i])) != NULL; at++)
			if (found == NULL || at > found)
				found = at;
	if (found == NULL)
		return NULL;
	snprintf(ret_line, size, "%.*s", (int)strcspn(found, "\n"), found);
	return ret_line;
}
