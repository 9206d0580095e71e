/* chart_series - notes become lines of the chart and, where they begin a phase, its cuts. */
#include "letter/chart_series.h"

#include "letter/chart_words.h"

struct chart chart_of_series(enum chart_kind kind, const struct series_point *points, int count,
	const struct series_note *notes, int note_count, double target, enum language language, struct arena *arena)
{
	size_t room = (size_t)note_count + 1;
	struct chart_note *shown = arena_take_array(arena, room, sizeof *shown);
	struct series_phase *phases = arena_take_array(arena, room, sizeof *phases);
	int32_t *cuts = arena_take_array(arena, room, sizeof *cuts);
	int cut_count = 0;

	for (int i = 0; i < note_count; i++) {
		shown[i] = (struct chart_note){ notes[i].date, notes[i].text };
		if (notes[i].new_phase)
			cuts[cut_count++] = notes[i].date;
	}
	return (struct chart){ .kind = kind, .points = points, .count = count, .phases = phases,
		.phase_count = series_phases(points, count, cuts, cut_count, phases, (int)room), .notes = shown,
		.note_count = note_count, .target = target, .words = chart_words(kind, language) };
}
