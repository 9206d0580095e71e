/* day - dates and instants as numbers, and as the texts of the contract. */
#include "base/day.h"

/* Howard Hinnant, chrono-compatible low-level date algorithms: eras of 400 years from 1 March 0000. */
int32_t day_of(int year, int month, int date)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + date - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void day_split(int32_t day, int *ret_year, int *ret_month, int *ret_date)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*ret_date = doy - (153 * mp + 2) / 5 + 1;
	*ret_month = mp < 10 ? mp + 3 : mp - 9;
	*ret_year = yoe + era * 400 + (*ret_month <= 2);
}

static bool digits_parse(const char *text, int count, int *ret_number)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (text[i] - '0');
	}
	*ret_number = number;
	return true;
}

/* The first ten characters; what follows is the caller's to judge. */
static bool date_parse(const char *text, int32_t *ret_day)
{
	int year, month, date, y, m, d;
	int32_t day;

	if (!digits_parse(text, 4, &year) || text[4] != '-' || !digits_parse(text + 5, 2, &month)
	    || text[7] != '-' || !digits_parse(text + 8, 2, &date))
		return false;
	if (year < 1583 || month < 1 || month > 12 || date < 1 || date > 31)
		return false;
	day = day_of(year, month, date);
	day_split(day, &y, &m, &d);
	if (y != year || m != month || d != date)
		return false;
	*ret_day = day;
	return true;
}

bool day_parse(const char *text, int32_t *ret_day)
{
	int32_t day;

	if (!date_parse(text, &day) || text[10] != '\0')
		return false;
	*ret_day = day;
	return true;
}

/* count decimal digits and the character after them; where that ends.  printf would cost ten times as much. */
static char *digits_format(char *at, unsigned number, int count, char after)
{
	for (int i = count - 1; i >= 0; i--, number /= 10)
		at[i] = (char)('0' + number % 10);
	at[count] = after;
	return at + count + 1;
}

const char *day_format(int32_t day, char text[DAY_TEXT])
{
	int year, month, date;
	char *at;

	day_split(day, &year, &month, &date);
	at = digits_format(text, (unsigned)year, 4, '-');
	at = digits_format(at, (unsigned)month, 2, '-');
	digits_format(at, (unsigned)date, 2, '\0');
	return text;
}

int day_weekday(int32_t day)
{
	int weekday = (int)(((int64_t)day + 3) % 7);    /* 1970-01-01 was a Thursday */

	return (weekday < 0 ? weekday + 7 : weekday) + 1;
}

int32_t day_late(int32_t day, int32_t due)
{
	return day > due ? day - due : 0;
}

static bool clock_parse(const char *text, int *ret_seconds)
{
	int hour, minute, second;

	if (!digits_parse(text, 2, &hour) || text[2] != ':' || !digits_parse(text + 3, 2, &minute)
	    || text[5] != ':' || !digits_parse(text + 6, 2, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*ret_seconds = hour * 3600 + minute * 60 + second;
	return true;
}

static bool offset_parse(const char *text, int *ret_minutes)
{
	int hour, minute;

	if (text[0] == 'Z' && text[1] == '\0') {
		*ret_minutes = 0;
		return true;
	}
	if ((text[0] != '+' && text[0] != '-') || !digits_parse(text + 1, 2, &hour) || text[3] != ':'
	    || !digits_parse(text + 4, 2, &minute) || text[6] != '\0' || hour > 23 || minute > 59)
		return false;
	*ret_minutes = (hour * 60 + minute) * (text[0] == '-' ? -1 : 1);
	return true;
}

bool instant_parse(const char *text, int64_t *ret_instant)
{
	int seconds, minutes, micros = 0, unit = 100000;
	int32_t day;
	const char *at;

	if (!date_parse(text, &day) || text[10] != 'T' || !clock_parse(text + 11, &seconds))
		return false;
	at = text + 19;
	if (*at == '.') {
		for (at++; *at >= '0' && *at <= '9' && unit > 0; at++, unit /= 10)
			micros += (*at - '0') * unit;
		if (at == text + 20)
			return false;
	}
	if (!offset_parse(at, &minutes))
		return false;
	*ret_instant = ((int64_t)day * 86400 + seconds - (int64_t)minutes * 60) * 1000000 + micros;
	return true;
}

const char *instant_format(int64_t instant, char text[INSTANT_TEXT])
{
	int64_t seconds = instant / 1000000, micros = instant % 1000000;
	int32_t day;
	unsigned of_day;
	char *at = text + DAY_TEXT;

	if (micros < 0)
		micros += 1000000, seconds--;
	day = (int32_t)(seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400);
	of_day = (unsigned)(seconds - (int64_t)day * 86400);
	day_format(day, text);
	at[-1] = 'T';
	at = digits_format(at, of_day / 3600, 2, ':');
	at = digits_format(at, of_day / 60 % 60, 2, ':');
	at = digits_format(at, of_day % 60, 2, micros != 0 ? '.' : 'Z');
	if (micros != 0)
		at = digits_format(at, (unsigned)micros, 6, 'Z');
	*at = '\0';
	return text;
}

/* The last Sunday of a month with 31 days. */
static int32_t last_sunday(int year, int month)
{
	int32_t day = day_of(year, month, 31);

	return day - day_weekday(day) % 7;
}

/*
 * Directive 2000/84/EC: summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the
 * last Sunday of October, in Norway since 1996; before that we count winter time all year, which
 * only instants of this system could notice, and it has none from then.
 */
static bool is_summer(int64_t seconds)
{
	int64_t utc_day = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400;
	int year, month, date;

	day_split((int32_t)utc_day, &year, &month, &date);
	return year >= 1996 && seconds >= (int64_t)last_sunday(year, 3) * 86400 + 3600
		&& seconds < (int64_t)last_sunday(year, 10) * 86400 + 3600;
}

int32_t instant_day(int64_t instant)
{
	int64_t seconds = instant >= 0 ? instant / 1000000 : (instant - 999999) / 1000000;
	int64_t local = seconds + (is_summer(seconds) ? 7200 : 3600);

	return (int32_t)(local >= 0 ? local / 86400 : (local - 86399) / 86400);
}

int64_t day_instant(int32_t day, int minutes)
{
	int64_t winter = (int64_t)day * 86400 + minutes * 60 - 3600;

	return (is_summer(winter - 3600) ? winter - 3600 : winter) * 1000000;
}
