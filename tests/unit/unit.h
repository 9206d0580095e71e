/* unit.h - what every unit test begins with. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"

#define TEST(name) static void name(void **unused __attribute__((unused)))
#define RUN(tests) cmocka_run_group_tests(tests, NULL, NULL)

/* The day of a date written in a test; a date that does not exist fails it. */
static inline int32_t on(const char *date)
{
	int32_t day = DAY_NONE;

	if (!day_parse(date, &day))
		fail_msg("no such date: %s", date);
	return day;
}

/* splitmix64: the same numbers in every run, from a seed that each test holds. */
static inline uint64_t chance(uint64_t *seed)
{
	uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* From low to high, both with. */
static inline int64_t chance_between(uint64_t *seed, int64_t low, int64_t high)
{
	return low + (int64_t)(chance(seed) % (uint64_t)(high - low + 1));
}

#endif
