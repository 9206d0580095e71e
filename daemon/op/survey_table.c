/* survey_table - every part of a survey with the answers that stand, as a table that may be filled in and sent back. */
#include "op/survey_table.h"

#include <string.h>

#include "base/csv.h"
#include "op/operations.h"
#include "proto/messages.h"

struct survey_table_places survey_table_ask(struct request *request, const char *survey, const char *after, int64_t limit)
{
	const char *most = arena_format(&request->arena, "%ld", SURVEY_TABLE_MOST);
	const char *parts = limit == INTEGER_NONE ? NULL : arena_format(&request->arena, "%lld", (long long)limit);

	return (struct survey_table_places){
		.survey = batch_put(request->batch, SQL_survey_find, NULL, NULL,
			(const struct with[]){ { "id", survey }, { NULL, NULL } }),
		.answers = batch_put(request->batch, SQL_survey_answers, NULL, NULL, (const struct with[]){
			{ "id", survey }, { "after", after }, { "limit", parts }, { "most", most }, { NULL, NULL } }),
	};
}

int survey_table_take(struct batch *batch, const struct survey_table_places *places, struct arena *arena,
	struct survey_table *ret_table)
{
	int count;
	struct answer_set *sets = batch_take(batch, places->answers, &answer_set_message, arena, &count);
	struct survey_table table = { .part_count = count };

	if (!batch_take_one(batch, places->survey, &survey_message, arena, &table.survey))
		return REFUSAL_not_found;
	if (count > 0 && batch_text(batch, places->answers, count - 1, "beyond")[0] == 't')
		return REFUSAL_too_large;
	table.parts = arena_take_array(arena, (size_t)count + 1, sizeof *table.parts);
	for (int i = 0; i < count; i++) {
		table.parts[i] = (struct answered){ .standing = sets[i],
			.audit = arena_text(arena, batch_text(batch, places->answers, i, "audit")),
			.case_number = arena_text(arena, batch_text(batch, places->answers, i, "case_number")),
			.enterprise = arena_text(arena, batch_text(batch, places->answers, i, "enterprise")),
			.name = arena_text(arena, batch_text(batch, places->answers, i, "enterprise_name")) };
		message_clear(&answer_set_message, &table.parts[i].given);
	}
	*ret_table = table;
	return 0;
}

/* The same table, with the answers that stand and room for those that do not. */
static void export_load(struct request *request)
{
	struct survey_table_places *places = request->own = arena_take(&request->arena, sizeof *places);
	const struct answers_query *query = request->query;

	*places = survey_table_ask(request, request->path[0], query->after, query->limit);
}

static const struct survey_answer *answer_to(const struct answer_set *set, const char *code)
{
	const struct survey_answer *answer = set->answers.item;

	for (int i = 0; i < set->answers.count; i++)
		if (strcmp(answer[i].question, code) == 0)
			return &answer[i];
	return NULL;
}

static void write_answer(struct buffer *body, bool *first, const struct question_asked *question,
	const struct survey_answer *answer)
{
	if (answer == NULL)
		csv_add(body, first, "");
	else if (question->kind == QUESTION_NUMBER)
		csv_add_number(body, first, answer->number);
	else
		csv_add(body, first, question->kind == QUESTION_YES_NO ? answer->yes ? "ja" : "nei"
			: question->kind == QUESTION_CHOICE ? answer->choice : answer->text);
}

static void write_part(struct buffer *body, const struct survey_table *table, const struct answered *part)
{
	const struct question_asked *question = table->survey.questions.item;
	char day[DAY_TEXT];

	for (int i = 0; i < table->survey.questions.count; i++) {
		const struct survey_answer *answer = answer_to(&part->standing, question[i].code);
		bool first = true;

		csv_add(body, &first, part->case_number);
		csv_add(body, &first, part->name);
		csv_add(body, &first, part->standing.number == INTEGER_NONE ? "" : day_format(part->standing.received_on, day));
		csv_add(body, &first, question[i].code);
		csv_add(body, &first, question[i].text);
		write_answer(body, &first, &question[i], answer);
		csv_add(body, &first, answer == NULL || answer->comment == NULL ? "" : answer->comment);
		csv_add_line(body, &first);
	}
}

static int export_reply(struct request *request)
{
	static const char *const columns[] = { "case_number", "enterprise", "received_on", "question", "text", "answer", "comment" };
	struct survey_table table;
	struct buffer *body = &request->answer.body;
	bool first = true;
	int refusal = survey_table_take(request->batch, request->own, &request->arena, &table);

	if (refusal != 0)
		return refusal;
	buffer_add_text(body, CSV_BOM);
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		csv_add(body, &first, columns[i]);
	csv_add_line(body, &first);
	for (int i = 0; i < table.part_count; i++) {
		write_part(body, &table, &table.parts[i]);
		if (body->length > 2 * SURVEY_TABLE_MOST)
			return REFUSAL_too_large;
	}
	request->answer.content_type = "text/csv; charset=utf-8";
	request->answer.filename = "answers.csv";
	request->answer.download = true;
	return 0;
}

const struct operation op_answers_export = { .name = "answers_export", .method = HTTP_GET,
	.path = "/v1/surveys/{id}/answers.csv", .about = "The answers of a survey that stand, as the table that may be sent back",
	.is = OP_NO_STORE, .media = "text/csv", .may = MAY_READ, .status = 200,
	.query = &answers_query_message, .load = export_load, .reply = export_reply };
