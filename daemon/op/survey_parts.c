/* survey_parts - the enterprises a survey asks: an audit made of each, and how far each has come. */
#include <string.h>

#include "op/list.h"
#include "op/operations.h"
#include "op/year_plan.h"
#include "proto/messages.h"

#define SURVEYED_MOST 1000

static const struct list_sort sorts[] = { { SQL_survey_part_list, LIST_BY_ID } };
static const struct list list = { .sorts = sorts, .count = SQL_survey_part_count, .use = USE_SHOWN };

static void parts_load(struct request *request)
{
	int *place = request->more = arena_take(&request->arena, sizeof *place);

	*place = batch_put(request->batch, SQL_survey_find, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	batch_set(request->batch, "survey", request->path[0]);
	list_load(request);
}

static int parts_find(struct request *request)
{
	return batch_rows(request->batch, *(int *)request->more) > 0 ? 0 : REFUSAL_not_found;
}

const struct operation op_survey_part_list = { .name = "survey_part_list", .method = HTTP_GET,
	.path = "/v1/surveys/{id}/audits", .about = "The enterprises asked, and how far each has come",
	.is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200, .query = &survey_parts_query_message, .of = &list,
	.answer = &survey_row_message, .load = parts_load, .find = parts_find, .reply = list_reply };

/* The opening of a chain: the survey, and whom it asks. */
struct opening { int standing, survey, programme, whom; };

static void open_load(struct request *link)
{
	const struct request *whole = link->more;
	const struct survey_enterprises *asked = whole->body;
	struct opening *opening = arena_take(&link->arena, sizeof *opening);

	link->own = opening;
	opening->standing = chain_ask_standing(link, whole);
	opening->survey = batch_put(link->batch, SQL_survey_find, NULL, NULL,
		(const struct with[]){ { "id", whole->path[0] }, { NULL, NULL } });
	opening->programme = batch_put(link->batch, SQL_survey_programme, NULL, NULL,
		(const struct with[]){ { "id", whole->path[0] }, { NULL, NULL } });
	opening->whom = batch_put(link->batch, SQL_survey_whom, &survey_enterprises_message, asked, NULL);
}

static void say(struct planning_year *planning, const struct survey *survey)
{
	struct audit *said = &planning->said;

	memcpy(said->survey, survey->id, ID_SIZE);
	memcpy(said->programme, survey->programme, ID_SIZE);
	memcpy(said->lead_auditor, survey->lead_auditor, ID_SIZE);
	said->team = survey->team;
	said->theme = survey->title;
	said->method = survey->method;
}

static int open_reply(struct request *link)
{
	struct request *whole = link->more;
	struct planning_year *planning = whole->more;
	const struct opening *opening = link->own;
	const struct survey_enterprises *asked = whole->body;
	int refusal = chain_judge_standing(link, opening->standing, &planning->answered);
	struct survey survey;

	if (refusal != 0 || planning->answered)
		return refusal;
	if (!batch_take_one(link->batch, opening->survey, &survey_message, &whole->arena, &survey))
		return REFUSAL_not_found;
	if (survey.state != SURVEY_OPEN)
		return REFUSAL_wrong_state;
	planning->enterprises = asked->enterprises;
	for (int i = 0; asked->kinds.count > 0 && i < batch_rows(link->batch, opening->whom); i++)
		texts_add(&planning->enterprises, arena_text(&whole->arena, batch_text(link->batch, opening->whom, i, "id")),
			&whole->arena);
	if (planning->enterprises.count > SURVEYED_MOST)
		mistakes_add(&whole->mistakes, "/kinds", REFUSAL_too_many_items, "more than a thousand enterprises");
	planning_take_programme(link, opening->programme);
	say(planning, &survey);
	return whole->mistakes.count > 0 ? REFUSAL_invalid : 0;
}

static const struct operation op_open = { .name = "survey_plan_open", .method = HTTP_GET, .may = MAY_PLAN, .status = 200,
	.load = open_load, .reply = open_reply };

static void plan_start(struct engine *engine, struct request *whole)
{
	planning_start(engine, whole, &op_open);
}

const struct operation op_survey_plan = { .name = "survey_plan", .method = HTTP_POST, .path = "/v1/surveys/{id}/audits",
	.about = "Make the audits of a survey, one of each enterprise asked", .is = OP_WRITE | OP_KEYED | OP_NO_STORE,
	.may = MAY_PLAN, .status = 200, .body = &survey_enterprises_message, .use = USE_CREATE,
	.answer = &plan_answer_message, .start = plan_start, .reply = planning_reply };
