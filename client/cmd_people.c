/* cmd_people - accounts, conflicts of interest, the letterhead, and oneself. */
#include "client/api.h"
#include "client/body.h"
#include "client/noun.h"
#include "client/view.h"

const struct noun account_noun = {
	.name = "account", .about = "people of the authority",
	.path = "/v1/accounts", .in_path = true, .message = &account_message, .query = &page_query_message,
	.columns = "username name roles email language disabled", .machine = -1, .create = "create", .edit = "patch",
	.label = "name", .keys = "username name",
};

const struct noun conflict_noun = {
	.name = "conflict", .about = "conflicts of interest: who may not judge which enterprise",
	.path = "/v1/conflicts", .in_path = true, .message = &conflict_message, .query = &page_query_message,
	.columns = "account enterprise from to reason", .machine = -1, .create = "create", .label = "reason",
};

const struct noun letterhead_noun = {
	.name = "letterhead", .about = "the logo on letters: the newest is in force",
	.path = "/v1/letterheads", .message = &letterhead_message, .query = &page_query_message,
	.columns = "attachment alt width height added_at", .machine = -1, .create = "create", .label = "alt",
};

static int me_show(struct client *client, const struct arguments *arguments)
{
	json_t *me;
	int ended = api_get(client, "/v1/me", &me, NULL);

	if (ended != ENDED_DONE)
		return ended;
	ended = view_answer(client, arguments->noun, me);
	json_decref(me);
	return ended;
}

static void me_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)command;
	option_add_members(set, noun->message, USE_PATCH);
}

static int me_patch(struct client *client, const struct arguments *arguments)
{
	char tag[TAG_SIZE];
	json_t *me, *body;
	int ended = body_make(client, arguments, &body);

	if (ended != ENDED_DONE)
		return ended;
	ended = api_get(client, "/v1/me", &me, tag);
	if (ended == ENDED_DONE) {
		json_decref(me);
		ended = api_patch(client, "/v1/me", body, tag, &me);
	}
	json_decref(body);
	if (ended != ENDED_DONE)
		return ended;
	ended = view_answer(client, arguments->noun, me);
	json_decref(me);
	return ended;
}

/* The address to subscribe to, told this once. */
static int me_calendar(struct client *client, const struct arguments *arguments)
{
	json_t *made;
	int ended = api_post(client, "/v1/me/calendar", NULL, NULL, &made);

	(void)arguments;
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, made)) {
		screen_put(&client->screen, STYLE_PLAIN, arena_format(&client->arena, "%s/v1/calendar.ics?token=%s",
			client->settings.server, json_text(made, "token")));
		screen_line(&client->screen);
	}
	json_decref(made);
	return ENDED_DONE;
}

static int me_no_calendar(struct client *client, const struct arguments *arguments)
{
	struct answer answer;
	int ended;

	(void)arguments;
	answer_init(&answer);
	ended = api_ask(client, &(struct asking){ .method = "DELETE", .path = "/v1/me/calendar" }, &answer);
	answer_release(&answer);
	return ended;
}

static const struct command me_alone = { .name = "", .operands = "", .about = "who is logged in", .run = me_show };
static const struct command me_commands[] = {
	{ .name = "patch", .operands = "", .about = "one's own language and morning mail; a leader's deputies", .options = me_options,
		.run = me_patch },
	{ .name = "calendar", .operands = "", .about = "an address that a calendar program can read; the one before it is void",
		.run = me_calendar },
	{ .name = "no-calendar", .operands = "", .about = "let nobody read it any more", .run = me_no_calendar },
	{ .name = NULL },
};

const struct noun me_noun = { .name = "me", .about = "who is logged in", .path = "/v1/me", .message = &me_message,
	.machine = -1, .commands = me_commands, .alone = &me_alone };
