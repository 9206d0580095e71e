/* record - the dialogue with the database as it happens, for tests/bench to say it again. */
#include "store/record.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/fault.h"

/* The file, opened once; -1 where nothing is written down. */
static int record_fd(void)
{
	static bool asked;
	static int fd = -1;
	const char *path;

	if (asked)
		return fd;
	asked = true;
	path = getenv("TILSYN_RECORD");
	if (path != NULL) {
		fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
		must(fd >= 0);
	}
	return fd;
}

static void record_line(struct buffer *line)
{
	buffer_add_text(line, "}\n");
	must(write(record_fd(), line->data, line->length) == (ssize_t)line->length);
	buffer_release(line);
}

void record_statement(const void *batch, enum statement statement, int count, const char *const *values)
{
	struct buffer line;

	if (record_fd() < 0)
		return;
	buffer_init(&line);
	buffer_format(&line, "{\"batch\":\"%ld %p\",\"statement\":\"%s\",\"sql\":", (long)getpid(), batch,
		statement_name(statement));
	buffer_add_json_text(&line, statement_sql(statement));
	buffer_format(&line, ",\"parameters\":\"%s\",\"values\":[", statement_parameters(statement));
	for (int i = 0; i < count; i++) {
		if (i > 0)
			buffer_add_char(&line, ',');
		buffer_add_json_text(&line, values[i]);
	}
	buffer_add_char(&line, ']');
	record_line(&line);
}

void record_sync(const void *batch)
{
	struct buffer line;

	if (record_fd() < 0)
		return;
	buffer_init(&line);
	buffer_format(&line, "{\"batch\":\"%ld %p\",\"sync\":true", (long)getpid(), batch);
	record_line(&line);
}

void record_settings(const void *batch, const char *settings)
{
	struct buffer line;

	if (record_fd() < 0)
		return;
	buffer_init(&line);
	buffer_format(&line, "{\"batch\":\"%ld %p\",\"settings\":", (long)getpid(), batch);
	buffer_add_json_text(&line, settings);
	record_line(&line);
}
