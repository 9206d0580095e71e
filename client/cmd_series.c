/* cmd_series - an enterprise's own figures: taken in from a table of any size, shown, and drawn. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "client/api.h"
#include "client/body.h"
#include "client/noun.h"
#include "client/plot.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"
#include "proto/series_file.h"

#define PIECE (64 << 10)
#define CELLS 80                        /* where the output is no terminal */

static const struct noun point_row_noun = { .name = "point", .message = &series_figure_message,
	.row = &series_point_message };
static const struct noun phase_noun = { .name = "phase", .message = &series_phase_message };
static const struct noun note_noun = { .name = "note", .message = &series_note_message };

static int series_path(struct client *client, const struct arguments *arguments, const char **ret_path)
{
	int ended = verb_path(client, &measure_point_noun, arguments->word[0], ret_path);

	if (ended == ENDED_DONE)
		*ret_path = arena_format(&client->arena, "%s/series", *ret_path);
	return ended;
}

static void put_series(struct client *client, const json_t *series, const char *chart)
{
	struct buffer text;

	if (chart != NULL) {
		buffer_init(&text);
		plot_series(series, strcmp(chart, "p") == 0 ? PLOT_P : PLOT_RUN,
			client->screen.cells > 0 ? client->screen.cells : CELLS, client->screen.ascii, client->language,
			&client->arena, &text);
		screen_text(&client->screen, "", text.data == NULL ? "" : text.data);
		buffer_release(&text);
	} else {
		view_list(client, &point_row_noun, "period_from period_to numerator denominator share outside in_run",
			json_object_get(series, "points"), "");
	}
	if (json_array_size(json_object_get(series, "notes")) > 0) {
		view_head(client, word_label("notes", client->language, &client->arena));
		view_list(client, &note_noun, "date text new_phase", json_object_get(series, "notes"), "  ");
	}
	if (json_array_size(json_object_get(series, "phases")) > 0) {
		view_head(client, word_label("phases", client->language, &client->arena));
		view_list(client, &phase_noun, "from useful median mean longest_run longest_run_limit crossings "
			"crossings_limit outside", json_object_get(series, "phases"), "  ");
	}
	screen_text(&client->screen, "", json_text(series, "description"));
}

static void show_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &series_query_message, USE_CREATE);
	option_add(set, "chart", "run|p", "draw it on the terminal");
}

static int series_show(struct client *client, const struct arguments *arguments)
{
	const char *path, *query, *chart = argument(arguments, "chart");
	json_t *series;
	int ended = arguments_need(client, arguments);

	if (ended == ENDED_DONE && chart != NULL && strcmp(chart, "run") != 0 && strcmp(chart, "p") != 0)
		ended = client_say(client, ENDED_USAGE, "--chart is run or p");
	if (ended == ENDED_DONE)
		ended = series_path(client, arguments, &path);
	if (ended == ENDED_DONE)
		ended = query_make(client, arguments, &query);
	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "%s%s", path, query), &series, NULL);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, series))
		put_series(client, series, chart);
	json_decref(series);
	return ENDED_DONE;
}

/* The whole file is read before anything is sent; what is kept of it are its periods. */
static int read_file(struct client *client, const char *name, struct series_file *file)
{
	FILE *input = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
	static char piece[PIECE];
	bool good = true;
	size_t length;
	int ended = ENDED_DONE;

	if (input == NULL)
		return client_say(client, ENDED_USAGE, "%s: %s", name, strerror(errno));
	while (good && (length = fread(piece, 1, sizeof piece, input)) > 0)
		good = series_file_feed(file, piece, length);
	if (ferror(input))
		ended = client_say(client, ENDED_USAGE, "%s: %s", name, strerror(errno));
	else if (!good || !series_file_end(file))
		ended = client_say(client, ENDED_USAGE, "%s:%lld: %s; nothing was sent", name,
			(long long)file->csv.line, client_said(client, file->csv.wrong));
	if (input != stdin)
		fclose(input);
	return ended;
}

