/* cmd_survey - surveys: whom they ask, what was answered, and the same step taken for all of their parts. */
#include <errno.h>
#include <string.h>

#include "client/api.h"
#include "client/body.h"
#include "client/file.h"
#include "client/noun.h"
#include "client/planned.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"

static const struct noun part_noun = { .name = "part", .message = &survey_row_message };
static const struct noun figures_noun = { .name = "figures", .message = &question_figures_message };
static const struct noun count_noun = { .name = "count", .message = &survey_count_message };

#define ANSWERS_FILE_MAX (8UL << 20)
#define PART_COLUMNS "case_number enterprise_name state letter_kind letter_state due answered_on days_late selected in_depth"

/* All the parts: the caller gives them back. */
static int take_parts(struct client *client, const char *path, const char *query, json_t **ret_parts)
{
	json_t *page, *all = json_array();
	const char *next = "";
	int ended = ENDED_DONE;

	while (next != NULL && ended == ENDED_DONE) {
		ended = api_get(client, arena_format(&client->arena, "%s/audits?limit=200%s%s%s", path, query,
			*next == '\0' ? "" : "&after=", api_escape(client, next)), &page, NULL);
		if (ended != ENDED_DONE)
			break;
		json_array_extend(all, json_object_get(page, "items"));
		next = json_is_string(json_object_get(page, "next"))
			? arena_text(&client->arena, json_text(page, "next")) : NULL;
		json_decref(page);
	}
	if (ended == ENDED_DONE)
		*ret_parts = all;
	else
		json_decref(all);
	return ended;
}

static void parts_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	option_add_filters(set, &survey_parts_query_message);
}

static int parts(struct client *client, const struct arguments *arguments)
{
	const char *path, *query;
	json_t *all;
	int ended = verb_path(client, &survey_noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = query_make(client, arguments, &query);
	if (ended == ENDED_DONE)
		ended = take_parts(client, path, *query == '\0' ? "" : arena_format(&client->arena, "&%s", query + 1), &all);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, all))
		view_list(client, &part_noun, PART_COLUMNS, all, "");
	json_decref(all);
	return ENDED_DONE;
}

static void ask_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	option_add_members(set, &survey_enterprises_message, USE_CREATE);
}

static int ask(struct client *client, const struct arguments *arguments)
{
	const char *path;
	json_t *made;
	int ended = verb_path(client, &survey_noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = verb_post(client, arguments, arena_format(&client->arena, "%s/audits", path), &made);
	return ended != ENDED_DONE ? ended : planned_view(client, made, "made");
}

/* A table of answers, as `table` writes it and people fill it in. */
static int answers(struct client *client, const struct arguments *arguments)
{
	char key[ID_SIZE];
	const char *path;
	struct buffer text;
	struct answer answer;
	json_t *taken;
	int ended = verb_path(client, &survey_noun, arguments->word[0], &path), error;

	if (ended != ENDED_DONE)
		return ended;
	buffer_init(&text);
	answer_init(&answer);
	api_key(key);
	error = file_read(arguments->word[1], ANSWERS_FILE_MAX, &text);
	if (error != 0)
		ended = client_say(client, ENDED_USAGE, "%s: %s", arguments->word[1], strerror(error));
	else
		ended = api_ask(client, &(struct asking){ .method = "POST", .media = "text/csv", .key = key, .body = text.data,
			.length = text.length, .path = arena_format(&client->arena, "%s/answers.csv", path) }, &answer);
	if (ended == ENDED_DONE)
		ended = api_json(client, &answer, &taken);
	buffer_release(&text);
	answer_release(&answer);
	return ended != ENDED_DONE ? ended : planned_view(client, taken, "answered");
}

static void table_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	option_add_members(set, &answers_query_message, USE_CREATE);
	attachment_save_options(noun, command, set);
}

static int table(struct client *client, const struct arguments *arguments)
{
	const char *path, *query;
	int ended = verb_path(client, &survey_noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = query_make(client, arguments, &query);
	return ended != ENDED_DONE ? ended
		: attachment_save(client, arguments, arena_format(&client->arena, "%s/answers.csv%s", path, query));
}

static void summary_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	option_add(set, "outside", NULL, "for others than the authority: small numbers are left out");
}

/* The words of a choice are the guide's own; yes and no are ours. */
static void put_counts(struct client *client, const json_t *question)
{
	json_t *counts = json_object_get(question, "counts"), *count;
	size_t i;

	if (strcmp(json_text(question, "kind"), question_kinds.word[QUESTION_YES_NO]) == 0)
		json_array_foreach(counts, i, count)
			json_object_set_new(count, "option",
				json_string(phrase(i == 0 ? PHRASE_yes : PHRASE_no, client->language)));
	view_list(client, &count_noun, "option count share", counts, "  ");
}

