/* log - one write(2) a line, so that lines of several processes never mix. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *log_process = "tilsynd";
static enum log_level log_most = LOG_LEVEL_INFO;

void log_start(const char *process, enum log_level most)
{
	log_process = process;
	log_most = most;
}

void log_line(enum log_level level, const char *format, ...)
{
	char line[2048];
	int length = 0;
	va_list args;

	if (level > log_most)
		return;
	if (getenv("JOURNAL_STREAM") != NULL)
		length = snprintf(line, sizeof line, "<%d>", (int)level);
	length += snprintf(line + length, sizeof line - (size_t)length, "%s[%d]: ", log_process, (int)getpid());
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
