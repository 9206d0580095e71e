/* chart_rounds.h - the review rounds of a breach's measure point as a chart. */
#ifndef LETTER_CHART_ROUNDS_H
#define LETTER_CHART_ROUNDS_H

#include "base/arena.h"
#include "core/chart.h"
#include "core/facts.h"
#include "proto/refusal.h"

enum rounds_shown { ROUNDS_ALL, ROUNDS_COUNTING };

/* By their periods, judged by what the breach's demand asks of the point, else by what the point does. */
struct chart chart_of_rounds(const struct case_facts *facts, const struct breach *breach,
	const struct measure_point *point, enum rounds_shown shown, enum language language, struct arena *arena);

#endif
