/* climb_letter - what the clock writes to an enterprise that has not answered. */
#include "op/climb_letter.h"

#include <string.h>

#include "core/facts.h"
#include "op/effect.h"
#include "op/letter_draft.h"
#include "proto/messages.h"

static bool asks(const struct letter *letter)
{
	return letter_is_reminder(letter) || letter->kind == LETTER_MEETING_INVITATION;
}

void letter_name_reminded(struct casework *work, struct letter *letter)
{
	struct texts before = letter->reminds;

	letter->reminds = (struct texts){ .given = true };
	for (int i = 0; i < work->facts.deadline_count && asks(letter); i++) {
		const struct deadline *deadline = &work->facts.deadlines[i];

		if (deadline->state == DEADLINE_RUNNING && !deadline_kind_is_internal(deadline->kind)
		    && letter_is_about(letter, deadline)
		    && (deadline_is_overdue(deadline, work->request->today) || texts_have(&before, deadline->id)))
			texts_add(&letter->reminds, deadline->id, &work->request->arena);
	}
}

/* Contact person, documents and survey are asked for before anything is found. */
static bool asks_about_breaches(int kind)
{
	return kind != DEADLINE_CONTACT_PERSON && kind != DEADLINE_DOCUMENTS && kind != DEADLINE_SURVEY;
}

void climb_letter_add(struct casework *work, struct climb_letter *climbing, int kind, const struct deadline *deadline,
	int32_t new_date)
{
	struct arena *arena = &work->request->arena;
	struct letter *letter = climbing->letter;
	struct letter_date *date;

	if (letter == NULL) {
		letter = climbing->letter = casework_add(work, NOUN_LETTER);
		letter->kind = kind;
		letter->dates.given = true;
	}
	if (new_date != DAY_NONE && !letter_dates(letter, deadline)) {
		date = arena_push(arena, &letter->dates.item, &letter->dates.count, sizeof *date);
		date->kind = deadline->kind;
		date->due = new_date;
		memcpy(date->breach, deadline->breach, ID_SIZE);
	}
	texts_add(&letter->reminds, deadline->id, arena);
	letter->breaches.given = true;
	if (deadline->breach[0] != '\0' && !texts_have(&letter->breaches, deadline->breach))
		texts_add(&letter->breaches, deadline->breach, arena);
	if (deadline->breach[0] == '\0' && asks_about_breaches(deadline->kind))
		climbing->whole = true;
}

static const char *first_act(const struct casework *work, const struct breach *breach)
{
	const struct requirement *requirement = breach->requirements.count == 0 ? NULL
		: facts_requirement(&work->facts, breach->requirements.item[0]);

	return requirement == NULL ? NULL : requirement->act;
}

/* What an order would ask, for the one who signs to put in the enterprise's own terms. */
static const char *order_text(int language)
{
	switch (language) {
	case LANGUAGE_NN:
		return "Verksemda må rette dei forholda som er omtalte i dette brevet, og dokumentere at praksis er endra.";
	case LANGUAGE_EN:
		return "The enterprise must correct what is described in this letter, and show that practice has changed.";
	default:
		return "Virksomheten må rette de forholdene som er omtalt i dette brevet, og dokumentere at praksis er endret.";
	}
}

/* Advance notice for the breaches that an order on one ground could be given for. */
static void give_notice(struct casework *work, struct letter *letter)
{
	struct notice_of_order *notice = &letter->notice_of_order;

	for (int i = 0; i < letter->breaches.count; i++) {
		const struct breach *breach = facts_breach(&work->facts, letter->breaches.item[i]);
		const char *act = breach == NULL || !breach_is_open(breach) ? NULL : first_act(work, breach);
		const char *ground = act == NULL ? NULL : policy_ground(work->facts.policy, act);

		if (ground == NULL || (notice->legal_ground != NULL && strcmp(ground, notice->legal_ground) != 0))
			continue;
		notice->legal_ground = ground;
		texts_add(&notice->breaches, breach->id, &work->request->arena);
	}
	if (notice->legal_ground == NULL)
		return;
	notice->breaches.given = true;
	notice->text = order_text(letter->language);
	letter->notice_given = OBJECT_GIVEN;
}

static bool step(struct casework *work, struct letter *letter, int event, struct judgement *judgement)
{
	struct action *none = arena_take(&work->request->arena, sizeof *none);
	struct asking asking = { .actor = BY_CLOCK, .action = none };

	message_clear(&action_message, none);
	law_judge(&work->facts, MACHINE_LETTER, letter, event, &asking, judgement);
	if (!law_allows(judgement))
		return false;
	effect_perform(work, MACHINE_LETTER, letter, event, none, judgement);
	return true;
}

void climb_letter_end(struct casework *work, struct climb_letter *climbing)
{
	struct judgement *judgement = arena_take(&work->request->arena, sizeof *judgement);
	struct letter *letter = climbing->letter;

	letter->notice_given = 0;
	if (climbing->whole)
		letter->breaches = (struct texts){ .given = false };
	letter_complete(work, letter);          /* its language, and the breaches of a deadline that has none */
	if (letter->kind == LETTER_REMINDER_2) {
		give_notice(work, letter);
		letter_complete(work, letter);
	}
	must(step(work, letter, LETTER_CREATE, judgement));     /* a deadline runs, so the case is open */
	if (!climbing->automatic)
		return;
	casework_keep(work, letter);            /* it was a draft before it was sent */
	climbing->sent = step(work, letter, LETTER_SEND_BY_POLICY, judgement);
	if (!climbing->sent)
		climbing->reason = judgement->held_count > 0 ? guard_code(judgement->held[0].guard) : rung_reasons.word[RUNG_NOT_AUTOMATIC];
}
