/* survey_answers - what an enterprise answered to a survey, and whom of those who did to look at in depth. */
#include "op/survey_answers.h"

#include <string.h>

#include "op/effect.h"
#include "op/operations.h"
#include "op/part.h"
#include "proto/messages.h"

#define PART(noun_, path_, part_, may_, about_) \
	const struct operation op_##noun_##_list = { .name = #noun_ "_list", .method = HTTP_GET, .path = path_, \
		.about = "A page of the collection", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200, \
		.query = &page_query_message, .of = &part_, .answer = &noun_##_message, \
		.load = part_list_load, .find = part_list_find, .reply = part_list_reply }; \
	const struct operation op_##noun_##_make = { .name = #noun_ "_make", .method = HTTP_POST, .path = path_, \
		.about = about_, .is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = may_, .status = 201, \
		.body = &noun_##_message, .use = USE_CREATE, .of = &part_, .answer = &noun_##_message, \
		.load = part_make_load, .find = part_make_find, .decide = part_make_decide, .write = part_write, .reply = part_reply }

/* The survey shared: nobody sums it up while an answer comes in. */
static void share_survey(struct request *request, const void *body)
{
	int *place = request->more = arena_take(&request->arena, sizeof *place);

	(void)body;
	*place = batch_put(request->batch, SQL_case_survey_share, NULL, NULL, NULL);
}

/* False: the case is no part of a survey. */
static bool take_survey(struct casework *work, struct survey *ret_survey)
{
	struct request *request = work->request;

	return batch_take_one(request->batch, *(int *)request->more, &survey_message, &request->arena, ret_survey);
}

enum refusal survey_refusal(enum survey_wrong wrong)
{
	static const enum refusal refusals[] = {
		[SURVEY_UNKNOWN_QUESTION] = REFUSAL_unknown_reference, [SURVEY_TWICE] = REFUSAL_duplicate_item,
		[SURVEY_NO_ANSWER] = REFUSAL_missing, [SURVEY_OTHER_KIND] = REFUSAL_inconsistent,
		[SURVEY_NO_OPTION] = REFUSAL_unknown_term, [SURVEY_OUT_OF_RANGE] = REFUSAL_out_of_range,
	};

	return refusals[wrong];
}

bool survey_same_answers(const struct answer_set *standing, const struct answer_set *given)
{
	return standing->number != INTEGER_NONE && standing->received_on == given->received_on
		&& field_same(message_field(&answer_set_message, "answers"), standing, given);
}

static void judge_answer(struct casework *work, const struct survey *survey, const struct objects *answers, int number)
{
	const char *member;
	enum survey_wrong wrong = survey_answer_wrong(&survey->questions, answers, number, &member);

	if (wrong != SURVEY_RIGHT)
		mistakes_add(&work->request->mistakes, arena_format(&work->request->arena, "/answers/%d/%s", number, member),
			survey_refusal(wrong), ((const struct survey_answer *)answers->item)[number].question);
}

static void judge_answers(struct casework *work, const struct survey *survey, const struct answer_set *set)
{
	struct mistakes *mistakes = &work->request->mistakes;
	const struct question_asked *question;
	int at = 0;

	for (int i = 0; i < set->answers.count; i++)
		judge_answer(work, survey, &set->answers, i);
	while ((question = survey_unanswered(&survey->questions, &set->answers, &at)) != NULL)
		mistakes_add(mistakes, "/answers", REFUSAL_missing, question->code);
	if (set->received_on > work->request->today)
		mistakes_add(mistakes, "/received_on", REFUSAL_in_the_future, NULL);
	if (set->number > 1 && set->reason == NULL)
		mistakes_add(mistakes, "/reason", REFUSAL_missing, "it corrects what was answered before");
}

/* The answer is what the survey's deadline waited for. */
static int receive(struct casework *work, struct deadline *deadline, int32_t received_on)
{
	struct request *request = work->request;
	struct judgement *judgement = arena_take(&request->arena, sizeof *judgement);
	struct action *action = arena_take(&request->arena, sizeof *action);
	struct asking asking = { .actor = work->actor, .account = request->caller.account, .action = action };
	char day[DAY_TEXT];

	message_clear(&action_message, action);
	action->received_on = received_on;
	law_judge(&work->facts, MACHINE_DEADLINE, deadline, DEADLINE_RECEIVE, &asking, judgement);
	request->judgement = judgement;
	if (!law_allows(judgement))
		return REFUSAL_guards_failed;
	work->act_data = arena_format(&request->arena, "{\"event\":\"receive\",\"received_on\":\"%s\"}",
		day_format(received_on, day));
	effect_perform(work, MACHINE_DEADLINE, deadline, DEADLINE_RECEIVE, action, judgement);
	return 0;
}

static int answers_settle(struct casework *work, struct breach *breach, const void *before, void *object)
{
	struct answer_set *set = object;
	struct survey survey;
	int refusal = 0;

	(void)breach, (void)before;
	if (!take_survey(work, &survey) || !survey_takes_answers(&survey, &work->audit))
		return REFUSAL_wrong_state;
	set->number = work->facts.answer_set_count;
	set->days_late = survey_days_late(&work->facts, set->received_on);
	judge_answers(work, &survey, set);
	if (work->request->mistakes.count > 0)
		return 0;
	EACH_DEADLINE(work, deadline)
		if (refusal == 0 && deadline->kind == DEADLINE_SURVEY && deadline->state == DEADLINE_RUNNING)
			refusal = receive(work, deadline, set->received_on);
	return refusal;
}

static const struct part answer_sets = { .noun = NOUN_ANSWER_SET, .lock = SQL_audit_lock, .find = SQL_audit_find,
	.event = "answered", .want = share_survey, .settle = answers_settle };
PART(answer_set, "/v1/audits/{id}/answers", answer_sets, MAY_REGISTER_ANSWERS,
	"Register what the enterprise answered to the survey, or correct it");

/* How the part stands; the survey is shared here too. */
static void ask_standing(struct request *request, const void *body)
{
	int *place = request->more = arena_take(&request->arena, sizeof *place);

	(void)body;
	*place = batch_put(request->batch, SQL_selection_standing, NULL, NULL,
		(const struct with[]){ { "in_depth_of", request->path[0] }, { NULL, NULL } });
}

/* Selected and withdrawn in turn; one that an audit in depth was made of stays selected. */
static int selection_settle(struct casework *work, struct breach *breach, const void *before, void *object)
{
	const struct selection *selection = object;
	const struct batch *batch = work->request->batch;
	int place = *(int *)work->request->more;

	(void)breach, (void)before;
	if (batch_rows(batch, place) == 0 || work->audit.state == AUDIT_CANCELLED
	    || strcmp(batch_text(batch, place, 0, "survey_state"), "closed") == 0)
		return REFUSAL_wrong_state;
	if ((batch_text(batch, place, 0, "selected")[0] == 't') != selection->withdrawn)
		return selection->withdrawn ? REFUSAL_wrong_state : REFUSAL_already_exists;
	return selection->withdrawn && batch_text(batch, place, 0, "taken")[0] == 't' ? REFUSAL_in_use : 0;
}

static const struct part selections = { .noun = NOUN_SELECTION, .lock = SQL_audit_lock, .find = SQL_audit_find,
	.after_end = true, .event = "selected", .want = ask_standing, .settle = selection_settle };
PART(selection, "/v1/audits/{id}/selections", selections, MAY_SELECT,
	"Select the survey's part for an audit in depth, or no more, with the reason");
