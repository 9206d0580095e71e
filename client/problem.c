/* problem - RFC 9457 documents of the contract, line by line. */
#include "client/problem.h"

#include <string.h>

#include "client/api.h"
#include "client/known.h"
#include "client/noun.h"
#include "client/view.h"
#include "client/words.h"

/* A role, a kind of evidence, a member; else what it says. */
static const char *missing_word(struct client *client, const char *missing)
{
	if (term_find(&roles, missing) != TERM_NONE)
		return word_term(&roles, missing, client->language, &client->arena);
	if (term_find(&evidence_kinds, missing) != TERM_NONE)
		return word_term(&evidence_kinds, missing, client->language, &client->arena);
	return word_label_known(missing) ? word_label(missing, client->language, &client->arena) : missing;
}

/* "breach 2026/17#2"; of what stands in no case, a measure point, its code. */
static const char *subject_name(struct client *client, const char *id)
{
	const char *reference = known_reference(client, id), *code;

	if (strcmp(reference, id) != 0)
		return reference;
	code = known_name(client, &measure_point_noun, id);
	return strlen(code) < strlen(id) && strcmp(id + strlen(id) - strlen(code), code) == 0
		? id
		: arena_format(&client->arena, "%s %s", measure_point_noun.name, code);
}

static void subjects_tell(struct client *client, const struct screen *screen, const json_t *of)
{
	json_t *subject;
	size_t i;

	json_array_foreach(json_object_get(of, "subjects"), i, subject) {
		screen_put(screen, STYLE_PLAIN, i == 0 ? " " : ", ");
		screen_put(screen, STYLE_PLAIN, subject_name(client, json_string_value(subject)));
	}
}

void guard_tell(struct client *client, const struct screen *screen, const char *indent, const json_t *guard)
{
	const json_t *missing = json_object_get(guard, "missing");
	json_t *lack;
	size_t i;

	screen_put(screen, STYLE_PLAIN, indent);
	screen_put(screen, STYLE_WARN, json_text(guard, "code"));
	screen_put(screen, STYLE_PLAIN, ": ");
	screen_put(screen, STYLE_PLAIN, json_text(guard, "detail"));
	screen_put(screen, STYLE_FAINT, " [");
	screen_put(screen, STYLE_FAINT, json_text(guard, "source"));
	screen_put(screen, STYLE_FAINT, "]");
	if (json_array_size(missing) == 0)
		subjects_tell(client, screen, guard);
	json_array_foreach(missing, i, lack) {
		screen_put(screen, STYLE_PLAIN, i == 0 ? " – " : "; ");
		screen_put(screen, STYLE_PLAIN, missing_word(client, json_text(lack, "what")));
		subjects_tell(client, screen, lack);
	}
	screen_line(screen);
}

/* What a mistake is about, as a person would say it; a point that came from a file is named by its line there. */
static const char *place_of(struct client *client, const char *pointer)
{
	int point, length;

	if (client->lines == NULL || sscanf(pointer, "/points/%d%n", &point, &length) != 1 || point < 0
	    || point >= client->line_count)
		return *pointer == '/' ? pointer + 1 : pointer;
	return arena_format(&client->arena, "%s:%lld%s%s", client->file, (long long)client->lines[point],
		pointer[length] == '/' ? " " : "", pointer[length] == '/' ? pointer + length + 1 : "");
}

static void mistake_tell(struct client *client, const json_t *mistake)
{
	const char *pointer = place_of(client, json_text(mistake, "pointer"));

	screen_put(&client->complaints, STYLE_PLAIN, "  ");
	screen_put(&client->complaints, STYLE_WARN, pointer);
	screen_put(&client->complaints, STYLE_PLAIN, *pointer == '\0' ? "" : ": ");
	screen_put(&client->complaints, STYLE_PLAIN, json_text(mistake, "detail"));
	screen_put(&client->complaints, STYLE_FAINT, " (");
	screen_put(&client->complaints, STYLE_FAINT, json_text(mistake, "code"));
	screen_put(&client->complaints, STYLE_FAINT, ")");
	screen_line(&client->complaints);
}

/* After a 412: the newest line of the case's log. */
static void last_change_tell(struct client *client)
{
	const char *audit = known_case_id(client);
	const char *path = arena_format(&client->arena, "/v1/audits/%s/events?sort=-id&limit=1", audit);
	const json_t *event;
	json_t *page;

	if (*audit == '\0' || api_try(client, path, &page) != ENDED_DONE)
		return;
	event = json_array_get(json_object_get(page, "items"), 0);
	screen_text(&client->complaints, "",
		phrase_fill(&client->arena, PHRASE_last_change, client->language,
			view_member(client, &event_message, event, "at"),
			view_member(client, &event_message, event, "account"),
			view_member(client, &event_message, event, "event"), NULL));
	json_decref(page);
}

static void tell(struct client *client, const json_t *problem)
{
	const char *title = json_text(problem, "title"), *detail = json_text(problem, "detail");
	json_t *part;
	size_t i;

	if (strcmp(detail, title) == 0)
		detail = "";
	screen_put(&client->complaints, STYLE_PLAIN, "tilsyn: ");
	screen_put(&client->complaints, STYLE_BAD, title);
	screen_put(&client->complaints, STYLE_PLAIN, *detail == '\0' ? "" : ": ");
	screen_put(&client->complaints, STYLE_PLAIN, detail);
	screen_format(&client->complaints, STYLE_FAINT, " (%s)", json_text(problem, "code"));
	screen_line(&client->complaints);
	json_array_foreach(json_object_get(problem, "guards"), i, part)
		guard_tell(client, &client->complaints, "", part);
	json_array_foreach(json_object_get(problem, "errors"), i, part)
		mistake_tell(client, part);
}

int problem_tell(struct client *client, const struct answer *answer)
{
	int ended = answer->status >= 500 || answer->status == 429 ? ENDED_AWAY : ENDED_REFUSED;
	char seconds[24];
	json_t *problem;

	if (client->settings.json) {
		fwrite(answer->body.data, 1, answer->body.length, client->screen.file);
		screen_line(&client->screen);
		return ended;
	}
	problem = answer->body.length == 0
		? NULL
		: json_loadb(answer->body.data, answer->body.length, 0, NULL);
	if (!json_is_object(problem)) {
		json_decref(problem);
		return client_say(client, ENDED_AWAY,
			"%s answers %ld and no problem document: is that tilsyn?",
			client->settings.server, answer->status);
	}
	tell(client, problem);
	if (strcmp(json_text(problem, "code"), "not_authenticated") == 0)
		client_say(client, ended, "log in with: tilsyn login USERNAME");
	json_decref(problem);
	if (answer->status == 412)
		last_change_tell(client);
	snprintf(seconds, sizeof seconds, "%ld", answer->retry_after);
	if (answer->retry_after > 0)
		screen_text(&client->complaints, "",
			phrase_fill(&client->arena, PHRASE_try_again, client->language, seconds,
				NULL));
	return ended;
}
