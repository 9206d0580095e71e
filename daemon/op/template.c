/* template - versions of a letter kind's wording: an admin adds them, a leader who wrote none of it approves. */
#include <string.h>

#include "core/template.h"
#include "letter/text.h"
#include "op/list.h"
#include "op/operations.h"
#include "op/registry.h"
#include "proto/messages.h"

static void ask_edition(struct request *request, const void *body)
{
	const struct letter_template *template = body;
	int *place = request->more = arena_take(&request->arena, sizeof *place);

	*place = batch_put(request->batch, SQL_letter_template_edition, NULL, NULL,
		(const struct with[]){ { "kind", letter_kinds.word[template->kind] }, { NULL, NULL } });
}

static int judge(struct request *request, void *object)
{
	struct letter_template *template = object;

	letter_judge_texts(template->kind, &template->texts, &request->arena, &request->mistakes);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	template->edition = batch_integer(request->batch, *(int *)request->more, 0, "next");
	template->state = TEMPLATE_DRAFT;
	memcpy(template->author, request->caller.account, ID_SIZE);
	template->created_at = request->now;
	return 0;
}

static const struct registry templates = { .noun = "template", .path = "/v1/templates",
	.message = &letter_template_message, .version = "row_version", .find = SQL_letter_template_find,
	.lock = SQL_letter_template_lock, .put = SQL_letter_template_put, .ask = ask_edition, .judge = judge };
static const struct list_sort sorts[] = { { SQL_letter_template_list, LIST_BY_ID } };
static const struct list list = { .sorts = sorts, .count = SQL_letter_template_count, .use = USE_SHOWN };

const struct operation op_template_list = { .name = "template_list", .method = HTTP_GET, .path = "/v1/templates",
	.about = "Versions of the letters' wording", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &page_query_message, .of = &list, .answer = &letter_template_message, .load = list_load,
	.reply = list_reply };
const struct operation op_template_make = { .name = "template_make", .method = HTTP_POST, .path = "/v1/templates",
	.about = "Add a version of a letter kind's wording: a draft until another approves it",
	.is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_ADMINISTER, .status = 201, .body = &letter_template_message,
	.use = USE_CREATE, .of = &templates, .answer = &letter_template_message, .load = registry_make_load,
	.find = registry_make_find, .decide = registry_make_decide, .write = registry_write, .reply = registry_reply };
const struct operation op_template_see = { .name = "template_see", .method = HTTP_GET, .path = "/v1/templates/{id}",
	.about = "Show one", .is = OP_NO_STORE, .may = MAY_READ, .status = 200, .of = &templates,
	.answer = &letter_template_message, .load = registry_see_load, .find = registry_see_find, .reply = registry_reply };

static int act_judge(struct request *request, void *object)
{
	const struct template_action *action = request->body;
	struct letter_template *template = object;
	bool approves = action->event == TEMPLATE_APPROVE;

	request->judgement = arena_take(&request->arena, sizeof *request->judgement);
	template_judge(template, (enum template_event)action->event, request->caller.account, request->judgement);
	if (request->judgement->held_count > 0)
		return REFUSAL_guards_failed;
	template->state = approves ? TEMPLATE_APPROVED : TEMPLATE_WITHDRAWN;
	template->withdrawn_reason = action->reason;
	if (approves) {
		memcpy(template->approved_by, request->caller.account, ID_SIZE);
		template->approved_at = request->now;
	}
	return 0;
}

static const char *act_event(const void *object)
{
	return template_states.word[((const struct letter_template *)object)->state];
}

static const struct registry decisions = { .noun = "template", .path = "/v1/templates",
	.message = &letter_template_message, .version = "row_version", .find = SQL_letter_template_find,
	.lock = SQL_letter_template_lock, .put = SQL_letter_template_put, .judge = act_judge, .event = act_event };

const struct operation op_template_act = { .name = "template_act", .method = HTTP_POST,
	.path = "/v1/templates/{id}/actions", .about = "Approve a wording that another wrote, or withdraw one",
	.is = OP_WRITE | OP_MATCH | OP_KEYED | OP_NO_STORE, .may = MAY_APPROVE_TEMPLATE, .status = 200,
	.body = &template_action_message, .use = USE_CREATE, .of = &decisions, .answer = &letter_template_message,
	.load = registry_change_load, .find = registry_change_find, .decide = registry_act_decide, .write = registry_write,
	.reply = registry_reply };

static int check_reply(struct request *request)
{
	const struct letter_template *template = request->body;

	letter_judge_texts(template->kind, &template->texts, &request->arena, &request->mistakes);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	buffer_format(&request->answer.body, "{\"kind\":\"%s\",\"texts\":%d}", letter_kinds.word[template->kind],
		template->texts.count);
	return 0;
}

const struct operation op_template_check = { .name = "template_check", .method = HTTP_POST, .path = "/v1/templates/check",
	.about = "Tell all the mistakes of a wording, and keep nothing", .may = MAY_ADMINISTER, .status = 200,
	.body = &letter_template_message, .use = USE_CREATE, .answer = &checked_template_message, .reply = check_reply };

/* What tilsyn comes with, and what any wording of the kind may name. */
static int built_in_reply(struct request *request)
{
	struct buffer *body = &request->answer.body;
	int kind = term_find(&letter_kinds, request->path[0]);

	if (kind == TERM_NONE)
		return REFUSAL_not_found;
	buffer_format(body, "{\"kind\":\"%s\",\"version\":0,\"texts\":[", letter_kinds.word[kind]);
	for (int language = 0; language < LANGUAGES; language++) {
		struct template_text text = letter_built_in(kind, (enum language)language, &request->arena);

		if (language > 0)
			buffer_add_char(body, ',');
		message_encode(&template_text_message, USE_SHOWN, &text, body);
	}
	buffer_add_text(body, "],\"parts\":");
	letter_write_parts(body);
	buffer_add_text(body, ",\"objects\":");
	letter_write_names(kind, body);
	buffer_add_char(body, '}');
	return 0;
}

const struct operation op_template_built_in = { .name = "template_built_in", .method = HTTP_GET,
	.path = "/v1/built-in-templates/{kind}",
	.about = "The wording of a letter kind that tilsyn comes with, and what any may name",
	.may = MAY_READ, .status = 200, .answer = &built_in_template_message, .reply = built_in_reply };
