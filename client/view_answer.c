/* view_answer - the whole answer, one member of it, or what it means; and what may be done next. */
#include <stdlib.h>
#include <string.h>

#include "client/api.h"
#include "client/problem.h"
#include "client/view.h"
#include "client/words.h"

/* a.b.0.c */
static const json_t *walk(struct client *client, const json_t *json, const char *path)
{
	char *left = arena_text(&client->arena, path), *step;

	while (json != NULL && (step = strsep(&left, ".")) != NULL)
		json = json_is_array(json) ? json_array_get(json, (size_t)strtoul(step, NULL, 10))
			: json_object_get(json, step);
	return json;
}

static void put_plain(struct client *client, const json_t *json)
{
	char *text;

	if (json_is_string(json)) {
		fputs(json_string_value(json), client->screen.file);
	} else if (json != NULL && !json_is_null(json)) {
		text = json_dumps(json, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15));
		fputs(text, client->screen.file);
		free(text);
	}
	screen_line(&client->screen);
}

/* What is there but empty is a line without text; what no answer of this kind has is a mistake. */
static void put_named(struct client *client, const json_t *json)
{
	const char *path = client->settings.member, *names = "", *name;
	json_t *value;

	if (!json_is_object(json) || json_object_get(json, arena_text_n(&client->arena, path, strcspn(path, "."))) != NULL) {
		put_plain(client, walk(client, json, path));
		return;
	}
	if (client->member_missing)
		return;
	client->member_missing = true;
	json_object_foreach((json_t *)json, name, value)
		names = arena_format(&client->arena, "%s %s", names, name);
	client_say(client, ENDED_USAGE, "the answer has no member %s; these are:%s", path, names);
}

bool view_raw(struct client *client, const json_t *json)
{
	const json_t *items = json_is_array(json) ? json : json_object_get(json, "items");
	json_t *item;
	size_t i;

	if (client->settings.member != NULL) {
		if (json_is_array(items))
			json_array_foreach(items, i, item)
				put_named(client, item);
		else
			put_named(client, json);
		return true;
	}
	if (client->settings.json)
		put_plain(client, json);
	return client->settings.json;
}

int view_told(struct client *client, json_t *json, view_put *put)
{
	if (!view_raw(client, json))
		put(client, json);
	json_decref(json);
	return ENDED_DONE;
}

int view_answer(struct client *client, const struct noun *noun, const json_t *object)
{
	if (view_raw(client, object))
		return ENDED_DONE;
	if (noun->show != NULL)
		return noun->show(client, object);
	view_object(client, noun->message, object);
	return ENDED_DONE;
}

static void put_action(struct client *client, const struct noun *noun, const json_t *object,
	const json_t *action, const char *indent)
{
	const struct terms *states = message_field(noun->message, "state")->terms;
	const char *event = option_typed(&client->arena, json_text(action, "event")),
		*to = json_text(action, "to");
	bool allowed = json_is(action, "allowed");
	json_t *need;
	size_t i;

	fputs(indent, client->screen.file);
	screen_put(&client->screen, allowed ? STYLE_GOOD : STYLE_HEAD, event);
	if (allowed && strcmp(to, json_text(object, "state")) != 0)
		screen_format(&client->screen, STYLE_FAINT, " → %s",
			word_term(states, to, client->language, &client->arena));
	json_array_foreach(json_object_get(action, "needs"), i, need)
		screen_format(&client->screen, STYLE_FAINT, " --%s",
			option_typed(&client->arena, json_string_value(need)));
	screen_line(&client->screen);
}

/* Of another state, another role or another kind of case: nothing to do about it. */
static bool is_of_now(const json_t *action)
{
	json_t *guard;
	size_t i;

	json_array_foreach(json_object_get(action, "guards"), i, guard) {
		const char *code = json_text(guard, "code");

		if (strcmp(code, "wrong_method") == 0 || strcmp(code, "not_imported") == 0)
			return false;
	}
	return *json_text(action, "to") != '\0' && !json_is(action, "role_missing");
}

void view_actions(struct client *client, const struct noun *noun, const json_t *object, const char *indent)
{
	const json_t *actions = json_object_get(object, "actions");
	const char *deeper = arena_format(&client->arena, "%s  ", indent);
	json_t *action, *guard;
	size_t i, g;

	json_array_foreach(actions, i, action)
		if (json_is(action, "allowed"))
			put_action(client, noun, object, action, indent);
	json_array_foreach(actions, i, action) {
		if (json_is(action, "allowed") || !is_of_now(action))
			continue;
		put_action(client, noun, object, action, indent);
		json_array_foreach(json_object_get(action, "guards"), g, guard)
			guard_tell(client, &client->screen, deeper, guard);
	}
}
