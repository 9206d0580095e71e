/* outbox - the rows of mail to be sent, and the page that shows what became of them. */
#include "op/outbox.h"

#include <string.h>

#include "core/access.h"
#include "core/facts.h"
#include "op/act.h"
#include "op/list.h"
#include "op/operations.h"
#include "op/show.h"
#include "proto/messages.h"

static void begin_mail(struct request *request, enum mail_kind kind, struct mail *ret_mail)
{
	message_clear(&mail_message, ret_mail);
	id_make(request->now, ret_mail->id);
	ret_mail->kind = kind;
	ret_mail->data = "{}";
	ret_mail->day = request->today;
	ret_mail->state = MAIL_WAITING;
	ret_mail->attempts = ret_mail->attempts_lost = 0;
	ret_mail->by_clock = false;
	ret_mail->created_at = ret_mail->next_attempt_at = request->now;
}

static struct mail *add_mail(struct casework *work, enum mail_kind kind, int32_t due)
{
	struct request *request = work->request;
	struct mail *mail = arena_push(&request->arena, (void **)&work->mails, &work->mail_count, sizeof *mail);
	char day[DAY_TEXT];

	begin_mail(request, kind, mail);
	memcpy(mail->audit, work->audit.id, ID_SIZE);
	mail->by_clock = work->actor == BY_CLOCK;
	if (due != DAY_NONE)
		mail->data = arena_format(&request->arena, "{\"due\":\"%s\"}", day_format(due, day));
	return mail;
}

/* The first date that the letter asks something by. */
static int32_t first_due(const struct letter *letter)
{
	const struct letter_date *date = letter->dates.item;
	int32_t first = DAY_NONE;

	for (int i = 0; i < letter->dates.count; i++)
		if (first == DAY_NONE || date[i].due < first)
			first = date[i].due;
	return first;
}

void outbox_add_letter(struct casework *work, struct letter *letter)
{
	struct mail *mail = add_mail(work, MAIL_LETTER, first_due(letter));

	memcpy(mail->letter, letter->id, ID_SIZE);
	mail->language = letter->language;
	mail->recipient = work->enterprise.email;
	letter->mail_state = mail->recipient == NULL ? MAIL_HELD : MAIL_WAITING;
	letter->mail_recipient = mail->recipient;
}

/*
 * A notice to a person of the authority, in their language, about the case and no more than its number
 * and a date (DAY_NONE: none).  Whoever has no address gets none.
 */
static void outbox_add_notice(struct casework *work, enum mail_kind kind, const char *account, int32_t due)
{
	memcpy(add_mail(work, kind, due)->account, account, ID_SIZE);
}

void outbox_add_to_leaders(struct casework *work, enum mail_kind kind, int32_t due)
{
	for (int i = 0; i < work->facts.approver_count; i++)
		if (work->facts.approvers[i].as_leader)
			outbox_add_notice(work, kind, work->facts.approvers[i].account, due);
}

/* Who has left, does no casework any more, or has no address hears of nothing. */
static bool is_told(const struct casework *work, const char *account)
{
	for (int i = 0; i < work->facts.approver_count; i++)
		if (id_same(work->facts.approvers[i].account, account))
			return work->facts.approvers[i].is_told;
	return false;
}

void outbox_add_to_lead(struct casework *work, enum mail_kind kind, int32_t due)
{
	const struct audit *audit = &work->audit;
	const char *lead = audit->state == AUDIT_FOLLOW_UP && audit->follow_up_lead[0] != '\0'
		? audit->follow_up_lead : audit->lead_auditor;

	if (is_told(work, lead))
		outbox_add_notice(work, kind, lead, due);
	else
		outbox_add_to_leaders(work, kind, due);
}

void outbox_put(struct request *request, enum mail_kind kind, const char *account, const char *data)
{
	struct mail mail;

	begin_mail(request, kind, &mail);
	memcpy(mail.account, account, ID_SIZE);
	mail.data = data;
	mail.by_clock = true;
	batch_put(request->batch, SQL_mail_add, &mail_message, &mail, NULL);
}

void outbox_write(struct casework *work)
{
	for (int i = 0; i < work->mail_count; i++)
		batch_put(work->request->batch, SQL_mail_add, &mail_message, &work->mails[i], NULL);
}

/* POST /v1/letters/{id}/mail: a letter whose mail did not get through, to the address that is now known. */
static struct letter *letter_of(struct request *request)
{
	return casework_find(request->own, NOUN_LETTER, request->path[0]);
}

static void again_load(struct request *request)
{
	casework_ask(request, SQL_letter_lock);
}

static int again_find(struct request *request)
{
	struct casework *work = request->own;
	int refusal = casework_take(work);

	if (refusal != 0)
		return refusal;
	return access_may(request->op->may, request->caller.roles, work->actor) ? 0 : REFUSAL_role_missing;
}

static int again_decide(struct request *request)
{
	struct casework *work = request->own;
	struct letter *letter = letter_of(request);

	if (letter->mail_state != MAIL_FAILED && letter->mail_state != MAIL_HELD)
		return REFUSAL_wrong_state;
	if (work->enterprise.email == NULL) {
		mistakes_add(&request->mistakes, "/enterprise/email", REFUSAL_missing, NULL);
		return REFUSAL_invalid;
	}
	outbox_add_letter(work, letter);
	letter->mail_answer = NULL;
	letter->mail_ended_at = INSTANT_NONE;
	casework_tell(work, &(struct told){ .subject_kind = "letter", .subject = letter->id, .event = "mail_again",
		.occurred_on = request->today });
	return 0;
}

static int again_reply(struct request *request)
{
	struct letter *letter = letter_of(request);

	request->version = letter->version;
	show_noun(request->own, NOUN_LETTER, letter, &request->answer.body);
	return 0;
}

const struct operation op_letter_mail = { .name = "letter_mail", .method = HTTP_POST, .path = "/v1/letters/{id}/mail",
	.about = "Mail a letter again that did not get through, to the enterprise's address as it is now",
	.is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_REGISTER_CONTACT, .status = 200,
	.answer = &letter_detail_message, .load = again_load, .find = again_find, .decide = again_decide,
	.write = act_write, .reply = again_reply };

static const struct list_sort mail_sorts[] = { { SQL_mail_list, LIST_BY_ID }, { SQL_mail_list_down, LIST_BY_ID } };
static const struct list mails = { .sorts = mail_sorts, .count = SQL_mail_count, .use = USE_SHOWN,
	.besides = (const char *const[]){ "case_number", NULL } };

const struct operation op_mail_list = { .name = "mail_list", .method = HTTP_GET, .path = "/v1/outbox",
	.about = "What is mailed, and what became of it", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &mails_query_message, .of = &mails, .answer = &mail_row_message, .load = list_load, .reply = list_reply };
