/* mark_chart - figures as lines of a body, and those lines as figures again. */
#include "letter/mark_chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/measure.h"
#include "letter/mark_inline.h"

#define MOST_DAYS 36525                 /* in one chart: nobody has figures of more than a hundred years */

static const char *const kinds[] = { [CHART_RUN] = "run", [CHART_P] = "p", [CHART_ROUNDS] = "rounds" };
#define KINDS ((int)(sizeof kinds / sizeof kinds[0]))

struct reader {
	struct arena *arena;
	struct chart chart;
	struct series_point *points;
	struct chart_round *rounds;
	struct chart_note *notes;
	int32_t *cuts;
	int round_count, cut_count;
};

/* The words after the name, or NULL: the line is another. */
static const char *after(const char *line, const char *name)
{
	size_t length = strlen(name);

	return strncmp(line, name, length) == 0 && line[length] == ' ' ? line + length + 1 : NULL;
}

static bool take_day(const char **text, int32_t *ret_day)
{
	char day[DAY_TEXT] = "";

	strncat(day, *text, DAY_TEXT - 1);
	if (!day_parse(day, ret_day))
		return false;
	*text += DAY_TEXT - 1;
	*text += **text == ' ';
	return true;
}

static bool take_target(struct reader *reader, const char *words)
{
	char *end;
	double target = strtod(words, &end);

	if (end == words || *end != '\0' || !(target >= 0 && target <= 1))
		return false;
	reader->chart.target = target;
	return true;
}

static bool take_phase(struct reader *reader, const char *words)
{
	int32_t day;

	if (!take_day(&words, &day) || *words != '\0' || reader->cut_count == CHART_NOTES
	    || (reader->cut_count > 0 && reader->cuts[reader->cut_count - 1] >= day))
		return false;
	*(int32_t *)arena_push(reader->arena, (void **)&reader->cuts, &reader->cut_count, sizeof day) = day;
	return true;
}

static bool take_note(struct reader *reader, const char *words)
{
	int32_t day;

	if (!take_day(&words, &day) || *words == '\0' || reader->chart.note_count == CHART_NOTES)
		return false;
	*(struct chart_note *)arena_push(reader->arena, (void **)&reader->notes, &reader->chart.note_count,
		sizeof *reader->notes) = (struct chart_note){ day, mark_inline_plain(words, words + strlen(words), reader->arena) };
	return true;
}

static bool follows(const struct reader *reader, const struct series_point *point)
{
	const struct series_point *last;

	if (reader->chart.count == 0)
		return true;
	last = &reader->points[reader->chart.count - 1];
	return point->from >= last->from && point->to >= last->to && point->to - reader->points[0].from < MOST_DAYS;
}

static bool take_point(struct reader *reader, const char *words)
{
	struct series_point point;
	struct chart_round round = { .passes = true, .counts = true };
	struct measure_interval interval;
	long long numerator, denominator;
	int length = 0;
	bool is_round = reader->chart.kind == CHART_ROUNDS;

	if (!take_day(&words, &point.from) || !take_day(&words, &point.to)
	    || *words == ' '
	    || sscanf(words, "%15lld/%15lld%n", &numerator, &denominator, &length) != 2)
		return false;
	words += length;
	if (is_round && strcmp(words, " fails") == 0)
		round.passes = false;
	else if (is_round && strcmp(words, " not_counted") == 0)
		round.counts = false;
	else if (*words != '\0')
		return false;
	if (numerator < 0 || numerator > denominator || point.to < point.from
	    || point.to - point.from >= MOST_DAYS || reader->chart.count == SERIES_MOST || !follows(reader, &point))
		return false;
	point.numerator = numerator;
	point.denominator = denominator;
	interval = measure_wilson(numerator, denominator);
	round.low = interval.low;
	round.high = interval.high;
	*(struct series_point *)arena_push(reader->arena, (void **)&reader->points, &reader->chart.count, sizeof point) = point;
	*(struct chart_round *)arena_push(reader->arena, (void **)&reader->rounds, &reader->round_count, sizeof round) = round;
	return true;
}

