/* climb - the rungs of a case that are due, climbed by the clock in the transaction that judges them. */
#include "op/climb.h"

#include <string.h>

#include "op/act.h"
#include "op/casework.h"
#include "op/climb_letter.h"
#include "op/outbox.h"
#include "op/rung.h"
#include "proto/canonical.h"
#include "proto/messages.h"

/* What one climb of a case brings about, gathered so that nobody gets three mails at once. */
struct climb {
	struct casework *work;
	struct climb_letter letters[RUNG_ACTIONS];
	int32_t due[MAIL_KINDS][RUNG_RECIPIENTS];       /* the first due date that a notice is about, or DAY_NONE */
	struct climbed { struct deadline *deadline; struct reminder *line; const struct rung *rung; } *climbed;
	int count;
};

static const int letter_of[RUNG_ACTIONS] = {
	[RUNG_ALERT] = TERM_NONE, [RUNG_LEADER_ALERT] = TERM_NONE, [RUNG_REMINDER_1] = LETTER_REMINDER_1,
	[RUNG_REMINDER_2] = LETTER_REMINDER_2, [RUNG_MEETING_INVITATION] = LETTER_MEETING_INVITATION,
};

static void climb_load(struct request *request)
{
	due_ask(request, SQL_deadline_lock_due);
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_authority_find, NULL, NULL, NULL);
}

/* For whom the clock writes: a letter names its sender. */
static void take_sender(struct request *request)
{
	int place = *(int *)request->more;
	const char *national = batch_text(request->batch, place, 0, "national");

	request->caller.authority_name = arena_text(&request->arena, batch_text(request->batch, place, 0, "name"));
	request->caller.authority_language = term_find(&languages, batch_text(request->batch, place, 0, "language"));
	request->caller.national_board = national[0] == 't';
}

static int climb_find(struct request *request)
{
	struct casework *work = request->own;
	int refusal;

	take_sender(request);
	refusal = casework_take(work);
	work->actor = BY_CLOCK;
	return refusal;
}

static void notice(struct climb *climb, enum mail_kind kind, int recipient, const struct deadline *deadline)
{
	int32_t *due = &climb->due[kind][recipient];

	if (*due == DAY_NONE || deadline->due < *due)
		*due = deadline->due;
}

static struct reminder *write_line(struct climb *climb, struct deadline *deadline, const struct ladder_place *place)
{
	struct casework *work = climb->work;
	struct reminder *line = rung_line(work, deadline, place->rung->code);

	if (line == NULL) {
		line = casework_add(work, NOUN_REMINDER);
		memcpy(line->deadline, deadline->id, ID_SIZE);
		line->rung = place->rung->code;
		line->action = place->rung->action;
		line->recipient = place->rung->recipient;
	} else {
		casework_touch(work, NOUN_REMINDER, line);
	}
	line->reason = NULL;
	line->expected_on = place->day;
	line->done_on = work->facts.today;
	line->days_late = place->late;
	line->new_date = DAY_NONE;
	line->at = work->request->now;
	*(struct climbed *)arena_push(&work->request->arena, (void **)&climb->climbed, &climb->count,
		sizeof *climb->climbed) = (struct climbed){ deadline, line, place->rung };
	return line;
}

static void climb_rung(struct climb *climb, struct deadline *deadline, const struct ladder_place *place)
{
	struct casework *work = climb->work;
	const struct rung *rung = place->rung;
	struct reminder *line = write_line(climb, deadline, place);
	struct climb_letter *letter = &climb->letters[rung->action];

	line->new_date = ladder_new_date(rung, work->facts.policy->calendar, work->facts.today);
	casework_touch(work, NOUN_DEADLINE, deadline);
	deadline->rung = rung->code;
	if (line->new_date != DAY_NONE)
		deadline->new_date = line->new_date;
	if (letter_of[rung->action] == TERM_NONE) {
		line->done = RUNG_ALERTED;
		notice(climb, work->facts.today > deadline->effective_due ? MAIL_DEADLINE_OVERDUE : MAIL_DEADLINE_NEAR,
			rung->recipient, deadline);
		return;
	}
	/* what one rung wants a signature for, nobody sends unsigned */
	letter->automatic = (letter->letter == NULL || letter->automatic) && rung->automatic;
	climb_letter_add(work, letter, letter_of[rung->action], deadline, line->new_date);
}

/* Nothing is climbed, and that is told: once, however long it lasts. */
static void pass(struct climb *climb, struct deadline *deadline, const struct ladder_place *place)
{
	struct reminder *line = rung_line(climb->work, deadline, place->rung->code);
	bool held = place->verdict == LADDER_HOLD, reminded = place->verdict == LADDER_REMINDED;

	if (held && line != NULL)
		return;
	line = write_line(climb, deadline, place);
	line->done = held ? RUNG_HELD_BACK : RUNG_PASSED_OVER;
	line->reason = rung_reasons.word[held ? RUNG_ENTERPRISE_PAUSED : reminded ? RUNG_ALREADY_REMINDED : RUNG_LATER_RUNG];
	if (line->expected_on == DAY_NONE)      /* nobody knows when the pause ends */
		line->expected_on = line->done_on;
	if (held && letter_of[place->rung->action] != TERM_NONE)        /* of alerts nobody wants to hear that there is none */
		notice(climb, MAIL_REMINDER_HELD, RUNG_TO_LEAD, deadline);
}

