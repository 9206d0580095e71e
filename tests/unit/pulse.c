/* pulse - how late the clerk is: by what it saw, and by when it was seen last. */
#include "unit.h"

#include "base/day.h"
#include "pulse.h"

#define SECOND INT64_C(1000000)
#define NOON (INT64_C(1767614400) * SECOND)

static struct pulse pulse;

static void begin(void)
{
	pulse_begin(&pulse, 1000 * SECOND);
}

static int64_t lag(int64_t after_noon, int64_t monotonic)
{
	return pulse_lag(&pulse, NOON + after_noon * SECOND, monotonic * SECOND);
}

TEST(what_is_due_later_or_never_is_no_lag)
{
	begin();
	pulse_tell(&pulse, INSTANT_NONE, 1001 * SECOND);
	assert_int_equal(lag(0, 1002), 0);
	pulse_tell(&pulse, NOON + SECOND, 1003 * SECOND);
	assert_int_equal(lag(0, 1004), 0);
	assert_int_equal(lag(1, 1004), 0);
}

TEST(what_was_due_counts_from_then_however_lately_the_clerk_looked)
{
	begin();
	pulse_tell(&pulse, NOON, 1001 * SECOND);
	assert_int_equal(lag(7, 1001), 7);
	assert_int_equal(lag(3600, 1002), 3600);
	assert_int_equal(lag(3600, 2000), 3600);
}

TEST(a_clerk_that_does_not_look_is_late_whatever_it_believed)
{
	const int64_t patience = PULSE_PATIENCE / SECOND;

	begin();
	pulse_tell(&pulse, INSTANT_NONE, 2000 * SECOND);
	assert_int_equal(lag(0, 2000 + patience), 0);
	assert_int_equal(lag(0, 2001 + patience), patience + 1);
	pulse_tell(&pulse, NOON + 86400 * SECOND, 3000 * SECOND);
	assert_int_equal(lag(0, 3000 + 600), 600);
	pulse_tell(&pulse, INSTANT_NONE, 3601 * SECOND);
	assert_int_equal(lag(0, 3602), 0);
}

TEST(a_clerk_that_never_came_is_waited_for_from_the_start)
{
	begin();
	assert_int_equal(lag(0, 1000), 0);
	assert_int_equal(lag(0, 1000 + 300), 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_due_later_or_never_is_no_lag),
		cmocka_unit_test(what_was_due_counts_from_then_however_lately_the_clerk_looked),
		cmocka_unit_test(a_clerk_that_does_not_look_is_late_whatever_it_believed),
		cmocka_unit_test(a_clerk_that_never_came_is_waited_for_from_the_start),
	};

	return RUN(tests);
}
