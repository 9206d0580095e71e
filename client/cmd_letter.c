/* cmd_letter - letters: drafted, approved by others, dispatched; never changed after that. */
#include <string.h>

#include "client/api.h"
#include "client/file.h"
#include "client/noun.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"
#include "proto/action.h"

static void put_line(struct client *client, const char *member, const char *text)
{
	if (*text == '\0')
		return;
	screen_format(&client->screen, STYLE_HEAD,
		"%s: ", word_label(member, client->language, &client->arena));
	screen_put(&client->screen, STYLE_PLAIN, text);
	screen_line(&client->screen);
}

static int show_letter(struct client *client, const json_t *letter)
{
	static const char *const members[] = { "kind", "state", "recipient", "language", "author",
		"approvals", "comment", "letter_date", "submitted_at", "dispatched_at",
		"mail_state", "mail_recipient", "mail_ended_at", "mail_answer", "arrived_on", "archive_number", "corrects", "order", "breaches", "dates",
		"notice_of_order", "fields", "withdrawn_reason", "sha256", NULL };

	for (int i = 0; members[i] != NULL; i++)
		put_line(client, members[i], view_member(client, &letter_message, letter, members[i]));
	screen_line(&client->screen);
	screen_put(&client->screen, STYLE_HEAD, json_text(letter, "subject"));
	screen_line(&client->screen);
	screen_line(&client->screen);
	screen_text(&client->screen, "", json_text(letter, "body"));
	view_head(client, phrase(PHRASE_what_now, client->language));
	view_actions(client, &letter_noun, letter, "  ");
	return ENDED_DONE;
}

const struct noun letter_noun = {
	.name = "letter", .about = "letters: drafted, submitted, approved by others, dispatched",
	.path = "/v1/letters", .under = &audit_noun, .part = "letters", .in_path = true, .message = &letter_message,
	.row = &letter_row_message, .query = &letters_query_message, .columns = "case_number enterprise_name kind state author_name dispatched_at",
	.columns_within = "# kind state subject author dispatched_at mail_state mail_answer arrived_on", .machine = ACTIONS_LETTER,
	.create = "draft", .edit = "edit", .label = "kind", .alive = "draft submitted approved", .show = show_letter,
};

const struct noun outbox_noun = {
	.name = "outbox", .about = "what is mailed, and what became of it", .path = "/v1/outbox",
	.message = &mail_message, .row = &mail_row_message, .query = &mails_query_message,
	.columns = "case_number kind recipient state attempts answer created_at", .machine = -1, .label = "kind",
};
