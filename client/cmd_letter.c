/* cmd_letter - letters: drafted, approved by others, dispatched; never changed after that. */
#include <string.h>

#include "client/api.h"
#include "client/body.h"
#include "client/editor.h"
#include "client/letter_fields.h"
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

/* "bokmål (virksomhetens egen målform)" */
static const char *language_told(struct client *client, const json_t *letter)
{
	const char *language = view_member(client, &letter_message, letter, "language");
	const char *reason = view_member(client, &letter_message, letter, "language_reason");

	return *reason == '\0' ? language : arena_format(&client->arena, "%s (%s)", language, reason);
}

/* Who, when and as what; what they approved is the text's own SHA-256. */
static const char *approvals_told(struct client *client, const json_t *letter)
{
	const json_t *approvals = json_object_get(letter, "approvals"), *approval;
	const char *told = "";
	size_t i;

	json_array_foreach(approvals, i, approval)
		told = arena_format(&client->arena, "%s%s%s %s%s%s", told, *told == '\0' ? "" : "; ",
			view_member(client, &approval_message, approval, "account"),
			view_member(client, &approval_message, approval, "approved_at"), json_is(approval, "as_leader") ? " " : "",
			json_is(approval, "as_leader") ? word_label("as_leader", client->language, &client->arena) : "");
	return told;
}

static const char *member_told(struct client *client, const json_t *letter, const char *member)
{
	if (strcmp(member, "language") == 0)
		return language_told(client, letter);
	if (strcmp(member, "approvals") == 0)
		return approvals_told(client, letter);
	return view_member(client, &letter_message, letter, member);
}

static int show_letter(struct client *client, const json_t *letter)
{
	static const char *const members[] = { "kind", "state", "recipient", "their_reference", "language", "author",
		"approvals", "comment", "exempt", "answers", "letter_date", "submitted_at", "dispatched_at",
		"document_state", "document_reason", "mail_state", "mail_recipient", "mail_ended_at", "mail_answer",
		"archive_state", "archive_reason", "archive_at", "arrived_on", "archive_number",
		"written_off_on", "written_off_by", "corrects", "order", "breaches", "dates",
		"notice_of_order", "fields", "withdrawn_reason", "sha256", NULL };

	for (int i = 0; members[i] != NULL; i++)
		put_line(client, members[i], member_told(client, letter, members[i]));
	screen_line(&client->screen);
	screen_put(&client->screen, STYLE_HEAD, json_text(letter, "subject"));
	screen_line(&client->screen);
	screen_line(&client->screen);
	screen_text(&client->screen, "", json_text(letter, "body"));
	view_head(client, phrase(PHRASE_what_now, client->language));
	view_actions(client, &letter_noun, letter, "  ");
	return ENDED_DONE;
}

static int tell_changed(struct client *client, const char *reference, json_t *changed)
{
	if (!view_raw(client, changed))
		screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_changed, client->language, reference, NULL));
	json_decref(changed);
	return ENDED_DONE;
}

/* The passages as the editor left them, as a PATCH; NULL: nothing was changed. */
static int edited(struct client *client, const json_t *letter, json_t **ret_body, const char **ret_path,
	const char **ret_before)
{
	struct buffer text;
	json_t *fields = NULL;
	const char *before;
	int ended;

	buffer_init(&text);
	fields_write(letter, client->language, &text);
	before = arena_text(&client->arena, text.data);
	buffer_clear(&text);
	*ret_before = before;
	ended = editor_run(client, before, &text, ret_path);
	if (ended == ENDED_DONE)
		ended = fields_read(client, text.data == NULL ? "" : text.data, &fields);
	*ret_body = ended == ENDED_DONE && strcmp(before, text.data == NULL ? "" : text.data) != 0
		? json_pack("{s:O}", "fields", fields) : NULL;
	json_decref(fields);
	buffer_release(&text);
	return ended;
}

/* Without options the passages come up in an editor. */
static int edit(struct client *client, const struct arguments *arguments)
{
	const char *path, *written = NULL, *before = "";
	char tag[TAG_SIZE];
	json_t *letter, *body, *changed;
	int ended;

	if (arguments->count > 0)
		return verb_edit(client, arguments);
	ended = verb_path(client, arguments->noun, arguments->word[0], &path);
	if (ended == ENDED_DONE)
		ended = api_get(client, path, &letter, tag);
	if (ended != ENDED_DONE)
		return ended;
	ended = edited(client, letter, &body, &written, &before);
	json_decref(letter);
	if (ended != ENDED_DONE || body == NULL)
		return editor_end(client, ended, written, before);
	ended = editor_end(client, api_patch(client, path, body, tag, &changed), written, before);
	json_decref(body);
	return ended != ENDED_DONE ? ended : tell_changed(client, arguments->word[0], changed);
}

static int pdf(struct client *client, const struct arguments *arguments)
{
	const char *path;
	int ended = verb_path(client, arguments->noun, arguments->word[0], &path);

	return ended != ENDED_DONE ? ended
		: attachment_save(client, arguments, arena_format(&client->arena, "%s/document", path));
}

