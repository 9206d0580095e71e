/* day.h - dates and instants as numbers, and as the texts of the contract. */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A day is a count of days since 1970-01-01, in the calendar of Europe/Oslo; an instant is
 * microseconds since 1970-01-01T00:00:00Z.  Years 1583 to 9999 can be written.
 */
#define DAY_NONE INT32_MIN
#define INSTANT_NONE INT64_MIN
#define DAY_TEXT 11                     /* "2026-04-02" and NUL */
#define INSTANT_TEXT 28                 /* "2026-04-02T09:30:00.000000Z" and NUL */

int32_t day_of(int year, int month, int date);                  /* no check: month 1-12, date 1-31 */
void day_split(int32_t day, int *ret_year, int *ret_month, int *ret_date);
bool day_parse(const char *text, int32_t *ret_day);             /* exactly YYYY-MM-DD, a day that exists */
const char *day_format(int32_t day, char text[DAY_TEXT]);       /* returns text */
int day_weekday(int32_t day);                                   /* 1 Monday … 7 Sunday, as ISO 8601 */

int32_t day_late(int32_t day, int32_t due);                     /* days after due; 0: in time */

/* RFC 3339 with Z or an offset, seconds to six decimals; a leap second is refused. */
bool instant_parse(const char *text, int64_t *ret_instant);
const char *instant_format(int64_t instant, char text[INSTANT_TEXT]);  /* in UTC with Z; no decimals when none */
int32_t instant_day(int64_t instant);   /* the day in Europe/Oslo, by EU summer time (since 1996) */
/*
 * When the clock on the wall in Oslo shows so many minutes after that day's midnight: the first time
 * in the hour that comes twice, and an hour later in the one that is skipped.
 */
int64_t day_instant(int32_t day, int minutes);

#endif
