/* survey - a guide's questions put to many enterprises: opened, written up, summed up and closed. */
#include "core/survey.h"

#include <string.h>

#include "op/collection.h"
#include "op/operations.h"
#include "op/reference.h"

static void make_want(struct request *request, const void *body)
{
	const struct survey *survey = body;

	reference_want(request, "programme", "/programme", survey->programme);
	reference_want(request, "caseworker", "/lead_auditor", survey->lead_auditor);
	reference_want_all(request, "caseworker", "/team", &survey->team);
}

/* The guide, held as it is from here on: no answer is to another question than was asked. */
static void make_ask(struct request *request, const void *body)
{
	int *place = request->more = arena_take(&request->arena, sizeof *place);

	*place = batch_put(request->batch, SQL_programme_find, NULL, NULL,
		(const struct with[]){ { "id", ((const struct survey *)body)->programme }, { NULL, NULL } });
}

static void judge_due(struct request *request, const struct survey *survey)
{
	if (survey->due < request->today)
		mistakes_add(&request->mistakes, "/due", REFUSAL_in_the_past, NULL);
}

static int make_judge(struct request *request, void *object)
{
	struct survey *survey = object;
	struct programme programme;

	if (!batch_take_one(request->batch, *(int *)request->more, &programme_message, &request->arena, &programme))
		return 0;                       /* told as an unknown reference */
	if (survey->title == NULL)
		survey->title = programme.title;
	if (survey->method == TERM_NONE)
		survey->method = programme.method;
	if (survey->method == TERM_NONE)
		mistakes_add(&request->mistakes, "/method", REFUSAL_missing, NULL);
	else if (survey->method != METHOD_SELF_ASSESSMENT && survey->method != METHOD_THREE_PHASE)
		mistakes_add(&request->mistakes, "/method", REFUSAL_unknown_term, "self_assessment or three_phase");
	if (programme.questions.count == 0)
		mistakes_add(&request->mistakes, "/programme", REFUSAL_too_few_items, "a guide without questions");
	judge_due(request, survey);
	survey->questions = programme.questions;
	survey->state = SURVEY_OPEN;
	memcpy(survey->opened_by, request->caller.account, ID_SIZE);
	survey->opened_at = request->now;
	return 0;
}

static int change_judge(struct request *request, void *object)
{
	const struct survey *survey = object, *before = registry_before(request);

	if (before->state != SURVEY_OPEN)
		return REFUSAL_wrong_state;
	if (survey->due != before->due)
		judge_due(request, survey);
	return 0;
}

#define SURVEYS .noun = "survey", .path = "/v1/surveys", .message = &survey_message, .version = "version", \
	.find = SQL_survey_find, .lock = SQL_survey_lock, .put = SQL_survey_put
static const struct registry opening = { SURVEYS, .want = make_want, .ask = make_ask, .judge = make_judge };
static const struct registry surveys = { SURVEYS, .judge = change_judge };
static const struct list_sort sorts[] = { { SQL_survey_list, LIST_BY_ID } };
static const struct list list = { .sorts = sorts, .count = SQL_survey_count, .use = USE_SHOWN | USE_SUMMARY };

COLLECTION_LIST(survey, "/v1/surveys", list, MAY_READ);
COLLECTION_MAKE(survey, "/v1/surveys", opening, MAY_PLAN);
COLLECTION_SEE(survey, "/v1/surveys", surveys, MAY_READ);
COLLECTION_CHANGE(survey, "/v1/surveys", surveys, MAY_WRITE_SURVEY);

/* The parts that have not ended; the survey's row is held before they are read. */
static void act_ask(struct request *request, const void *body)
{
	int *place = request->more = arena_take(&request->arena, sizeof *place);

	(void)body;
	*place = batch_put(request->batch, SQL_survey_unended, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

static int judge_ended(struct request *request)
{
	int place = *(int *)request->more;

	for (int i = 0; i < batch_rows(request->batch, place); i++)
		mistakes_add(&request->mistakes, "/event", REFUSAL_audit_open,
			arena_text(&request->arena, batch_text(request->batch, place, i, "id")));
	return request->mistakes.count > 0 ? REFUSAL_audit_open : 0;
}

static int act_judge(struct request *request, void *object)
{
	const struct survey_action *action = request->body;
	struct survey *survey = object;

	if (!survey_may(survey, (enum survey_event)action->event))
		return REFUSAL_wrong_state;
	switch (action->event) {
	case SURVEY_SUM_UP:
		if (action->report != NULL)
			survey->report = action->report;
		if (survey->report == NULL) {
			mistakes_add(&request->mistakes, "/report", REFUSAL_missing, NULL);
			return REFUSAL_invalid;
		}
		survey->state = SURVEY_SUMMED_UP;
		survey->summed_up_at = request->now;
		return 0;
	case SURVEY_RESUME:
		survey->state = SURVEY_OPEN;
		survey->summed_up_at = INSTANT_NONE;
		survey->reason = action->reason;
		return 0;
	default:
		survey->state = SURVEY_CLOSED;
		survey->closed_at = request->now;
		return judge_ended(request);
	}
}

static const char *act_event(const void *object)
{
	const struct survey *survey = object;

	return survey->state == SURVEY_OPEN ? "resumed" : survey_states.word[survey->state];
}

static const struct registry steps = { SURVEYS, .ask = act_ask, .judge = act_judge, .event = act_event };

const struct operation op_survey_act = { .name = "survey_act", .method = HTTP_POST, .path = "/v1/surveys/{id}/actions",
	.about = "Sum a survey up, take it up again, or close it with its report",
	.is = OP_WRITE | OP_MATCH | OP_KEYED | OP_NO_STORE, .may = MAY_END_SURVEY, .status = 200,
	.body = &survey_action_message, .use = USE_CREATE, .of = &steps, .answer = &survey_message,
	.load = registry_change_load, .find = registry_change_find, .decide = registry_act_decide, .write = registry_write,
	.reply = registry_reply };
