/* verb_act - events: what can be done, what holds it back, and making it happen. */
#include <string.h>

#include "client/api.h"
#include "client/body.h"
#include "client/known.h"
#include "client/problem.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"
#include "proto/action.h"

void verb_act_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	option_add_parameters(set, action_needs(noun->machine, command->event),
		action_takes(noun->machine, command->event));
	option_add(set, "dry-run", NULL, "only tell what still holds it back");
	option_add(set, "body", "JSON", "a JSON object the options are added to; @FILE and - as for texts");
}

static int object_at(struct client *client, const struct arguments *arguments, const char **ret_path,
	json_t **ret_object, char ret_tag[TAG_SIZE])
{
	int ended = verb_path(client, arguments->noun, arguments->word[0], ret_path);

	if (ended == ENDED_DONE)
		ended = api_get(client, *ret_path, ret_object, ret_tag);
	if (ended != ENDED_DONE)
		return ended;
	if (arguments->noun == &audit_noun)
		known_keep_case(client, *ret_object);
	else
		known_at_case(client, json_text(*ret_object, "audit"));
	return ENDED_DONE;
}

static const json_t *action_of(const json_t *actions, const char *event)
{
	json_t *action;
	size_t i;

	json_array_foreach(actions, i, action)
		if (strcmp(json_text(action, "event"), event) == 0)
			return action;
	return NULL;
}

static void tell_held(struct client *client, const json_t *action)
{
	const json_t *guards = json_object_get(action, "guards");
	json_t *guard, *need;
	size_t i;

	if (json_is(action, "role_missing"))
		screen_text(&client->screen, "", phrase(PHRASE_not_allowed, client->language));
	json_array_foreach(guards, i, guard)
		guard_tell(client, &client->screen, "", guard);
	if (json_is(action, "allowed"))
		screen_text(&client->screen, "",
			phrase_fill(&client->arena, PHRASE_allowed_now, client->language,
				option_typed(&client->arena, json_text(action, "event")), NULL));
	json_array_foreach(json_object_get(action, "needs"), i, need) {
		if (i == 0)
			screen_put(&client->screen, STYLE_FAINT, phrase(PHRASE_needs, client->language));
		screen_format(&client->screen, STYLE_FAINT, " --%s",
			option_typed(&client->arena, json_string_value(need)));
	}
	if (json_array_size(json_object_get(action, "needs")) > 0)
		screen_line(&client->screen);
}

/* Judged on stored facts, as the listing is: the parameters play no part. */
static int dry_run(struct client *client, const struct arguments *arguments)
{
	const json_t *action;
	const char *path;
	char tag[TAG_SIZE];
	json_t *object;
	int ended = object_at(client, arguments, &path, &object, tag);

	if (ended != ENDED_DONE)
		return ended;
	action = action_of(json_object_get(object, "actions"), arguments->command->event);
	if (action == NULL)
		ended = client_say(client, ENDED_AWAY, "%s lists no %s", path, arguments->command->event);
	else if (!view_raw(client, action))
		tell_held(client, action);
	if (ended == ENDED_DONE && !json_is(action, "allowed"))
		ended = ENDED_REFUSED;
	json_decref(object);
	return ended;
}

/* A few digits of the checksum that was read are enough to say which text is meant. */
static int expand_sha256(struct client *client, json_t *body, const json_t *letter)
{
	const char *given = json_text(body, "sha256"), *whole = json_text(letter, "sha256");
	size_t length = strlen(given);

	if (length == 0 || length >= 64)
		return ENDED_DONE;
	if (length < 8)
		return client_say(client, ENDED_USAGE, "--sha256 takes at least the first 8 digits");
	if (strncmp(given, whole, length) != 0)
		return client_say(client, ENDED_REFUSED,
			"the letter's SHA-256 is %s: it is not the text you read", whole);
	json_object_set_new(body, "sha256", json_string(whole));
	return ENDED_DONE;
}

static void tell_done(struct client *client, const struct arguments *arguments, const char *before,
	const json_t *after)
{
	const char *now = json_text(after, "state");
	const struct terms *states = message_field(arguments->noun->message, "state")->terms;

	screen_put(&client->screen, STYLE_PLAIN, known_reference(client, json_text(after, "id")));
	screen_format(&client->screen, STYLE_PLAIN, ": ");
	if (strcmp(before, now) != 0)
		screen_format(&client->screen, STYLE_FAINT, "%s → ",
			word_term(states, before, client->language, &client->arena));
	screen_put(&client->screen, STYLE_GOOD, word_term(states, now, client->language, &client->arena));
	if (strcmp(arguments->command->event, "approve") == 0 && strcmp(before, now) == 0)
		screen_format(&client->screen, STYLE_PLAIN, " – %s", phrase(PHRASE_one_more, client->language));
	screen_line(&client->screen);
}

static int perform(struct client *client, const struct arguments *arguments, const char *path,
	const char *tag, const json_t *object)
{
	const char *before = arena_text(&client->arena, json_text(object, "state"));
	json_t *body, *after;
	int ended = body_make(client, arguments, &body);

	if (ended != ENDED_DONE)
		return ended;
	json_object_set_new(body, "event", json_string(arguments->command->event));
	if (arguments->noun == &letter_noun)
		ended = expand_sha256(client, body, object);
	if (ended == ENDED_DONE)
		ended = api_post(client, arena_format(&client->arena, "%s/actions", path), body,
			tag, &after);
	json_decref(body);
	if (ended != ENDED_DONE)
		return ended;
	if (arguments->noun == &audit_noun)
		known_keep_case(client, after);
	else
		known_forget(client);
	if (!view_raw(client, after))
		tell_done(client, arguments, before, after);
	json_decref(after);
	return ENDED_DONE;
}

int verb_act(struct client *client, const struct arguments *arguments)
{
	const char *path;
	char tag[TAG_SIZE];
	json_t *object;
	int ended;

	if (argument(arguments, "dry-run") != NULL)
		return dry_run(client, arguments);
	ended = arguments_need(client, arguments);
	if (ended == ENDED_DONE)
		ended = object_at(client, arguments, &path, &object, tag);
	if (ended != ENDED_DONE)
		return ended;
	ended = perform(client, arguments, path, tag, object);
	json_decref(object);
	return ended;
}

int verb_actions(struct client *client, const struct arguments *arguments)
{
	struct arguments of = *arguments;
	const char *path;
	char tag[TAG_SIZE];
	json_t *object, *page;
	int ended;

	if (of.noun == &actions_noun)
		of.noun = &audit_noun;
	ended = object_at(client, &of, &path, &object, tag);
	if (ended != ENDED_DONE)
		return ended;
	page = json_pack("{s:O, s:n}", "items", json_object_get(object, "actions"), "next");
	if (!view_raw(client, page))
		view_actions(client, of.noun, object, "");
	json_decref(page);
	json_decref(object);
	return ENDED_DONE;
}
