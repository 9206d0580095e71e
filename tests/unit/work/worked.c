/* worked - an engine that a test answers for, and a clock that it moves. */
#include "worked.h"

#include "unit.h"

#include <unistd.h>

#include "port/clock.h"

#define WAITING_MOST 64

static struct request *waiting[WAITING_MOST];
static int count, log_file = -1, stderr_before = -1;

int64_t worked_clock = INT64_C(1772442000000000);
struct event_base *worked_base;
void (*worked_by)(struct request *request);
char worked_log[65536];

int64_t clock_now(void)
{
	return worked_clock;
}

int64_t clock_monotonic(void)
{
	return worked_clock;
}

int32_t clock_today(void)
{
	return instant_day(worked_clock);
}

void engine_start(struct engine *engine, struct request *request)
{
	(void)engine;
	assert_true(count < WAITING_MOST);
	request->step = "load";
	waiting[count++] = request;
}

void worked_begin(void)
{
	char name[] = "/tmp/worked-XXXXXX";

	worked_clock += INT64_C(86400000000);            /* it only grows, for all the tests of a program */
	worked_base = event_base_new();
	worked_log[0] = '\0';
	count = 0;
	assert_non_null(worked_base);
	log_file = mkstemp(name);
	assert_true(log_file >= 0 && unlink(name) == 0);
	stderr_before = dup(STDERR_FILENO);
	assert_true(stderr_before >= 0 && dup2(log_file, STDERR_FILENO) >= 0);
}

void worked_end(void)
{
	event_base_free(worked_base);
	dup2(stderr_before, STDERR_FILENO);
	close(stderr_before);
	close(log_file);
}

bool worked_is(const struct request *request, const char *name)
{
	return strcmp(request->op->name, name) == 0;
}

int worked_waiting(void)
{
	return count;
}

bool worked_answer(void)
{
	struct request *request;

	event_base_loop(worked_base, EVLOOP_NONBLOCK);
	if (count == 0)
		return false;
	request = waiting[0];
	memmove(waiting, waiting + 1, (size_t)--count * sizeof waiting[0]);
	request->refusal = 0;
	request->own = NULL;
	worked_by(request);
	request->done(request);
	return true;
}

void worked_answer_all(void)
{
	while (worked_answer())
		;
}

int worked_told(const char *words)
{
	ssize_t length = pread(log_file, worked_log, sizeof worked_log - 1, 0);
	int lines = 0;

	worked_log[length > 0 ? length : 0] = '\0';
	for (const char *at = worked_log; (at = strstr(at, words)) != NULL; at += strlen(words))
		lines++;
	return lines;
}
