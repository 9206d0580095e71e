/* lapse - deadlines whose silence is lawful end by themselves. */
#include "op/lapse.h"

#include "op/act.h"
#include "op/casework.h"
#include "op/effect.h"
#include "proto/messages.h"

static void find_load(struct request *request)
{
	due_load(request, SQL_deadline_lapsing);
}

const struct operation op_lapse_find = { .name = "lapse_find", .is = OP_OPEN, .load = find_load, .reply = due_reply };

static void lapse_load(struct request *request)
{
	due_ask(request, SQL_deadline_lock_free);
}

static int lapse_find(struct request *request)
{
	struct casework *work = request->own;
	int refusal = casework_take(work);

	work->actor = BY_CLOCK;
	return refusal;
}

static int lapse_decide(struct request *request)
{
	struct casework *work = request->own;
	struct deadline *deadline = casework_find(work, NOUN_DEADLINE, request->path[0]);
	struct judgement *judgement = arena_take(&request->arena, sizeof *judgement);
	struct action *none = arena_take(&request->arena, sizeof *none);
	struct asking asking = { .actor = BY_CLOCK, .action = none };

	must(deadline != NULL);
	message_clear(&action_message, none);
	law_judge(&work->facts, MACHINE_DEADLINE, deadline, DEADLINE_LAPSE, &asking, judgement);
	if (!law_allows(judgement))
		return REFUSAL_guards_failed;
	effect_perform(work, MACHINE_DEADLINE, deadline, DEADLINE_LAPSE, none, judgement);
	return 0;
}

const struct operation op_deadline_lapse = { .name = "deadline_lapse", .is = OP_OPEN | OP_WRITE,
	.load = lapse_load, .find = lapse_find, .decide = lapse_decide, .write = act_write };
