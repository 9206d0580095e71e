/* series.h - a series at hand: its figures and notes as stored, judged by run chart and p-chart. */
#ifndef OP_SERIES_H
#define OP_SERIES_H

#include "core/chart.h"
#include "op/operation.h"
#include "proto/noun.h"

struct series_case {
	struct measure_point measure_point;
	struct enterprise enterprise;
	const char *enterprise_pointer; /* where the caller named it */
	struct series_point *points;    /* sorted, with room for SERIES_POINTS */
	struct series_note *notes;      /* sorted, with room for SERIES_NOTES */
	const struct series_phase *phases;
	int count, note_count, phase_count;

	int point_place, enterprise_place, figure_place, note_place;
};

/* The measure point is the path's; pointer: where a mistake of the enterprise is told. */
void series_ask(struct request *request, struct series_case *series, const char *enterprise, const char *pointer);
/* 0, REFUSAL_not_found, or a fault; the phases are not judged yet. */
int series_take(struct request *request, struct series_case *series);
/* False, and a mistake: the enterprise is not there. */
bool series_has_enterprise(struct request *request, const struct series_case *series);

void series_judge_phases(struct request *request, struct series_case *series);
void series_show(struct request *request, const struct series_case *series);
/* Judged by itself; lives in the arena. */
struct chart series_chart(struct request *request, const struct series_case *series, enum chart_kind kind);

#endif
