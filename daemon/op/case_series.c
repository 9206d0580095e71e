/* case_series - rows of figures and notes, those of one measure point after the other, become series. */
#include "op/case_series.h"

#include <string.h>

#include "proto/messages.h"

#define MOST "104"              /* two years of weeks: more cannot be told apart on a page */

void case_series_ask(struct casework *work)
{
	struct batch *batch = work->request->batch;

	work->figure_place = batch_put(batch, SQL_case_figure_load, NULL, NULL,
		(const struct with[]){ { "most", MOST }, { NULL, NULL } });
	work->note_place = batch_put(batch, SQL_case_note_load, NULL, NULL, NULL);
}

/* Notes of before the figures begin say nothing beside them. */
static void take_notes(struct casework *work, const struct series_note *notes, int count, struct own_series *series)
{
	for (int i = 0; i < count; i++) {
		const char *point = batch_text(work->request->batch, work->note_place, i, "measure_point");

		if (strcmp(point, series->measure_point) == 0 && notes[i].date >= series->points[0].from)
			series->notes[series->note_count++] = notes[i];
	}
}

void case_series_take(struct casework *work)
{
	const struct batch *batch = work->request->batch;
	struct arena *arena = &work->request->arena;
	int count, note_count;
	const struct series_figure *figures = batch_take(batch, work->figure_place, &series_figure_message, arena, &count);
	const struct series_note *notes = batch_take(batch, work->note_place, &series_note_message, arena, &note_count);
	struct series_point *points = arena_take_array(arena, (size_t)count + 1, sizeof *points);
	struct own_series *series = arena_take_array(arena, (size_t)work->facts.measure_point_count + 1, sizeof *series), *at = NULL;

	work->facts.series = series;
	for (int row = 0; row < count; row++) {
		const char *point = batch_text(batch, work->figure_place, row, "measure_point");

		points[row] = (struct series_point){ figures[row].period_from, figures[row].period_to,
			figures[row].numerator, figures[row].denominator };
		if (at == NULL || strcmp(at->measure_point, point) != 0) {
			at = &series[work->facts.series_count++];
			*at = (struct own_series){ .measure_point = arena_text(arena, point), .points = points + row,
				.notes = arena_take_array(arena, (size_t)note_count + 1, sizeof *at->notes) };
			take_notes(work, notes, note_count, at);
		}
		at->count++;
	}
}
