/* clock - the test clock is followed at once, by every process, and survives a broken file. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/day.h"
#include "base/fault.h"
#include "sys/clock.h"

static char dir[] = "/tmp/tilsyn-clock-XXXXXX";
static char file[64], next[64];

static void put(const char *text)
{
	FILE *f = fopen(next, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(rename(next, file), 0);
}

static int64_t instant(const char *text)
{
	int64_t value = 0;

	assert_true(instant_parse(text, &value));
	return value;
}

static void a_file_that_is_no_instant_is_refused_at_start(void **state)
{
	(void)state;
	assert_int_equal(clock_follow("/nonexistent/clock"), FAULT_CONFIG);
	put("yesterday\n");
	assert_int_equal(clock_follow(file), FAULT_CONFIG);
}

static void time_is_what_the_file_says_and_moves_with_it(void **state)
{
	(void)state;
	put("2026-03-31T22:30:00Z\n");
	assert_int_equal(clock_follow(file), 0);
	assert_true(clock_now() == instant("2026-03-31T22:30:00Z"));
	assert_int_equal(clock_today(), day_of(2026, 4, 1));
	put("2027-05-17T12:00:00.5Z");
	assert_true(clock_now() == instant("2027-05-17T12:00:00.5Z"));
	assert_int_equal(clock_today(), day_of(2027, 5, 17));
}

static void a_broken_or_missing_file_leaves_the_last_instant(void **state)
{
	(void)state;
	put("2026-01-02T00:00:00Z");
	assert_int_equal(clock_follow(file), 0);
	put("2026-01-");
	assert_true(clock_now() == instant("2026-01-02T00:00:00Z"));
	assert_int_equal(unlink(file), 0);
	assert_true(clock_now() == instant("2026-01-02T00:00:00Z"));
	put("2026-01-03T00:00:00Z");
	assert_true(clock_now() == instant("2026-01-03T00:00:00Z"));
}

static void a_process_forked_before_follows_too(void **state)
{
	int go[2], status;
	char byte;
	pid_t pid;

	(void)state;
	put("2026-06-01T00:00:00Z");
	assert_int_equal(clock_follow(file), 0);
	assert_int_equal(pipe(go), 0);
	pid = fork();
	if (pid == 0) {
		close(go[1]);
		if (read(go[0], &byte, 1) != 0)
			_exit(2);
		_exit(clock_now() == instant("2026-07-01T00:00:00Z") ? 0 : 1);
	}
	put("2026-07-01T00:00:00Z");
	close(go[0]);
	close(go[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void waiting_time_is_not_moved(void **state)
{
	int64_t before;

	(void)state;
	put("2026-01-01T00:00:00Z");
	assert_int_equal(clock_follow(file), 0);
	before = clock_monotonic();
	put("2046-01-01T00:00:00Z");
	clock_now();
	assert_true(clock_monotonic() >= before && clock_monotonic() - before < 60 * 1000000LL);
}

static int make_dir(void **state)
{
	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(file, sizeof file, "%s/clock", dir);
	snprintf(next, sizeof next, "%s/next", dir);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	unlink(file);
	return rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_that_is_no_instant_is_refused_at_start),
		cmocka_unit_test(time_is_what_the_file_says_and_moves_with_it),
		cmocka_unit_test(a_broken_or_missing_file_leaves_the_last_instant),
		cmocka_unit_test(a_process_forked_before_follows_too),
		cmocka_unit_test(waiting_time_is_not_moved),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
