/* clock - the one place that asks the system what time it is. */
#include "sys/clock.h"

#include <time.h>

#include "base/day.h"
#include "base/fault.h"

static int64_t clock_read(clockid_t id)
{
	struct timespec ts;

	must(clock_gettime(id, &ts) == 0);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

#ifdef TEST_CLOCK
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "sys/privilege.h"

static const char *clock_file;
static int64_t clock_instant;

static int clock_load(void)
{
	char text[CLOCK_FILE_TEXT];
	int64_t instant;
	ssize_t length;
	int fd = privilege_open(clock_file, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return FAULT_CONFIG;
	length = read(fd, text, sizeof text - 1);
	close(fd);
	if (length < 0)
		return FAULT_CONFIG;
	text[length] = '\0';
	text[strcspn(text, "\r\n")] = '\0';
	if (!instant_parse(text, &instant))
		return FAULT_CONFIG;
	clock_instant = instant;
	return 0;
}

int clock_follow(const char *file)
{
	clock_file = file;
	return clock_load();
}

int64_t clock_now(void)
{
	/* read each time: within a tick of the kernel a file replaced twice may look the same from outside */
	if (clock_file == NULL)
		return clock_read(CLOCK_REALTIME);
	clock_load();                           /* half written: the last one stands */
	return clock_instant;
}
#else
int64_t clock_now(void)
{
	return clock_read(CLOCK_REALTIME);
}
#endif

int32_t clock_today(void)
{
	return instant_day(clock_now());
}

int64_t clock_monotonic(void)
{
	return clock_read(CLOCK_MONOTONIC);
}
