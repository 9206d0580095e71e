/* outbox - the rows of mail to be sent, and the page that shows what became of them. */
#include "op/outbox.h"

#include <string.h>

#include "op/list.h"
#include "op/operations.h"
#include "proto/messages.h"

static void begin_mail(struct request *request, enum mail_kind kind, struct mail *ret_mail)
{
	message_clear(&mail_message, ret_mail);
	id_make(request->now, ret_mail->id);
	ret_mail->kind = kind;
	ret_mail->data = "{}";
	ret_mail->day = request->today;
	ret_mail->state = MAIL_WAITING;
	ret_mail->attempts = 0;
	ret_mail->created_at = ret_mail->next_attempt_at = request->now;
}

static struct mail *add_mail(struct casework *work, enum mail_kind kind, int32_t due)
{
	struct request *request = work->request;
	struct mail *mail = arena_push(&request->arena, (void **)&work->mails, &work->mail_count, sizeof *mail);
	char day[DAY_TEXT];

	begin_mail(request, kind, mail);
	memcpy(mail->audit, work->audit.id, ID_SIZE);
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

void outbox_add_notice(struct casework *work, enum mail_kind kind, const char *account, int32_t due)
{
	memcpy(add_mail(work, kind, due)->account, account, ID_SIZE);
}

void outbox_put(struct request *request, enum mail_kind kind, const char *account, const char *data)
{
	struct mail mail;

	begin_mail(request, kind, &mail);
	memcpy(mail.account, account, ID_SIZE);
	mail.data = data;
	batch_put(request->batch, SQL_mail_add, &mail_message, &mail, NULL);
}

void outbox_write(struct casework *work)
{
	for (int i = 0; i < work->mail_count; i++)
		batch_put(work->request->batch, SQL_mail_add, &mail_message, &work->mails[i], NULL);
}

static const struct list_sort mail_sorts[] = { { SQL_mail_list, LIST_BY_ID }, { SQL_mail_list_down, LIST_BY_ID } };
static const struct list mails = { .sorts = mail_sorts, .count = SQL_mail_count, .use = USE_SHOWN,
	.besides = (const char *const[]){ "case_number", NULL } };

const struct operation op_mail_list = { .name = "mail_list", .method = HTTP_GET, .path = "/v1/outbox",
	.about = "What is mailed, and what became of it", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &mails_query_message, .of = &mails, .answer = &mail_row_message, .load = list_load, .reply = list_reply };