static bool take_line(struct reader *reader, const char *line)
{
	const char *words;

	if ((words = after(line, "%point")) != NULL)
		return take_point(reader, words);
	if ((words = after(line, "%target")) != NULL)
		return take_target(reader, words);
	if ((words = after(line, "%phase")) != NULL)
		return take_phase(reader, words);
	return (words = after(line, "%note")) != NULL && take_note(reader, words);
}

/* The chart's kind; ret_title where its title begins.  KINDS: it has none. */
static int kind_of(const char *text, const char **ret_title)
{
	int kind = 0;

	while (kind < KINDS && (*ret_title = after(text, kinds[kind])) == NULL)
		kind++;
	return kind;
}

static void judge(struct reader *reader)
{
	struct chart *chart = &reader->chart;
	int most = reader->cut_count + 1;
	struct series_phase *phases = arena_take_array(reader->arena, (size_t)most, sizeof *phases);

	chart->points = reader->points;
	chart->rounds = reader->rounds;
	chart->notes = reader->notes;
	if (chart->kind == CHART_ROUNDS)
		return;
	chart->phases = phases;
	chart->phase_count = series_phases(reader->points, chart->count, reader->cuts, reader->cut_count, phases, most);
}

const char *mark_chart_read(const char *text, struct arena *arena, struct mark_block *ret_chart)
{
	struct reader reader = { .arena = arena, .chart.target = NAN };
	const char *title, *end = text + strcspn(text, "\n"), *next = end + (*end == '\n');
	int kind = kind_of(text, &title);

	if (kind == KINDS || title >= end)
		return NULL;
	reader.chart.kind = (enum chart_kind)kind;
	title = mark_inline_plain(title, end, arena);
	while (*next == '%') {
		size_t length = strcspn(next, "\n");

		if (!take_line(&reader, arena_text_n(arena, next, length)))
			break;
		next += length + (next[length] == '\n');
	}
	if (reader.chart.count == 0)
		return NULL;
	judge(&reader);
	*ret_chart = (struct mark_block){ .type = MARK_CHART, .title = title };
	ret_chart->chart = arena_take(arena, sizeof *ret_chart->chart);
	*ret_chart->chart = reader.chart;
	return next;
}

static void add_points(const struct chart *chart, struct buffer *body)
{
	for (int i = 0; i < chart->count; i++) {
		const struct series_point *point = &chart->points[i];
		char from[DAY_TEXT], to[DAY_TEXT];

		buffer_format(body, "%%point %s %s %lld/%lld", day_format(point->from, from), day_format(point->to, to),
			(long long)point->numerator, (long long)point->denominator);
		if (chart->kind == CHART_ROUNDS && !chart->rounds[i].counts)
			buffer_add_text(body, " not_counted");
		else if (chart->kind == CHART_ROUNDS && !chart->rounds[i].passes)
			buffer_add_text(body, " fails");
		buffer_add_char(body, '\n');
	}
}

const char *mark_chart(const struct chart *chart, const char *title, struct arena *arena)
{
	struct buffer body;
	const char *copy;
	char day[DAY_TEXT];

	buffer_init(&body);
	buffer_format(&body, "%%chart %s ", kinds[chart->kind]);
	mark_add_data(&body, title);
	buffer_add_char(&body, '\n');
	if (!isnan(chart->target))
		buffer_format(&body, "%%target %.9g\n", chart->target);
	for (int i = 1; i < chart->phase_count; i++)
		buffer_format(&body, "%%phase %s\n", day_format(chart->points[chart->phases[i].first].from, day));
	for (int i = 0; i < chart->note_count; i++) {
		if (strspn(chart->notes[i].text, " \t\r\n") == strlen(chart->notes[i].text))
			continue;
		buffer_format(&body, "%%note %s ", day_format(chart->notes[i].on, day));
		mark_add_data(&body, chart->notes[i].text);
		buffer_add_char(&body, '\n');
	}
	add_points(chart, &body);
	copy = arena_text(arena, body.data);
	buffer_release(&body);
	return copy;
}
