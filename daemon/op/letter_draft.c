/* letter_draft - letters complete from their case, and the one way to edit a draft. */
#include "op/letter_draft.h"

#include <string.h>

#include "core/facts.h"
#include "letter/paper.h"
#include "letter/text.h"
#include "op/act.h"
#include "op/climb_letter.h"
#include "op/effect.h"
#include "op/letter_dates.h"
#include "op/letter_draws.h"
#include "op/operations.h"
#include "op/write_off.h"
#include "proto/canonical.h"
#include "proto/messages.h"

static void name_breaches(struct casework *work, struct letter *letter)
{
	letter->breaches = (struct texts){ .given = true };
	for (int i = 0; i < work->facts.breach_count; i++) {
		const struct breach *breach = &work->facts.breaches[i];
		/* what was corrected early stays in the reports, and what was discontinued is told at the end */
		bool whole = letter->kind == LETTER_CLOSURE || letter->kind == LETTER_FINAL_REPORT
			|| letter->kind == LETTER_PRELIMINARY_REPORT;

		if (whole ? breach->state != BREACH_DROPPED || breach->established_on != DAY_NONE : breach_stands(breach))
			texts_add(&letter->breaches, breach->id, &work->request->arena);
	}
}

/*
 * Of the newest approved version of the kind's wording; NULL: it has none, or not in this language, and
 * what tilsyn comes with is taken.  Where the authority writes one of its own and none is approved
 * yet, that goes to a person too.
 */
static const struct template_text *wording_of(const struct casework *work, const struct letter *letter,
	int64_t *ret_version, bool *ret_approved)
{
	*ret_version = 0;
	*ret_approved = true;
	for (int i = 0; i < work->template_count; i++) {
		const struct letter_template *template = &work->templates[i];
		const struct template_text *text = template->texts.item;

		if (template->kind != letter->kind)
			continue;
		if (template->state != TEMPLATE_APPROVED) {
			*ret_approved = false;
			continue;
		}
		*ret_approved = true;
		for (int t = 0; t < template->texts.count; t++)
			if (text[t].language == letter->language)
				return *ret_version = template->edition, &text[t];
		break;
	}
	return NULL;
}

void letter_look(struct casework *work, struct letter *letter)
{
	struct arena *arena = &work->request->arena;
	const char *const texts[] = { letter->subject, letter->body, work->request->caller.authority_name,
		letter_recipient(&work->facts, letter, arena), letter->their_reference };

	letter->unprintable = NULL;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0] && letter->unprintable == NULL; i++)
		letter->unprintable = paper_lacks(texts[i], arena);
}

static void compose(struct casework *work, struct letter *letter)
{
	const struct caller *caller = &work->request->caller;
	struct letter_sender sender = { .authority_name = caller->authority_name,
		.author_name = caller->name != NULL && caller->name[0] != '\0' ? caller->name : NULL };
	const struct template_text *wording = wording_of(work, letter, &letter->template_version,
		&letter->template_approved);

	if (!letter_text(&work->facts, letter, &sender, wording, &work->request->arena, &letter->subject, &letter->body))
		mistakes_add(&work->request->mistakes, "/kind", REFUSAL_too_long, "more than a letter can hold");
	letter_look(work, letter);
}

/* The newest that says which form it is written in: a letter answers it. */
static int answered_form(const struct casework *work)
{
	const struct incoming *newest = NULL;

	for (int i = 0; i < work->incoming_count; i++)
		if (work->incoming[i].language != TERM_NONE
		    && (newest == NULL || work->incoming[i].received_on >= newest->received_on))
			newest = &work->incoming[i];
	return newest == NULL ? TERM_NONE : newest->language == LANGUAGE_NN ? FORM_NN
		: newest->language == LANGUAGE_NB ? FORM_NB : TERM_NONE;
}

static void choose_language(struct casework *work, struct letter *letter)
{
	int form = work->request->caller.authority_language;

	if (letter->language == TERM_NONE)
		letter->language = letter_language(&work->enterprise, answered_form(work),
			form == LANGUAGE_NN ? FORM_NN : form == LANGUAGE_NB ? FORM_NB : TERM_NONE, &letter->language_reason);
	else if (letter->language_reason == NULL)
		letter->language_reason = language_reasons.word[LANGUAGE_CHOSEN];
}

/* The enterprise's own reference: that of what arrived last with one, else that our last letter named. */
static const char *their_reference(const struct casework *work)
{
	const struct incoming *newest = NULL;
	const char *named = NULL;

	for (int i = 0; i < work->incoming_count; i++)
		if (work->incoming[i].their_reference != NULL
		    && (newest == NULL || work->incoming[i].received_on >= newest->received_on))
			newest = &work->incoming[i];
	for (int i = 0; i < work->facts.letter_count; i++)
		if (work->facts.letters[i].their_reference != NULL)
			named = work->facts.letters[i].their_reference;
	return newest != NULL ? newest->their_reference : named;
}