static void climb_deadline(struct climb *climb, struct deadline *deadline)
{
	struct ladder ladder;

	ladder_judge(rung_facts(climb->work, deadline), &ladder);
	for (int i = 0; i < ladder.count; i++) {
		const struct ladder_place *place = &ladder.place[i];

		if (place->verdict == LADDER_CLIMB)
			climb_rung(climb, deadline, place);
		else if (place->verdict != LADDER_DONE && place->verdict != LADDER_WAIT)
			pass(climb, deadline, place);
	}
}

static void end_letters(struct climb *climb)
{
	for (int action = 0; action < RUNG_ACTIONS; action++)
		if (climb->letters[action].letter != NULL)
			climb_letter_end(climb->work, &climb->letters[action]);
	for (int i = 0; i < climb->count; i++) {
		const struct climbed *climbed = &climb->climbed[i];
		const struct climb_letter *letter = &climb->letters[climbed->rung->action];
		struct reminder *line = climbed->line;

		if (letter->letter == NULL || line->reason != NULL)
			continue;
		line->done = letter->sent ? RUNG_SENT : RUNG_DRAFTED;
		line->reason = letter->reason;
		memcpy(line->letter, letter->letter->id, ID_SIZE);
		notice(climb, letter->sent ? MAIL_REMINDER_SENT : MAIL_REMINDER_DRAFTED, RUNG_TO_LEAD, climbed->deadline);
	}
}

/* The log has the line as it stands. */
static const char *told_as(const struct reminder *line, struct arena *arena)
{
	struct buffer text;
	const char *data;

	buffer_init(&text);
	message_encode(&reminder_message, USE_SHOWN, line, &text);
	data = json_canonical(text.data, arena);
	buffer_release(&text);
	return data;
}

static void tell(struct climb *climb)
{
	const char *state = deadline_states.word[DEADLINE_RUNNING];

	for (int i = 0; i < climb->count; i++)
		casework_tell(climb->work, &(struct told){ .subject_kind = "deadline", .event = "climb", .from = state, .to = state,
			.subject = climb->climbed[i].line->deadline, .occurred_on = climb->climbed[i].line->done_on,
			.data = told_as(climb->climbed[i].line, &climb->work->request->arena) });
}

static void give_notice(struct casework *work, enum mail_kind kind, int recipient, int32_t due)
{
	if (recipient == RUNG_TO_LEAD)
		outbox_add_to_lead(work, kind, due);
	else
		outbox_add_to_leaders(work, kind, due);
}

static void give_notices(struct climb *climb)
{
	for (int kind = 0; kind < MAIL_KINDS; kind++)
		for (int recipient = 0; recipient < RUNG_RECIPIENTS; recipient++)
			if (climb->due[kind][recipient] != DAY_NONE)
				give_notice(climb->work, (enum mail_kind)kind, recipient, climb->due[kind][recipient]);
}

static int climb_decide(struct request *request)
{
	struct casework *work = request->own;
	const struct policy *policy = work->facts.policy;
	struct climb *climb = arena_take(&request->arena, sizeof *climb);
	int deadlines = work->facts.deadline_count;

	climb->work = work;
	for (int kind = 0; kind < MAIL_KINDS; kind++)
		for (int recipient = 0; recipient < RUNG_RECIPIENTS; recipient++)
			climb->due[kind][recipient] = DAY_NONE;
	if (!ladder_is_open(policy->send_window, policy->calendar, request->now))
		return 0;                       /* nobody is written to at night: casework_write sees to the morning */
	for (int i = 0; i < deadlines; i++)
		climb_deadline(climb, &work->facts.deadlines[i]);
	end_letters(climb);
	give_notices(climb);
	tell(climb);
	return 0;
}

const struct operation op_reminder_climb = { .name = "reminder_climb", .is = OP_OPEN | OP_WRITE, .load = climb_load,
	.find = climb_find, .decide = climb_decide, .write = act_write };

static void find_load(struct request *request)
{
	due_load(request, SQL_rung_due);
}

const struct operation op_rung_find = { .name = "rung_find", .is = OP_OPEN, .load = find_load, .reply = due_reply };

static void outlook_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_clerk_outlook, NULL, NULL, NULL);
}

static int outlook_reply(struct request *request)
{
	struct outlook *outlook = arena_take(&request->arena, sizeof *outlook);
	struct deadline next;

	must(batch_take_one(request->batch, *(int *)request->more, &deadline_message, &request->arena, &next));
	*outlook = (struct outlook){ next.next_rung_at, next.effective_due };
	request->own = outlook;
	return 0;
}

const struct operation op_clerk_outlook = { .name = "clerk_outlook", .is = OP_OPEN, .load = outlook_load,
	.reply = outlook_reply };