static void put_summary(struct client *client, const json_t *summary)
{
	json_t *question, *head = json_pack("{s:O, s:O, s:O, s:O}", "enterprises", json_object_get(summary, "enterprises"),
		"answered", json_object_get(summary, "answered"), "late", json_object_get(summary, "late"),
		"selected", json_object_get(summary, "selected"));
	size_t i;

	view_object(client, &survey_outcome_message, head);
	json_decref(head);
	json_array_foreach(json_object_get(summary, "questions"), i, question) {
		view_head(client, arena_format(&client->arena, "%s: %s", json_text(question, "code"), json_text(question, "text")));
		if (json_array_size(json_object_get(question, "counts")) > 0)
			put_counts(client, question);
		else {
			json_t *one = json_pack("[O]", question);

			view_list(client, &figures_noun, "answered lowest median highest", one, "  ");
			json_decref(one);
		}
	}
	if (json_array_size(json_object_get(summary, "unanswered")) == 0)
		return;
	view_head(client, word_label("unanswered", client->language, &client->arena));
	view_list(client, &part_noun, "case_number enterprise_name due deadline_state", json_object_get(summary, "unanswered"), "  ");
}

static int summary(struct client *client, const struct arguments *arguments)
{
	const char *path;
	json_t *told;
	int ended = verb_path(client, &survey_noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "%s/summary%s", path,
			argument(arguments, "outside") != NULL ? "?outside=true" : ""), &told, NULL);
	return ended != ENDED_DONE ? ended : view_told(client, told, put_summary);
}

static void step_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	if (strcmp(command->name, "sum-up") == 0)
		option_add(set, "report", "TEXT", "what it showed, where the survey has no report yet; @FILE takes it from a file");
	else
		option_add(set, "reason", "TEXT", "why it is taken up again");
}

static int post_event(struct client *client, const char *path, json_t *body, json_t **ret_object)
{
	char tag[TAG_SIZE];
	json_t *object;
	int ended = api_get(client, path, &object, tag);

	if (ended != ENDED_DONE)
		return ended;
	json_decref(object);
	return api_post(client, arena_format(&client->arena, "%s/actions", path), body, tag, ret_object);
}

/* sum-up, resume, close. */
static int step(struct client *client, const struct arguments *arguments)
{
	static const char *const members[] = { "report", "reason" };
	const char *path, *text;
	json_t *survey, *body;
	int ended = verb_path(client, &survey_noun, arguments->word[0], &path);

	if (ended != ENDED_DONE)
		return ended;
	body = json_pack("{s:s}", "event", strcmp(arguments->command->name, "sum-up") == 0 ? "sum_up" : arguments->command->name);
	for (size_t i = 0; i < 2 && ended == ENDED_DONE; i++)
		if (argument(arguments, members[i]) != NULL) {
			ended = text_take(client, members[i], argument(arguments, members[i]), &text);
			if (ended == ENDED_DONE)
				json_object_set_new(body, members[i], json_string(text));
		}
	if (ended == ENDED_DONE)
		ended = post_event(client, path, body, &survey);
	json_decref(body);
	if (ended != ENDED_DONE)
		return ended;
	ended = view_answer(client, &survey_noun, survey);
	json_decref(survey);
	return ended;
}

/* A step of one part, where it is its turn; NULL: it is not. */
struct turn { const char *path; json_t *body; };
typedef struct turn turn_finder(struct client *client, const json_t *part, const char *word);

static bool is(const json_t *part, const char *member, const char *word)
{
	return strcmp(json_text(part, member), word) == 0;
}

/* The notice of one that is planned, the report of one that is written up. */
static struct turn draft_turn(struct client *client, const json_t *part, const char *kind)
{
	bool notice = strcmp(kind, "notice") == 0;

	if (!is(part, "state", notice ? "planned" : "drafting") || is(part, "letter_kind", kind))
		return (struct turn){ NULL, NULL };
	return (struct turn){ arena_format(&client->arena, "/v1/audits/%s/letters", json_text(part, "audit")),
		json_pack("{s:s}", "kind", kind) };
}

static struct turn letter_turn(struct client *client, const json_t *part, const char *event)
{
	bool approves = strcmp(event, "approve") == 0;
	json_t *body;

	if (!is(part, "letter_state", approves ? "submitted" : "draft"))
		return (struct turn){ NULL, NULL };
	body = json_pack("{s:s}", "event", event);
	if (approves)
		json_object_set(body, "sha256", json_object_get(part, "letter_sha256"));
	return (struct turn){ arena_format(&client->arena, "/v1/letters/%s", json_text(part, "letter")), body };
}

