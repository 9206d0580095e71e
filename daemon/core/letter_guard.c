/* letter_guard - what holds a letter back: its words, its recipient, its dates. */
#include "core/guard.h"

#include <string.h>

static bool has_text(const char *text, const char *part)
{
	return text != NULL && strstr(text, part) != NULL;
}

/* [[name]] is a field the draft could not fill; {{ is a template's own and never meant to be read. */
void guard_placeholder_left(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question->subject;

	if (!text_given(letter->subject) || !text_given(letter->body)
	    || has_text(letter->subject, "[[") || has_text(letter->body, "[[")
	    || has_text(letter->subject, "{{") || has_text(letter->body, "{{"))
		guard_hold(judgement, GUARD_placeholder_left, letter->id);
}

void guard_glyph_missing(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question->subject;

	if (letter->unprintable != NULL)
		guard_hold_missing(judgement, GUARD_glyph_missing, letter->id, letter->unprintable);
}

static bool is_valid_on(const struct requirement *requirement, int32_t day)
{
	return (requirement->valid_from == DAY_NONE || requirement->valid_from <= day)
		&& (requirement->valid_to == DAY_NONE || requirement->valid_to >= day);
}

static void hold_where_not_valid(const struct case_facts *facts, const struct texts *requirements, int32_t date,
	struct judgement *judgement)
{
	for (int i = 0; i < requirements->count; i++) {
		const struct requirement *requirement = facts_requirement(facts, requirements->item[i]);

		if (requirement != NULL && !is_valid_on(requirement, date))
			guard_hold(judgement, GUARD_statute_not_valid, requirement->id);
	}
}

/* What a notice announces is to be held against the law as it stands; later letters tell of breaches of it. */
void guard_statute_not_valid(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct letter *letter = question->subject;
	int32_t date = letter->letter_date != DAY_NONE ? letter->letter_date : facts->today;

	if (letter->kind == LETTER_NOTICE)
		hold_where_not_valid(facts, &facts->audit->requirements, date, judgement);
	for (int i = 0; i < letter->breaches.count; i++) {
		const struct breach *breach = facts_breach(facts, letter->breaches.item[i]);

		if (breach != NULL)
			hold_where_not_valid(facts, &breach->requirements, date, judgement);
	}
}

void guard_hash_differs(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question->subject;
	const struct action *action = question->asking->action;

	if (action != NULL && action->sha256 != NULL
	    && (letter->sha256 == NULL || strcmp(action->sha256, letter->sha256) != 0))
		guard_hold(judgement, GUARD_hash_differs, letter->id);
}

/* A letter that corrects one already sent has no event of its own: a person sends it. */
void guard_sent_by_its_event(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question->subject;
	bool has_event = false;

	for (int machine = 0; machine < MACHINES; machine++)
		for (int event = 0; event < laws[machine]->event_count; event++)
			has_event |= law_letter_kind((enum machine)machine, event) == letter->kind;
	if (has_event && letter->corrects[0] == '\0' && (question->asking->actor & BY_CASE) == 0)
		guard_hold(judgement, GUARD_sent_by_its_event, letter->id);
}

void guard_recipient_missing(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question->subject;
	const struct enterprise *enterprise = question->facts->enterprise;
	bool by_clock = question_is(question, MACHINE_LETTER, LETTER_SEND_BY_POLICY);

	if (by_clock && !text_given(enterprise->email))         /* nobody is there to put it in the post */
		guard_hold_missing(judgement, GUARD_recipient_missing, enterprise->id, "email");
	else if (!text_given(enterprise->address) && !text_given(enterprise->email))
		guard_hold_missing(judgement, GUARD_recipient_missing, enterprise->id, "address");
	if (letter->kind == LETTER_CLOSURE && !text_given(enterprise->management_name)
	    && !text_given(enterprise->management_title))
		guard_hold_missing(judgement, GUARD_recipient_missing, enterprise->id, "management_name");
}

