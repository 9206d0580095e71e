/* days - the calendar for whoever counts days: a year's holidays and closing days, and a count explained. */
#include "op/days.h"

#include <stdlib.h>
#include <string.h>

#include "op/operations.h"
#include "op/policy.h"
#include "proto/messages.h"

static const char *holiday_word(enum holiday holiday, enum language language)
{
	const struct holiday_name *name = &holiday_names[holiday];

	return language == LANGUAGE_NN ? name->nn : language == LANGUAGE_EN ? name->en : name->nb;
}

/* The authority's own calendar: its policy that is in force today. */
static void calendar_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = policy_ask(request, NULL);
}

static const struct calendar_policy *calendar_take(struct request *request)
{
	return policy_take(request, *(const int *)request->more)->calendar;
}

static void show_date(struct buffer *body, int32_t date, const char *name, bool first)
{
	char day[DAY_TEXT];

	buffer_format(body, "%s{\"date\":\"%s\",\"name\":", first ? "" : ",", day_format(date, day));
	buffer_add_json_text(body, name);
	buffer_add_char(body, '}');
}

static void show_closing_days(const struct calendar_policy *calendar, int32_t first, int32_t last, struct buffer *body)
{
	bool none = true;

	for (int i = 0; i < calendar->closing_day_count; i++) {
		const struct closing_day *closed = &calendar->closing_days[i];

		if (closed->date < first || closed->date > last)
			continue;
		show_date(body, closed->date, closed->name, none);
		none = false;
	}
}

static int year_reply(struct request *request)
{
	struct holiday_date dates[HOLIDAYS];
	struct buffer *body = &request->answer.body;
	char *end;
	long year = strtol(request->path[0], &end, 10);
	int count;

	if (*end != '\0' || year < 1583 || year > 9999)
		return REFUSAL_not_found;
	count = calendar_holidays((int)year, dates);
	buffer_format(body, "{\"year\":%ld,\"holidays\":[", year);
	for (int i = 0; i < count; i++)
		show_date(body, dates[i].day, holiday_word(dates[i].holiday, request->language), i == 0);
	buffer_add_text(body, "],\"closing_days\":[");
	show_closing_days(calendar_take(request), day_of((int)year, 1, 1), day_of((int)year, 12, 31), body);
	buffer_add_text(body, "]}");
	return 0;
}

const struct operation op_calendar_year = { .name = "calendar_year", .method = HTTP_GET, .path = "/v1/calendar/{year}",
	.about = "The public holidays of a year, and the authority's closing days", .may = MAY_READ, .status = 200,
	.answer = &calendar_year_message, .load = calendar_load, .reply = year_reply };

struct telling { struct request *request; bool first; };

static void tell_range(void *context, const struct explain_range *range)
{
	struct telling *telling = context;
	struct buffer *body = &telling->request->answer.body;
	char from[DAY_TEXT], to[DAY_TEXT];
	int32_t days = range->to < range->from ? range->from - range->to : range->to - range->from;

	buffer_format(body, "%s{\"date\":\"%s\",\"to\":\"%s\",\"days\":%d,\"what\":\"%s\",\"why\":\"%s\",\"counted\":%d,\"name\":",
		telling->first ? "" : ",", day_format(range->from, from), day_format(range->to, to), (int)days + 1,
		calendar_whats.word[range->what], calendar_whys.word[range->why], (int)range->counted);
	buffer_add_json_text(body, range->holiday == HOLIDAY_NONE ? range->name
		: holiday_word(range->holiday, telling->request->language));
	buffer_add_char(body, '}');
	telling->first = false;
}

void days_show_deadline(struct request *request, const struct deadline *deadline, const struct policy *then)
{
	struct telling telling = { request, true };

	buffer_add_char(&request->answer.body, '[');
	explain_deadline(deadline, then, tell_range, &telling);
	buffer_add_char(&request->answer.body, ']');
}

static int add_reply(struct request *request)
{
	const struct calendar_query *query = request->query;
	struct telling telling = { request, true };
	struct buffer *body = &request->answer.body;
	char day[DAY_TEXT];
	int32_t due, effective;

	due = calendar_add_days(query->from, query->days);
	if (due == DAY_NONE) {
		mistakes_add(&request->mistakes, "days", REFUSAL_out_of_range, "past the year 9999");
		return REFUSAL_invalid;
	}
	buffer_format(body, "{\"from\":\"%s\",\"days\":%lld,", day_format(query->from, day), (long long)query->days);
	buffer_format(body, "\"due\":\"%s\",\"explain\":[", day_format(due, day));
	effective = explain_count(calendar_take(request), query->from, (int32_t)query->days, tell_range, &telling);
	buffer_format(body, "],\"effective_due\":\"%s\"}", day_format(effective, day));
	return 0;
}

const struct operation op_calendar_add = { .name = "calendar_add", .method = HTTP_GET, .path = "/v1/calendar/add",
	.about = "A count of days, explained day by day", .may = MAY_READ, .status = 200,
	.query = &calendar_query_message,
	.answer = &calendar_add_message, .load = calendar_load, .reply = add_reply };