static struct turn audit_turn(struct client *client, const json_t *part, const char *event)
{
	static const struct { const char *event, *typed, *from; } steps[] = {
		{ "notify", "notify", "planned" }, { "begin_fieldwork", "begin-fieldwork", "notified" },
		{ "end_fieldwork", "end-fieldwork", "fieldwork" }, { "send_final", "send-final", "drafting" },
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (strcmp(steps[i].typed, event) == 0 && is(part, "state", steps[i].from))
			return (struct turn){ arena_format(&client->arena, "/v1/audits/%s", json_text(part, "audit")),
				json_pack("{s:s}", "event", steps[i].event) };
	return (struct turn){ NULL, NULL };
}

/* What holds one part back holds none of the others. */
static int take_turns(struct client *client, const json_t *all, turn_finder *find, const char *word)
{
	int done = 0, held = 0, ended = ENDED_DONE, worst = ENDED_DONE;
	json_t *part, *object;
	size_t i;

	json_array_foreach(all, i, part) {
		struct turn turn = find(client, part, word);

		if (turn.path == NULL)
			continue;
		ended = find == draft_turn ? api_post(client, turn.path, turn.body, NULL, &object)
			: post_event(client, turn.path, turn.body, &object);
		json_decref(turn.body);
		if (ended == ENDED_DONE) {
			json_decref(object);
			done++;
			continue;
		}
		client_say(client, ENDED_DONE, "%s", json_text(part, "case_number"));
		held++;
		worst = ended;
		if (ended == ENDED_AWAY)
			break;
	}
	screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_turns, client->language,
		arena_format(&client->arena, "%d", done), arena_format(&client->arena, "%d", held),
		arena_format(&client->arena, "%d", (int)json_array_size(all) - done - held), NULL));
	return worst;
}

static int for_all(struct client *client, const struct arguments *arguments)
{
	const char *name = arguments->command->name, *path;
	turn_finder *turn = strcmp(name, "draft") == 0 ? draft_turn : strcmp(name, "each") == 0 ? audit_turn : letter_turn;
	json_t *all;
	int ended = verb_path(client, &survey_noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = take_parts(client, path, "", &all);
	if (ended != ENDED_DONE)
		return ended;
	ended = take_turns(client, all, turn, arguments->words > 1 ? arguments->word[1] : name);
	json_decref(all);
	return ended;
}

static const struct command survey_commands[] = {
	{ .name = "ask", .operands = "SURVEY", .about = "make an audit of each enterprise it asks", .least = 1, .most = 1,
		.options = ask_options, .run = ask },
	{ .name = "parts", .operands = "SURVEY", .about = "the enterprises asked, and how far each has come", .least = 1,
		.most = 1, .options = parts_options, .run = parts },
	{ .name = "draft", .operands = "SURVEY notice|final_report", .about = "draft that letter for each whose turn it is",
		.least = 2, .most = 2, .run = for_all },
	{ .name = "submit", .operands = "SURVEY", .about = "submit each draft of those", .least = 1, .most = 1, .run = for_all },
	{ .name = "approve", .operands = "SURVEY", .about = "approve each that was submitted, as it now reads", .least = 1,
		.most = 1, .run = for_all },
	{ .name = "each", .operands = "SURVEY notify|begin-fieldwork|end-fieldwork|send-final",
		.about = "take that step with each whose turn it is", .least = 2, .most = 2, .run = for_all },
	{ .name = "summary", .operands = "SURVEY", .about = "how each question was answered, and who has not answered",
		.least = 1, .most = 1, .options = summary_options, .run = summary },
	{ .name = "table", .operands = "SURVEY", .about = "all answers as a table, to fill in what is missing", .least = 1, .most = 1,
		.options = table_options, .run = table },
	{ .name = "answers", .operands = "SURVEY FILE", .about = "register the answers of a table: all are judged before any",
		.least = 2, .most = 2, .run = answers },
	{ .name = "sum-up", .operands = "SURVEY", .about = "take no more answers: the reports are written from these", .least = 1,
		.most = 1, .options = step_options, .run = step },
	{ .name = "resume", .operands = "SURVEY", .about = "take answers again", .least = 1, .most = 1,
		.options = step_options, .run = step },
	{ .name = "close", .operands = "SURVEY", .about = "end it, when each of its audits has ended", .least = 1, .most = 1,
		.run = step },
	{ .name = NULL },
};

const struct noun survey_noun = {
	.name = "survey", .about = "a guide's questions put to many enterprises",
	.path = "/v1/surveys", .in_path = true, .message = &survey_message, .query = &page_query_message,
	.columns = "title method due state opened_at", .machine = -1, .create = "open", .edit = "patch",
	.label = "title", .keys = "title", .newest = true, .commands = survey_commands,
};

const struct noun answer_noun = {
	.name = "answer", .about = "what an enterprise answered to a survey, whole; a correction is another",
	.under = &audit_noun, .part = "answers", .message = &answer_set_message,
	.columns_within = "# number received_on days_late reason registered_by", .machine = -1,
	.create = "register", .label = "received_on",
};

const struct noun selection_noun = {
	.name = "selection", .about = "that a survey's audit is to be followed by one in depth, and why",
	.under = &audit_noun, .part = "selections", .message = &selection_message,
	.columns_within = "# withdrawn reason registered_by registered_at", .machine = -1,
	.create = "register", .label = "reason",
};
