/* survey_summary - what a survey's answers say together, for the authority or for others. */
#include <math.h>

#include "core/small.h"
#include "core/survey.h"
#include "op/operations.h"
#include "proto/messages.h"

struct summing { int survey, figures, unanswered, tallies; };

static void summary_load(struct request *request)
{
	struct summing *summing = arena_take(&request->arena, sizeof *summing);
	const struct with with[] = { { "id", request->path[0] }, { NULL, NULL } };

	request->own = summing;
	summing->survey = batch_put(request->batch, SQL_survey_find, NULL, NULL, with);
	summing->figures = batch_put(request->batch, SQL_survey_figures, NULL, NULL, with);
	summing->unanswered = batch_put(request->batch, SQL_survey_unanswered, NULL, NULL, with);
	summing->tallies = batch_put(request->batch, SQL_survey_tally, NULL, NULL, with);
}

static int summary_find(struct request *request)
{
	return batch_rows(request->batch, ((struct summing *)request->own)->survey) > 0 ? 0 : REFUSAL_not_found;
}

static void add_integer(struct buffer *body, const char *name, int64_t number, bool hidden)
{
	buffer_format(body, ",\"%s\":", name);
	if (hidden)
		buffer_add_text(body, "null");
	else
		buffer_add_integer(body, number);
}

static void add_number(struct buffer *body, const char *name, double number)
{
	buffer_format(body, ",\"%s\":", name);
	if (isnan(number))
		buffer_add_text(body, "null");
	else
		buffer_format(body, "%.10g", number);
}

static void add_counts(const struct question_asked *question, const struct survey_figures *figures, struct buffer *body)
{
	static const char *const yes_no[] = { "yes", "no" };

	buffer_add_text(body, ",\"counts\":[");
	for (int i = 0; i < figures->count; i++) {
		bool hidden = figures->counts[i] < 0;

		buffer_add_text(body, i == 0 ? "{\"option\":" : ",{\"option\":");
		buffer_add_json_text(body, question->kind == QUESTION_YES_NO ? yes_no[i] : question->options.item[i]);
		add_integer(body, "count", figures->counts[i], hidden);
		add_number(body, "share", hidden || figures->answered <= 0 ? NAN
			: (double)figures->counts[i] / (double)figures->answered);
		buffer_add_char(body, '}');
	}
	buffer_add_char(body, ']');
}

static void add_question(const struct question_asked *question, const struct survey_figures *figures, struct buffer *body)
{
	buffer_add_text(body, "{\"code\":");
	buffer_add_json_text(body, question->code);
	buffer_add_text(body, ",\"text\":");
	buffer_add_json_text(body, question->text);
	buffer_format(body, ",\"kind\":\"%s\",\"requirement\":", question_kinds.word[question->kind]);
	buffer_add_json_text(body, question->requirement);
	add_integer(body, "answered", figures->answered, figures->answered < 0);
	add_counts(question, figures, body);
	add_number(body, "lowest", figures->lowest);
	add_number(body, "median", figures->median);
	add_number(body, "highest", figures->highest);
	buffer_add_char(body, '}');
}

static void add_unanswered(struct request *request, int place, struct buffer *body)
{
	buffer_add_text(body, ",\"unanswered\":[");
	for (int i = 0; i < batch_rows(request->batch, place); i++) {
		bool first = true;

		buffer_add_text(body, i == 0 ? "{" : ",{");
		batch_write_members(request->batch, place, i, &survey_row_message, USE_SHOWN, body, &first);
		buffer_add_char(body, '}');
	}
	buffer_add_char(body, ']');
}

static int summary_reply(struct request *request)
{
	const struct summing *summing = request->own;
	const struct survey_summary_query *query = request->query;
	struct buffer *body = &request->answer.body;
	struct batch *batch = request->batch;
	struct survey survey;
	const struct question_asked *question;
	const struct survey_tally *tallies;
	int count;

	batch_take_one(batch, summing->survey, &survey_message, &request->arena, &survey);
	tallies = batch_take(batch, summing->tallies, &survey_tally_message, &request->arena, &count);
	buffer_format(body, "{\"survey\":\"%s\",\"outside\":%s", survey.id, query->outside ? "true" : "false");
	for (size_t i = 0; i < 4; i++) {
		static const char *const names[] = { "enterprises", "answered", "late", "selected" };
		int64_t number = batch_integer(batch, summing->figures, 0, names[i]);

		add_integer(body, names[i], number, query->outside && small_number(number));
	}
	if (query->outside)
		buffer_add_text(body, ",\"unanswered\":[]");
	else
		add_unanswered(request, summing->unanswered, body);
	buffer_add_text(body, ",\"questions\":[");
	question = survey.questions.item;
	for (int i = 0; i < survey.questions.count; i++) {
		struct survey_figures figures = survey_count(&question[i], tallies, count, query->outside);

		if (i > 0)
			buffer_add_char(body, ',');
		add_question(&question[i], &figures, body);
	}
	buffer_add_text(body, "]}");
	return 0;
}

const struct operation op_survey_summary = { .name = "survey_summary", .method = HTTP_GET, .path = "/v1/surveys/{id}/summary",
	.about = "How each question was answered, and who has not answered", .is = OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &survey_summary_query_message, .answer = &survey_outcome_message,
	.load = summary_load, .find = summary_find, .reply = summary_reply };