void guard_wrong_language(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question->subject;
	const struct enterprise *enterprise = question->facts->enterprise;
	bool right;

	if (enterprise->language == FORM_NB)
		right = letter->language == LANGUAGE_NB;
	else if (enterprise->language == FORM_NN)
		right = letter->language == LANGUAGE_NN;
	else
		right = letter->language != LANGUAGE_EN || enterprise->kind == ENTERPRISE_PRIVATE;
	if (!right)
		guard_hold(judgement, GUARD_wrong_language, letter->id);
}

/* What the corrected letter stated already is not asked anew. */
static bool stated_before(const struct case_facts *facts, const struct letter *letter,
	const struct letter_date *date)
{
	const struct letter *corrected = facts_letter(facts, letter->corrects);
	const struct letter_date *before = corrected != NULL ? corrected->dates.item : NULL;

	for (int i = 0; before != NULL && i < corrected->dates.count; i++)
		if (before[i].kind == date->kind && before[i].due == date->due
		    && strcmp(before[i].breach, date->breach) == 0)
			return true;
	return false;
}

/*
 * A draft may be signed some days after it was written: what a reminder asks for was asked for in good time
 * already, and whoever announces an order gives the party its days to comment from then (the order's own guard).
 */
static int days_ahead(const struct case_facts *facts, const struct letter *letter, int kind)
{
	if (letter_is_reminder(letter) && !deadline_kind_may_lapse(kind))
		return 1;
	if (letter->kind == LETTER_ORDER_NOTICE && kind == DEADLINE_ORDER_COMMENT)
		return 1;
	return policy_ahead(facts->policy, (enum deadline_kind)kind, letter->notice_given != 0);
}

/* Dates of a letter; of an order its notice's date for comments. */
void guard_deadline_too_near(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct letter *letter = question->subject;
	const struct order *order = question->subject;

	if (question->machine == MACHINE_ORDER) {
		int ahead = policy_ahead(facts->policy, DEADLINE_ORDER_COMMENT, true);

		/* none is stated: DAY_NONE is before every day */
		if (order != NULL && order->comment_due < calendar_add_days(facts->today, ahead))
			guard_hold(judgement, GUARD_deadline_too_near, order->id);
		return;
	}
	for (int i = 0; i < letter->dates.count; i++) {
		const struct letter_date *date = (const struct letter_date *)letter->dates.item + i;

		if (date->due != DAY_NONE && date->due < calendar_add_days(facts->today, days_ahead(facts, letter, date->kind))
		    && !stated_before(facts, letter, date))
			guard_hold(judgement, GUARD_deadline_too_near, letter->id);
	}
}

/* The letter gives a date for what no deadline of that kind and breach waits for any more. */
static bool is_dated_in_vain(const struct case_facts *facts, const struct letter *letter, const struct deadline *ended)
{
	if (letter->dates.count == 0 || !letter_is_about(letter, ended) || ended->successor[0] != '\0')
		return false;
	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *other = &facts->deadlines[i];

		if (other->state == DEADLINE_RUNNING && other->kind == ended->kind && strcmp(other->breach, ended->breach) == 0)
			return false;
	}
	return true;
}

/*
 * A reminder, and an invitation that says what is overdue, asks for nothing that was answered since it
 * was written: each such deadline is named, so that the letter is written anew without it.  And a
 * reminder is about some deadline that still runs.
 */
void guard_already_answered(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct letter *letter = question->subject;
	bool reminds = letter_is_reminder(letter), told = !reminds;

	if (!reminds && letter->kind != LETTER_MEETING_INVITATION)
		return;
	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];

		if (deadline_kind_is_internal(deadline->kind))
			continue;
		if (deadline->state == DEADLINE_RUNNING) {
			told |= letter_is_about(letter, deadline);
		} else if (id_among(&letter->reminds, deadline->id) || (reminds && is_dated_in_vain(facts, letter, deadline))) {
			guard_hold(judgement, GUARD_already_answered, deadline->id);
			told = true;
		}
	}
	if (!told)
		guard_hold(judgement, GUARD_already_answered, letter->id);
}

/* Its approval is of the wording alone: what a person wrote in it needs a person's. */
void guard_template_not_approved(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question->subject;

	if (!letter->template_approved || letter->writers.count > 0)
		guard_hold(judgement, GUARD_template_not_approved, letter->id);
}
