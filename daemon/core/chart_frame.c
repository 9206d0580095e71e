/* chart_frame - axes with ticks of whole months and tenths, names of lines, and what shapes mean. */
#include "core/chart_frame.h"

#include <math.h>
#include <string.h>

#define LEFT 38.0
#define RIGHT (CHART_WIDTH - 112)       /* beside it the lines have their names */
#define TOP 20.0
#define BOTTOM (CHART_HEIGHT - 48)
#define TICKS 9                         /* at most so many along the time */
#define NOTE_HEIGHT 12.0
#define NUMBER_WIDTH 12.0
#define NOTE_LONGEST 96                 /* bytes: about what stands beside one another */
#define MORE " …"

struct line_of_text { char text[120]; size_t length; };

static void add(struct line_of_text *line, const char *text)
{
	size_t length = strlen(text);

	if (length > sizeof line->text - 1 - line->length)
		return;                 /* a word that is too long is left out, never cut in a letter */
	memcpy(line->text + line->length, text, length + 1);
	line->length += length;
}

/* As many whole words as there is room for, and a sign where some are left out. */
static void add_words(struct line_of_text *line, const char *text)
{
	size_t room = NOTE_LONGEST - line->length, length = strlen(text);

	if (length > room) {
		for (length = room - strlen(MORE); length > 0 && text[length] != ' '; length--)
			;
	}
	memcpy(line->text + line->length, text, length);
	line->length += length;
	line->text[line->length] = '\0';
	if (text[length] != '\0')
		add(line, MORE);
}

static void add_number(struct line_of_text *line, int number, int digits)
{
	char text[12];
	int at = sizeof text - 1;

	text[at] = '\0';
	do {
		text[--at] = (char)('0' + number % 10);
		number /= 10;
		digits--;
	} while (at > 0 && (number > 0 || digits > 0));
	add(line, text + at);
}

static void add_percent(struct line_of_text *line, const struct chart_words *words, double share)
{
	int tenths = (int)round(share * 1000);

	add_number(line, tenths / 10, 1);
	if (tenths % 10 != 0) {
		add(line, words->decimal);
		add_number(line, tenths % 10, 1);
	}
	add(line, words->percent);
}

double drawing_x(const struct drawing *d, double day)
{
	return LEFT + (RIGHT - LEFT) * (day - d->first) / ((double)d->last - d->first);
}

double drawing_y(const struct drawing *d, double share)
{
	return BOTTOM - (BOTTOM - TOP) * (share - d->floor) / (1 - d->floor);
}

void drawing_line(const struct drawing *d, enum chart_line what, double x1, double y1, double x2,
	double y2)
{
	d->pen->line(d->pen->self, what, x1, y1, x2, y2);
}

static void draw_label(const struct drawing *d, enum chart_anchor anchor, double x, double y,
	const char *text)
{
	d->pen->label(d->pen->self, anchor, x, y, text);
}

static void draw_shares(const struct drawing *d)
{
	for (int tenth = d->floor > 0 ? 5 : 0; tenth <= 10; tenth += d->floor > 0 ? 1 : 2) {
		struct line_of_text text = { .length = 0 };
		double y = drawing_y(d, tenth / 10.0);

		add_percent(&text, &d->chart->words, tenth / 10.0);
		drawing_line(d, tenth == 0 || (tenth == 5 && d->floor > 0) ? CHART_AXIS : CHART_GRID, LEFT, y,
			RIGHT, y);
		draw_label(d, CHART_END, LEFT - 5, y + 3, text.text);
	}
	drawing_line(d, CHART_AXIS, LEFT, TOP, LEFT, BOTTOM);
}

/* A tick at the first day of a month, every so many months; each says its month, or its year. */
static void draw_months(const struct drawing *d, int step)
{
	int year, month, date;

	day_split(d->first, &year, &month, &date);
	for (month = (month - 1) / step * step + 1; ; month += step) {
		struct line_of_text text = { .length = 0 };
		int32_t day;
		double x;

		while (month > 12) {
			month -= 12;
			year++;
		}
		if (step > 12 && year % (step / 12) != 0) {
			month += 12 - step;     /* only the years that a step divides */
			continue;
		}
		day = day_of(year, month, 1);
		if (day > d->last)
			return;
		if (day < d->first)
			continue;
		add_number(&text, year, 4);
		if (step < 12) {
			add(&text, "-");
			add_number(&text, month, 2);
		}
		x = drawing_x(d, day);
		drawing_line(d, CHART_AXIS, x, BOTTOM, x, BOTTOM + 4);
		draw_label(d, CHART_CENTRE, x, BOTTOM + 14, text.text);
	}
}