void letter_complete(struct casework *work, struct letter *letter)
{
	if (letter->created_at == INSTANT_NONE) {
		letter->created_at = work->request->now;
		if (letter->their_reference == NULL)
			letter->their_reference = their_reference(work);
	}
	if (letter->letter_date == DAY_NONE)
		letter->letter_date = work->request->today;
	choose_language(work, letter);
	letter_draws_tell(work, letter);
	if (!letter->breaches.given)
		name_breaches(work, letter);
	if (!letter->dates.given)
		letter_state_dates(work, letter);
	if (letter->notice_given != 0 && letter->notice_of_order.comment_due == DAY_NONE)
		letter->notice_of_order.comment_due = facts_notice_due(&work->facts, letter);
	if (!letter->answers.given)
		write_off_complete(work, letter);
	letter_name_reminded(work, letter);
	compose(work, letter);
}

static void judge_breaches(struct casework *work, const struct texts *ids, const char *pointer)
{
	for (int i = 0; i < ids->count; i++)
		if (casework_find(work, NOUN_BREACH, ids->item[i]) == NULL)
			mistakes_add(&work->request->mistakes, arena_format(&work->request->arena, "%s/%d", pointer, i),
				REFUSAL_unknown_reference, NULL);
}

static void judge_reference(struct casework *work, enum noun noun, const char *id, const char *pointer)
{
	if (id[0] != '\0' && casework_find(work, noun, id) == NULL)
		mistakes_add(&work->request->mistakes, pointer, REFUSAL_unknown_reference, NULL);
}

/* The kinds that carry an order are no letters without one. */
static bool carries_order(int kind)
{
	return kind == LETTER_ORDER || kind == LETTER_ORDER_WITHDRAWN;
}

static void judge(struct casework *work, const struct letter *letter)
{
	struct mistakes *mistakes = &work->request->mistakes;
	const struct letter_date *date = letter->dates.item;

	judge_breaches(work, &letter->breaches, "/breaches");
	judge_reference(work, NOUN_LETTER, letter->corrects, "/corrects");
	judge_reference(work, NOUN_ORDER, letter->order, "/order");
	write_off_judge(work, letter);
	if (carries_order(letter->kind) && letter->order[0] == '\0')
		mistakes_add(mistakes, "/order", REFUSAL_missing, NULL);
	for (int i = 0; i < letter->dates.count; i++)
		judge_reference(work, NOUN_BREACH, date[i].breach,
			arena_format(&work->request->arena, "/dates/%d/breach", i));
	if (letter->notice_given == 0)
		return;
	judge_breaches(work, &letter->notice_of_order.breaches, "/notice_of_order/breaches");
	if (letter->kind != LETTER_PRELIMINARY_REPORT && letter->kind != LETTER_REMINDER_2)
		mistakes_add(mistakes, "/notice_of_order", REFUSAL_unknown_member, "only in a preliminary report or second reminder");
}

void letter_prepare(struct casework *work, void *object)
{
	judge(work, object);
	json_unknown_members(((struct letter *)object)->fields, &letter_passages, "/fields", &work->request->arena,
		&work->request->mistakes);
	if (work->request->mistakes.count == 0)
		letter_complete(work, object);
}

/* PATCH of a draft: the text is made anew from the case and what is given. */
static void edit_load(struct request *request)
{
	casework_ask(request, SQL_letter_lock);
	letter_draws_want(request, request->body);
}

static int edit_find(struct request *request)
{
	struct casework *work = request->own;
	int refusal = casework_take(work);
	struct action none;
	struct asking asking;
	struct letter *letter;

	if (refusal != 0)
		return refusal;
	letter = casework_find(work, NOUN_LETTER, request->path[0]);
	must(letter != NULL);
	request->version = letter->version;
	message_clear(&action_message, &none);
	asking = (struct asking){ .actor = casework_actor(work, NOUN_LETTER, letter),
		.account = request->caller.account, .action = &none };
	request->judgement = arena_take(&request->arena, sizeof *request->judgement);
	law_judge(&work->facts, MACHINE_LETTER, letter, LETTER_EDIT, &asking, request->judgement);
	return request->judgement->role_missing ? REFUSAL_role_missing : 0;
}

static int edit_decide(struct request *request)
{
	struct casework *work = request->own;
	struct letter *letter = casework_find(work, NOUN_LETTER, request->path[0]);
	struct action *none = arena_take(&request->arena, sizeof *none);
	struct letter *asked = arena_take(&request->arena, sizeof *asked);

	if (request->given == 0)
		return 0;                       /* an empty patch changes nothing, and makes nobody a writer */
	message_clear(&action_message, none);
	*asked = *letter;
	if (request->given >> message_index(&letter_message, "language") & 1)
		asked->language_reason = NULL;  /* chosen anew */
	message_merge(&letter_message, request->body, request->given, asked, &request->arena, &request->mistakes);
	letter_prepare(work, asked);
	if (request->mistakes.count > 0)
		return REFUSAL_invalid;
	if (!law_allows(request->judgement))
		return REFUSAL_guards_failed;
	*letter = *asked;
	work->act_data = request->body_text;
	effect_perform(work, MACHINE_LETTER, letter, LETTER_EDIT, none, request->judgement);
	return 0;
}

const struct operation op_letter_edit = { .name = "letter_edit", .method = HTTP_PATCH, .path = "/v1/letters/{id}",
	.about = "Edit a draft (JSON merge patch)", .is = OP_WRITE | OP_MATCH | OP_NO_STORE, .may = MAY_READ, .status = 200,
	.body = &letter_message, .use = USE_PATCH, .machine = MACHINE_LETTER, .answer = &letter_detail_message,
	.load = edit_load, .find = edit_find, .decide = edit_decide, .write = act_write, .reply = act_reply };
