/* overview - what a leader must see today: overdue, due soon, open breaches, load. */
#include "op/operations.h"
#include "proto/messages.h"

#define SOON_DAYS 30

struct overviewing { int deadlines, offers, programmes, requirements, severities, load; };

static void overview_load(struct request *request)
{
	struct overviewing *own = arena_take(&request->arena, sizeof *own);
	char soon[DAY_TEXT];

	request->own = own;
	own->deadlines = batch_put(request->batch, SQL_overview_deadlines, NULL, NULL,
		(const struct with[]){ { "soon", day_format(request->today + SOON_DAYS, soon) }, { NULL, NULL } });
	own->offers = batch_put(request->batch, SQL_overview_offers, NULL, NULL, NULL);
	own->programmes = batch_put(request->batch, SQL_overview_programmes, NULL, NULL, NULL);
	own->requirements = batch_put(request->batch, SQL_overview_requirements, NULL, NULL, NULL);
	own->severities = batch_put(request->batch, SQL_overview_severities, NULL, NULL, NULL);
	own->load = batch_put(request->batch, SQL_overview_load, NULL, NULL, NULL);
}

static void write_rows(struct request *request, int place, const struct message *message, int overdue)
{
	struct buffer *body = &request->answer.body;
	bool first_row = true;

	buffer_add_char(body, '[');
	for (int row = 0; row < batch_rows(request->batch, place); row++) {
		bool first = true;

		if (overdue >= 0 && (batch_integer(request->batch, place, row, "days_overdue") > 0) != overdue)
			continue;
		if (!first_row)
			buffer_add_char(body, ',');
		first_row = false;
		buffer_add_char(body, '{');
		batch_write_members(request->batch, place, row, message, USE_SHOWN, body, &first);
		buffer_add_char(body, '}');
	}
	buffer_add_char(body, ']');
}

static int overview_reply(struct request *request)
{
	const struct overviewing *own = request->own;
	struct buffer *body = &request->answer.body;
	int64_t open = 0;
	char day[DAY_TEXT];

	for (int row = 0; row < batch_rows(request->batch, own->severities); row++)
		open += batch_integer(request->batch, own->severities, row, "breaches");
	buffer_format(body, "{\"as_of\":\"%s\",\"overdue\":", day_format(request->today, day));
	write_rows(request, own->deadlines, &overview_deadline_message, 1);
	buffer_add_text(body, ",\"due_soon\":");
	write_rows(request, own->deadlines, &overview_deadline_message, 0);
	buffer_add_text(body, ",\"offers\":");
	write_rows(request, own->offers, &overview_offer_message, -1);
	buffer_format(body, ",\"open_breaches\":{\"count\":%lld,\"programmes\":", (long long)open);
	write_rows(request, own->programmes, &share_of_programme_message, -1);
	buffer_add_text(body, ",\"requirements\":");
	write_rows(request, own->requirements, &share_of_requirement_message, -1);
	buffer_add_text(body, ",\"severities\":");
	write_rows(request, own->severities, &share_of_severity_message, -1);
	buffer_add_text(body, "},\"load\":");
	write_rows(request, own->load, &load_message, -1);
	buffer_add_char(body, '}');
	return 0;
}

const struct operation op_overview = { .name = "overview", .method = HTTP_GET, .path = "/v1/overview",
	.about = "Overdue now, due soon, open breaches, load", .is = OP_NO_STORE, .may = MAY_READ, .status = 200,
	.answer = &overview_message, .load = overview_load, .reply = overview_reply };
