/* worked - an engine that a test answers for, and a clock that it moves. */
#include "worked.h"

#include "unit.h"

#include "base/log.h"
#include "port/clock.h"

#define WAITING_MOST 64

static struct request *waiting[WAITING_MOST];
static int count;
static char said[1 << 20];              /* what was logged */

int64_t worked_clock = INT64_C(1772442000000000);
struct event_base *worked_base;
void (*worked_by)(struct request *request);
bool (*worked_held)(const struct request *request);

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

void log_line(enum log_level level, const char *format, ...)
{
	size_t length = strlen(said);
	va_list args;

	(void)level;
	va_start(args, format);
	vsnprintf(said + length, sizeof said - length, format, args);
	va_end(args);
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
	worked_clock += INT64_C(86400000000);            /* it only grows, for all the tests of a program */
	worked_base = event_base_new();
	said[0] = '\0';
	count = 0;
	worked_held = NULL;
	assert_non_null(worked_base);
}

void worked_end(void)
{
	event_base_free(worked_base);
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
	int at = 0;

	event_base_loop(worked_base, EVLOOP_NONBLOCK);
	while (at < count && worked_held != NULL && worked_held(waiting[at]))
		at++;
	if (at == count)
		return false;
	request = waiting[at];
	memmove(waiting + at, waiting + at + 1, (size_t)(--count - at) * sizeof waiting[0]);
	request->refusal = 0;
	request->took_too_long = false;
	request->own = NULL;
	worked_by(request);
	request->done(request);
	return true;
}

static int add_timer(const struct event_base *base, const struct event *event, void *arg)
{
	struct event ***next = arg;

	(void)base;
	if (event_pending(event, EV_TIMEOUT, NULL))
		*(*next)++ = (struct event *)event;
	return 0;
}

void worked_wait(int64_t span)
{
	struct event *timers[WAITING_MOST], **end = timers;

	worked_clock += span;
	assert_int_equal(event_base_foreach_event(worked_base, add_timer, &end), 0);
	for (struct event **timer = timers; timer < end; timer++)
		event_active(*timer, EV_TIMEOUT, 0);
}

void worked_answer_all(void)
{
	while (worked_answer())
		;
}

int worked_told(const char *words)
{
	int lines = 0;

	for (const char *at = said; (at = strstr(at, words)) != NULL; at += strlen(words))
		lines++;
	return lines;
}
