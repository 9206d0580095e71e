/* case - the operations of the five machines: their steps, what they begin with, and what they show. */
#include <string.h>

#include "core/facts.h"
#include "core/method.h"
#include "op/act.h"
#include "op/create.h"
#include "op/letter_draft.h"
#include "op/letter_draws.h"
#include "op/operations.h"
#include "op/reference.h"
#include "proto/messages.h"

/* POST and GET …/actions, and GET of the object. */
#define MACHINE_OPERATIONS(noun_, machine_, path_) \
	const struct operation op_##noun_##_act = { .name = #noun_ "_act", .method = HTTP_POST, .path = path_ "/{id}/actions", \
		.about = "Take a step", .is = OP_WRITE | OP_KEYED | OP_MATCH | OP_NO_STORE, .may = MAY_READ, .status = 200, \
		.body = &action_message, .machine = machine_, .answer = &noun_##_detail_message, \
		.load = act_load, .find = act_find, .decide = act_decide, .write = act_write, .reply = act_reply }; \
	const struct operation op_##noun_##_actions = { .name = #noun_ "_actions", .method = HTTP_GET, \
		.path = path_ "/{id}/actions", .about = "Every event, whether it may happen now, and what holds it back", \
		.is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200, .machine = machine_, .answer = &action_entry_message, \
		.load = seen_load, .find = seen_find, .reply = seen_actions_reply }; \
	const struct operation op_##noun_##_see = { .name = #noun_ "_see", .method = HTTP_GET, .path = path_ "/{id}", \
		.about = "Show one, with what may be done", .is = OP_NO_STORE, .may = MAY_READ, .status = 200, \
		.machine = machine_, .answer = &noun_##_detail_message, \
		.load = seen_load, .find = seen_find, .reply = act_reply }

MACHINE_OPERATIONS(audit, MACHINE_AUDIT, "/v1/audits");
MACHINE_OPERATIONS(breach, MACHINE_BREACH, "/v1/breaches");
MACHINE_OPERATIONS(deadline, MACHINE_DEADLINE, "/v1/deadlines");
MACHINE_OPERATIONS(letter, MACHINE_LETTER, "/v1/letters");
MACHINE_OPERATIONS(order, MACHINE_ORDER, "/v1/orders");

#define CREATION(name_, noun_, path_, about_, creation_) \
	const struct operation op_##name_ = { .name = #name_, .method = HTTP_POST, .path = "/v1/audits/{id}/" path_, \
		.about = about_, .is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_READ, .status = 201, \
		.body = &noun_##_message, .use = USE_CREATE, .of = &creation_, .answer = &noun_##_detail_message, \
		.load = create_load, .find = create_find, .decide = create_decide, .write = create_write, .reply = create_reply }

static void breach_want(struct request *request, const void *body)
{
	reference_want_all(request, "requirement", "/requirements", &((const struct breach *)body)->requirements);
}

void breach_judge_owner(struct casework *work, const struct breach *breach)
{
	const struct owner *owner = work->audit.owners.item;

	if (breach->owner == NULL)
		return;
	for (int i = 0; i < work->audit.owners.count; i++)
		if (strcmp(owner[i].name, breach->owner) == 0)
			return;
	mistakes_add(&work->request->mistakes, "/owner", REFUSAL_unknown_reference, "not one of the audit's owners");
}

static void breach_prepare(struct casework *work, void *object)
{
	struct breach *breach = object;

	breach->registered_at = work->request->now;
	if (breach->kind == TERM_NONE)
		breach->kind = (int)method_flags(work->audit.method)->word;
	breach_judge_owner(work, breach);
}

static const struct creation breach_creation = { MACHINE_BREACH, BREACH_REGISTER, "/v1/breaches", breach_want,
	breach_prepare, NULL };
CREATION(breach_register, breach, "breaches", "Register a breach", breach_creation);

static void deadline_prepare(struct casework *work, void *object)
{
	struct deadline *deadline = object;

	if (deadline->breach[0] != '\0' && casework_find(work, NOUN_BREACH, deadline->breach) == NULL)
		mistakes_add(&work->request->mistakes, "/breach", REFUSAL_unknown_reference, NULL);
	if (deadline->breach[0] == '\0' && (deadline->kind == DEADLINE_CORRECTION || deadline->kind == DEADLINE_MILESTONE
	    || deadline->kind == DEADLINE_MEASUREMENT))
		mistakes_add(&work->request->mistakes, "/breach", REFUSAL_missing, NULL);
	if (deadline_kind_is_internal(deadline->kind) || deadline->kind == DEADLINE_APPEAL
	    || deadline->kind == DEADLINE_ORDER_COMMENT || deadline->kind == DEADLINE_ORDER_COMPLIANCE)
		mistakes_add(&work->request->mistakes, "/kind", REFUSAL_unknown_term, "is set by its own event");
}

static const struct creation deadline_creation = { MACHINE_DEADLINE, DEADLINE_SET, "/v1/deadlines", NULL,
	deadline_prepare, NULL };
CREATION(deadline_set, deadline, "deadlines", "Set a deadline", deadline_creation);

static const struct creation letter_creation = { MACHINE_LETTER, LETTER_CREATE, "/v1/letters",
	letter_draws_want, letter_prepare, NULL };
CREATION(letter_draft, letter, "letters", "Draft a letter, complete from the case", letter_creation);

static void order_prepare(struct casework *work, void *object)
{
	struct order *order = object;

	for (int i = 0; i < order->breaches.count; i++)
		if (casework_find(work, NOUN_BREACH, order->breaches.item[i]) == NULL)
			mistakes_add(&work->request->mistakes, arena_format(&work->request->arena, "/breaches/%d", i),
				REFUSAL_unknown_reference, NULL);
	if (order->letter[0] != '\0' && casework_find(work, NOUN_LETTER, order->letter) == NULL)
		mistakes_add(&work->request->mistakes, "/letter", REFUSAL_unknown_reference, NULL);
	if (order->comment_due == DAY_NONE)
		order->comment_due = policy_due(work->facts.policy, DEADLINE_ORDER_COMMENT, work->request->today);
}

static const struct creation order_creation = { MACHINE_ORDER, ORDER_ANNOUNCE, "/v1/orders", NULL, order_prepare, NULL };
CREATION(order_announce, order, "orders", "Announce an order", order_creation);