static void draw_days(const struct drawing *d, int step)
{
	for (int32_t day = d->first; day <= d->last; day += step) {
		char text[DAY_TEXT];
		double x = drawing_x(d, day);

		drawing_line(d, CHART_AXIS, x, BOTTOM, x, BOTTOM + 4);
		draw_label(d, CHART_CENTRE, x, BOTTOM + 14, day_format(day, text));
	}
}

static void draw_time(const struct drawing *d)
{
	static const int steps[] = { 1, 2, 3, 6, 12, 24, 60, 120, 600, 6000 };
	int64_t days = (int64_t)d->last - d->first;
	size_t at = 0;

	if (days < 100) {
		draw_days(d, days < 70 ? 14 : 28);
		return;
	}
	while (days / 30 / steps[at] >= TICKS)
		at++;
	draw_months(d, steps[at]);
}

double chart_height(const struct chart *chart)
{
	return CHART_HEIGHT + NOTE_HEIGHT * chart->note_count;
}

/* A line at the day, with a number that is told below the chart. */
static void draw_notes(const struct drawing *d)
{
	double taken = 0;               /* to here stands the number before */

	for (int i = 0; i < d->chart->note_count; i++) {
		const struct chart_note *note = &d->chart->notes[i];
		struct line_of_text text = { .length = 0 };
		double x = drawing_x(d, note->on);
		char day[DAY_TEXT];

		add_number(&text, i + 1, 1);
		if (note->on >= d->first && note->on <= d->last) {
			drawing_line(d, CHART_CHANGE, x, TOP - 6, x, BOTTOM);
			x = x - NUMBER_WIDTH / 2 < taken ? taken + NUMBER_WIDTH / 2 : x;
			draw_label(d, CHART_CENTRE, x, TOP - 9, text.text);
			taken = x + NUMBER_WIDTH / 2;
		}
		add(&text, "  ");
		add(&text, day_format(note->on, day));
		add(&text, "  ");
		add_words(&text, note->text);
		draw_label(d, CHART_START, LEFT, CHART_HEIGHT - 2 + NOTE_HEIGHT * (i + 0.5), text.text);
	}
}

void drawing_axes(const struct drawing *d)
{
	draw_shares(d);
	draw_time(d);
	draw_notes(d);
}

/* The name of a line beside its end, moved away from one that stands there already. */
static double name_line(const struct drawing *d, const char *word, double share, double taken)
{
	struct line_of_text text = { .length = 0 };
	double y = drawing_y(d, share) + 3;

	if (word == NULL || isnan(share))
		return taken;
	if (!isnan(taken) && fabs(y - taken) < CHART_LABEL_HEIGHT + 2)
		y = y <= taken && taken - CHART_LABEL_HEIGHT - 2 > TOP ? taken - CHART_LABEL_HEIGHT - 2
			: taken + CHART_LABEL_HEIGHT + 2;
	add(&text, word);
	add(&text, " ");
	add_percent(&text, &d->chart->words, share);
	draw_label(d, CHART_START, RIGHT + 8, y, text.text);
	return y;
}

void drawing_names(const struct drawing *d, double middle)
{
	const struct chart *chart = d->chart;
	double taken = name_line(d, chart->words.middle, middle, NAN), y = drawing_y(d, chart->target);

	if (isnan(chart->target))
		return;
	drawing_line(d, CHART_TARGET, LEFT, y, RIGHT, y);
	name_line(d, chart->words.target, chart->target, taken);
}

/* What the shapes mean, below the axis; only those that are there. */
void drawing_key(const struct drawing *d, unsigned used)
{
	const struct chart_words *words = &d->chart->words;
	const char *const meant[CHART_MARKS] = {
		[CHART_DOT] = d->chart->kind == CHART_ROUNDS ? words->passes : NULL,
		[CHART_DIAMOND] = words->outside, [CHART_SQUARE] = words->run,
		[CHART_CROSS] = words->fails, [CHART_RING] = words->not_counted,
	};
	double x = LEFT + 4, y = CHART_HEIGHT - 12;

	if (d->chart->kind == CHART_P && words->limits != NULL) {
		drawing_line(d, CHART_LIMIT, x - 4, y - 3, x + 14, y - 3);
		draw_label(d, CHART_START, x + 19, y, words->limits);
		x += 170;
	}
	if (used >> CHART_MARKS & 1) {
		drawing_line(d, CHART_MIDDLE_SIGNAL, x - 4, y - 3, x + 14, y - 3);
		draw_label(d, CHART_START, x + 19, y, words->signal);
		x += 170;
	}
	for (int mark = 0; mark < CHART_MARKS; mark++) {
		if (meant[mark] == NULL || !(used >> mark & 1))
			continue;
		d->pen->mark(d->pen->self, (enum chart_mark)mark, 1, x, y - 3);
		draw_label(d, CHART_START, x + 11, y, meant[mark]);
		x += 130;
	}
}
