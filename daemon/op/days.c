/* days - the calendar for whoever counts days: a year's holidays, and a count explained. */
#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"
#include "core/policy.h"
#include "op/operations.h"
#include "proto/messages.h"

static const char *holiday_word(enum holiday holiday, enum language language)
{
	const struct holiday_name *name = &holiday_names[holiday];

	return language == LANGUAGE_NN ? name->nn : language == LANGUAGE_EN ? name->en : name->nb;
}

static int year_reply(struct request *request)
{
	struct holiday_date dates[HOLIDAYS];
	struct buffer *body = &request->answer.body;
	char *end, day[DAY_TEXT];
	long year = strtol(request->path[0], &end, 10);
	int count;

	if (*end != '\0' || year < 1583 || year > 9999)
		return REFUSAL_not_found;
	count = calendar_holidays((int)year, dates);
	buffer_format(body, "{\"year\":%ld,\"holidays\":[", year);
	for (int i = 0; i < count; i++) {
		buffer_format(body, "%s{\"date\":\"%s\",\"name\":", i > 0 ? "," : "", day_format(dates[i].day, day));
		buffer_add_json_text(body, holiday_word(dates[i].holiday, request->language));
		buffer_add_char(body, '}');
	}
	buffer_add_text(body, "]}");
	return 0;
}

const struct operation op_calendar_year = { .name = "calendar_year", .method = HTTP_GET, .path = "/v1/calendar/{year}",
	.about = "The public holidays of a year", .may = MAY_READ, .status = 200, .answer = &calendar_year_message,
	.reply = year_reply };

struct telling { struct request *request; bool first; };

static void tell_step(void *context, const struct calendar_step *step)
{
	struct telling *telling = context;
	struct buffer *body = &telling->request->answer.body;
	char day[DAY_TEXT];

	buffer_format(body, "%s{\"date\":\"%s\",\"what\":\"%s\",\"why\":\"%s\",\"counted\":%d,\"name\":",
		telling->first ? "" : ",", day_format(step->day, day), calendar_what_codes[step->what],
		calendar_why_codes[step->why], (int)step->counted);
	buffer_add_json_text(body, step->holiday == HOLIDAY_NONE ? NULL
		: holiday_word(step->holiday, telling->request->language));
	buffer_add_char(body, '}');
	telling->first = false;
}

static int add_reply(struct request *request)
{
	const struct calendar_query *query = request->query;
	struct telling telling = { request, true };
	struct buffer *body = &request->answer.body;
	char day[DAY_TEXT];
	int32_t due, effective;

	due = calendar_add_days(query->from, query->days);
	buffer_format(body, "{\"from\":\"%s\",\"days\":%lld,", day_format(query->from, day), (long long)query->days);
	buffer_format(body, "\"due\":\"%s\",\"explain\":[", day_format(due, day));
	effective = calendar_explain(policy_default.calendar, query->from, (int32_t)query->days, false, tell_step, &telling);
	buffer_format(body, "],\"effective_due\":\"%s\"}", day_format(effective, day));
	return 0;
}

const struct operation op_calendar_add = { .name = "calendar_add", .method = HTTP_GET, .path = "/v1/calendar/add",
	.about = "A count of days, explained day by day", .may = MAY_READ, .status = 200,
	.query = &calendar_query_message, .answer = &calendar_add_message, .reply = add_reply };
