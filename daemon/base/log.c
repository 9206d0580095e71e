/* log - one write(2) a line, so that lines of several processes never mix. */
#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *log_process = "tilsynd";
static enum log_level log_most = LOG_LEVEL_INFO;

/* What stands before every line, made once a process: a line is written for every request. */
static char log_before[64];
static pid_t log_pid;
static bool log_journal;

void log_start(const char *process, enum log_level most)
{
	log_process = process;
	log_most = most;
	log_pid = 0;
}

static void log_know(void)
{
	log_pid = getpid();
	snprintf(log_before, sizeof log_before, "%s[%d]: ", log_process, (int)log_pid);
	log_journal = getenv("JOURNAL_STREAM") != NULL;
}

void log_line(enum log_level level, const char *format, ...)
{
	char line[2048];
	int length = 0;
	va_list args;

	if (level > log_most)
		return;
	if (log_pid != getpid())
		log_know();
	if (log_journal)
		length = snprintf(line, sizeof line, "<%d>", (int)level);
	memcpy(line + length, log_before, strlen(log_before));
	length += (int)strlen(log_before);
	va_start(args, format);
	length += vsnprintf(line + length, sizeof line - (size_t)length, format, args);
	va_end(args);
	if (length > (int)sizeof line - 2)
		length = (int)sizeof line - 2;
	for (char *at = line; at < line + length; at++)
		if (*at == '\n' || *at == '\r')
			*at = ' ';              /* what a caller sends cannot forge a line */
	line[length++] = '\n';
	if (write(STDERR_FILENO, line, (size_t)length) < 0)
		return;                         /* nowhere left to tell it */
}

void log_errors(const char *lines)
{
	size_t length;

	for (const char *at = lines; at != NULL && *at != '\0'; at += length + (at[length] == '\n')) {
		length = strcspn(at, "\n");
		log_error("%.*s", (int)length, at);
	}
}