static json_t *points_of(const struct series_file *file)
{
	json_t *points = json_array();

	for (int i = 0; i < file->count; i++) {
		const struct series_figure *figure = &file->figures[i];
		char from[DAY_TEXT], to[DAY_TEXT];

		json_array_append_new(points, json_pack("{s:s, s:s, s:I, s:I}", "period_from",
			day_format(figure->period_from, from), "period_to", day_format(figure->period_to, to),
			"numerator", (json_int_t)figure->numerator, "denominator", (json_int_t)figure->denominator));
	}
	return points;
}

static void import_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &series_file_query_message, USE_CREATE);
}

static int post(struct client *client, const char *path, json_t *body)
{
	json_t *series;
	int ended = api_post(client, path, body, NULL, &series);

	json_decref(body);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, series))
		screen_text(&client->screen, "", json_text(series, "description"));
	json_decref(series);
	return ENDED_DONE;
}

static int import_figures(struct client *client, const struct arguments *arguments, const json_t *given)
{
	struct series_file *file = arena_take(&client->arena, sizeof *file);
	const char *path;
	int ended;

	series_file_begin(file, strcmp(json_text(given, "every"), "week") == 0 ? SERIES_BY_WEEK : SERIES_BY_MONTH,
		SERIES_POINTS, &client->arena);
	ended = read_file(client, arguments->word[1], file);
	if (ended == ENDED_DONE)
		ended = series_path(client, arguments, &path);
	if (ended != ENDED_DONE)
		return ended;
	client->file = arguments->word[1];
	client->lines = file->lines;
	client->line_count = file->count;
	return post(client, path, json_pack("{s:s, s:o, s:b}", "enterprise", json_text(given, "enterprise"), "points",
		points_of(file), "correct", json_is(given, "correct")));
}

static int series_import(struct client *client, const struct arguments *arguments)
{
	json_t *given;
	int ended = arguments_need(client, arguments);

	if (ended == ENDED_DONE)
		ended = body_make(client, arguments, &given);
	if (ended != ENDED_DONE)
		return ended;
	ended = import_figures(client, arguments, given);
	json_decref(given);
	return ended;
}

static void note_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	show_options(noun, command, set);
	set->count--;                           /* there is nothing to draw */
	option_add_members(set, &series_note_message, USE_CREATE);
}

static int series_note(struct client *client, const struct arguments *arguments)
{
	static const char *const members[] = { "date", "text", "new_phase" };
	const char *path;
	json_t *given, *note, *body;
	int ended = arguments_need(client, arguments);

	if (ended == ENDED_DONE)
		ended = series_path(client, arguments, &path);
	if (ended == ENDED_DONE)
		ended = body_make(client, arguments, &given);
	if (ended != ENDED_DONE)
		return ended;
	note = json_object();
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		if (json_object_get(given, members[i]) != NULL)
			json_object_set(note, members[i], json_object_get(given, members[i]));
	body = json_pack("{s:O, s:[o]}", "enterprise", json_object_get(given, "enterprise"), "notes", note);
	json_decref(given);
	return post(client, path, body);
}

static const struct command series_commands[] = {
	{ .name = "show", .operands = "POINT", .about = "an enterprise's own figures, with run chart and p-chart",
		.least = 1, .most = 1, .options = show_options, .run = series_show },
	{ .name = "import", .operands = "POINT FILE", .about = "figures from a table: period_from;period_to;numerator;denominator (or fra;til;teller;nevner),"
		" or a record a line: date;compliant (or dato;oppfylt)",
		.least = 2, .most = 2, .options = import_options, .run = series_import },
	{ .name = "note", .operands = "POINT", .about = "note what was changed, and when", .least = 1, .most = 1,
		.options = note_options, .run = series_note },
	{ .name = NULL },
};

const struct noun series_noun = { .name = "series", .about = "an enterprise's own weekly or monthly figures",
	.machine = -1, .commands = series_commands };
