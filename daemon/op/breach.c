/* breach - changing what a breach says: a draft's words by the team; what the final report said stands. */
#include "op/act.h"
#include "op/effect.h"
#include "op/operations.h"
#include "op/reference.h"
#include "proto/messages.h"

static void breach_change_load(struct request *request)
{
	const struct breach *body = request->body;

	casework_ask(request, SQL_breach_lock);
	reference_want_all(request, "requirement", "/requirements", &body->requirements);
	reference_put(request);
}

static int breach_change_find(struct request *request)
{
	struct casework *work = request->own;
	int refusal = casework_take(work);
	const struct breach *breach;

	if (refusal != 0)
		return refusal;
	breach = casework_find(work, NOUN_BREACH, request->path[0]);
	must(breach != NULL);
	request->version = breach->version;
	if (!access_may(MAY_CHANGE_BREACH, request->caller.roles, work->actor))
		return REFUSAL_role_missing;
	if (request->given >> message_index(&breach_message, "not_measurable_reason") & 1
	    && !access_may(MAY_EXCUSE_MEASURING, request->caller.roles, work->actor))
		return REFUSAL_role_missing;
	return 0;
}

static bool touches_report(const struct request *request)
{
	static const char *const said[] = { "kind", "title", "facts", "requirements", "owner" };

	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		if (request->given >> message_index(&breach_message, said[i]) & 1)
			return true;
	return false;
}

static int breach_change_decide(struct request *request)
{
	struct casework *work = request->own;
	struct breach *breach = casework_find(work, NOUN_BREACH, request->path[0]);

	if (request->given == 0)
		return 0;                       /* an empty patch changes nothing */
	if (work->audit.state == AUDIT_CLOSED || work->audit.state == AUDIT_CANCELLED || breach->state == BREACH_DROPPED
	    || (breach->state != BREACH_DRAFT && touches_report(request)))
		return REFUSAL_wrong_state;
	casework_void_agreement(work, breach);
	message_merge(&breach_message, request->body, request->given, breach, &request->arena, &request->mistakes);
	breach_judge_owner(work, breach);
	reference_judge(request);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	casework_touch(work, NOUN_BREACH, breach);
	casework_change_basis(work);
	casework_tell(work, &(struct told){ .subject_kind = "breach", .subject = breach->id, .event = "changed",
		.data = arena_format(&request->arena, "{\"asked\":%s}", request->body_text), .occurred_on = request->today });
	return 0;
}

const struct operation op_breach_change = { .name = "breach_change", .method = HTTP_PATCH, .path = "/v1/breaches/{id}",
	.about = "Change a breach (JSON merge patch)", .is = OP_WRITE | OP_MATCH | OP_NO_STORE, .may = MAY_CHANGE_BREACH,
	.status = 200, .body = &breach_message, .use = USE_PATCH, .machine = MACHINE_BREACH, .answer = &breach_detail_message,
	.load = breach_change_load, .find = breach_change_find, .decide = breach_change_decide, .write = act_write,
	.reply = act_reply };