static void diff_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	option_add_members(set, &diff_query_message, USE_CREATE);
}

/* Lines as they are; control characters never reach the terminal. */
static void put_lines(struct client *client, enum style style, const char *text)
{
	for (size_t length; *text != '\0'; text += length + (text[length] == '\n')) {
		length = strcspn(text, "\n");
		screen_put(&client->screen, style, arena_text_n(&client->arena, text, length));
		if (text[length] == '\n')
			screen_line(&client->screen);
	}
}

/* What stayed is only there for its place: its first two lines and its last are enough. */
static void put_same(struct client *client, const char *text)
{
	const char *begin = strchr(text, '\n'), *end = strrchr(text, '\n');

	begin = begin == NULL ? NULL : strchr(begin + 1, '\n');
	while (end != NULL && end > text && end[-1] != '\n')
		end--;
	if (begin == NULL || end <= begin + 1) {
		put_lines(client, STYLE_FAINT, text);
		return;
	}
	put_lines(client, STYLE_FAINT, arena_text_n(&client->arena, text, (size_t)(begin - text + 1)));
	screen_format(&client->screen, STYLE_FAINT, "…");
	screen_line(&client->screen);
	put_lines(client, STYLE_FAINT, end);
}

static void put_parts(struct client *client, const json_t *diff)
{
	json_t *part;
	size_t i;

	json_array_foreach(json_object_get(diff, "parts"), i, part) {
		const char *change = json_text(part, "change"), *text = json_text(part, "text");

		if (strcmp(change, "same") == 0)
			put_same(client, text);
		else if (strcmp(change, "removed") == 0)
			put_lines(client, STYLE_BAD, arena_format(&client->arena, "[-%s-]", text));
		else
			put_lines(client, STYLE_GOOD, arena_format(&client->arena, "{+%s+}", text));
	}
}

static int diff(struct client *client, const struct arguments *arguments)
{
	const char *path, *query;
	json_t *diff;
	int ended = verb_path(client, arguments->noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = query_make(client, arguments, &query);
	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "%s/diff%s", path, query), &diff, NULL);
	return ended != ENDED_DONE ? ended : view_told(client, diff, put_parts);
}

static int queue(struct client *client, const struct arguments *arguments)
{
	json_t *page;
	int ended = verb_pages(client, "/v1/letters?waiting_for=me", true, &page);
	bool raw;

	if (ended != ENDED_DONE)
		return ended;
	raw = view_raw(client, page);
	if (!raw && json_array_size(json_object_get(page, "items")) == 0)
		screen_text(&client->screen, "", phrase(PHRASE_nothing_waits, client->language));
	else if (!raw)
		view_list(client, arguments->noun, "case_number enterprise_name kind subject author_name submitted_at",
			json_object_get(page, "items"), "");
	json_decref(page);
	return ENDED_DONE;
}

static int mail_again(struct client *client, const struct arguments *arguments)
{
	const char *path;
	json_t *letter;
	int ended = verb_path(client, arguments->noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = api_post(client, arena_format(&client->arena, "%s/mail", path), NULL, NULL, &letter);
	return ended != ENDED_DONE ? ended : tell_changed(client, arguments->word[0], letter);
}

static const struct command letter_commands[] = {
	{ .name = "mail", .operands = "CASE#N", .about = "mail it again to the enterprise's address as it is now, where it did not get through",
		.least = 1, .most = 1, .run = mail_again },
	{ .name = "edit", .operands = "CASE#N", .about = "write its passages in $EDITOR, or change what options say", .least = 1,
		.most = 1, .options = verb_edit_options, .run = edit },
	{ .name = "pdf", .operands = "CASE#N", .about = "the letter as it was dispatched", .least = 1, .most = 1,
		.options = attachment_save_options, .run = pdf },
	{ .name = "diff", .operands = "CASE#N", .about = "what changed in its text since the version before", .least = 1,
		.most = 1, .options = diff_options, .run = diff },
	{ .name = "queue", .operands = "", .about = "letters that wait for your approval", .run = queue },
	{ .name = NULL },
};

const struct noun letter_noun = {
	.name = "letter", .about = "letters: drafted, submitted, approved by others, dispatched",
	.path = "/v1/letters", .under = &audit_noun, .part = "letters", .in_path = true, .message = &letter_message,
	.row = &letter_row_message, .query = &letters_query_message, .columns = "case_number enterprise_name kind state author_name dispatched_at",
	.columns_within = "# kind state subject author dispatched_at mail_state mail_answer archive_state archive_reason arrived_on exempt written_off_on", .machine = ACTIONS_LETTER,
	.create = "draft", .commands = letter_commands, .label = "kind", .alive = "draft submitted approved", .show = show_letter,
};

const struct noun outbox_noun = {
	.name = "outbox", .about = "what is mailed, and what became of it", .path = "/v1/outbox",
	.message = &mail_message, .row = &mail_row_message, .query = &mails_query_message,
	.columns = "case_number kind recipient state attempts answer created_at", .machine = -1, .label = "kind",
};
