/* person - numbers of persons in free text. */
#include "base/person.h"

#include <string.h>

#include "base/day.h"

/* Numbers given out until 2032; then check digits and individual numbers change their meaning. */
static int person_year(int year, int individual)
{
	if (individual < 500)
		return 1900 + year;
	if (individual < 750 && year >= 54)
		return 1800 + year;
	if (year < 40)
		return 2000 + year;
	if (individual >= 900)
		return 1900 + year;
	return 0;
}

static bool date_exists(int year, int month, int date)
{
	int y, m, d;

	if (year == 0 || month < 1 || month > 12 || date < 1 || date > 31)
		return false;
	day_split(day_of(year, month, date), &y, &m, &d);
	return m == month;              /* a date past the month's end fell into the next */
}

bool person_number_valid(const char digits[11])
{
	/* Each row with its own check digit weighing 1 is 0 mod 11. */
	static const int weight[2][11] = {
		{ 3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0 },
		{ 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 },
	};
	int n[11], sum[2] = { 0, 0 }, date, month, year;

	for (int i = 0; i < 11; i++) {
		n[i] = digits[i] - '0';
		if (n[i] < 0 || n[i] > 9)
			return false;
		sum[0] += weight[0][i] * n[i];
		sum[1] += weight[1][i] * n[i];
	}
	if (sum[0] % 11 != 0 || sum[1] % 11 != 0)
		return false;

	date = n[0] * 10 + n[1];
	month = n[2] * 10 + n[3];
	if (date > 40)
		date -= 40;
	month -= month > 80 ? 80 : month > 40 ? 40 : 0;
	year = person_year(n[4] * 10 + n[5], n[6] * 100 + n[7] * 10 + n[8]);
	return date_exists(year, month, date);
}

/* Bytes of one separator: space, hyphen, full stop, or what word processors make of them. */
static size_t separator_length(const char *at)
{
	static const char *const separators[] = { " ", "-", ".", "\t", "\n", "\u00a0", "\u2009",
		"\u202f", "\u2010", "\u2011", "\u2013" };

	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
		if (strncmp(at, separators[i], strlen(separators[i])) == 0)
			return strlen(separators[i]);
	return 0;
}

/* Eleven digits from here, parted only where people part them: what follows, or NULL. */
static const char *digits_take(const char *at, char digits[11])
{
	unsigned parted = 0;            /* bit i: a separator stood before digit i */

	for (int i = 0; i < 11; i++) {
		if (i == 2 || i == 4 || i == 6 || i == 9) {
			size_t length = separator_length(at);

			if (length > 0)
				parted |= 1u << i;
			at += length;
		}
		if (*at < '0' || *at > '9')
			return NULL;
		digits[i] = *at++;
	}
	/* A date is parted twice or not at all: 1234 56 78901 is how a bank account is written. */
	if ((parted >> 2 & 1) != (parted >> 4 & 1))
		return NULL;
	return at;
}

bool person_number_find(const char *text, size_t *ret_offset)
{
	bool after_digit = false;

	for (const char *at = text; *at != '\0'; at++) {
		bool digit = *at >= '0' && *at <= '9';
		char digits[11];
		const char *end;

		if (digit && !after_digit && (end = digits_take(at, digits)) != NULL
		    && (*end < '0' || *end > '9') && person_number_valid(digits)) {
			*ret_offset = (size_t)(at - text);
			return true;
		}
		after_digit = digit;
	}
	return false;
}
