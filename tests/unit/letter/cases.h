/* cases.h - two cases that letters are written from: one with everything, one with as little as can be. */
#ifndef CASES_H
#define CASES_H

#include "letter/text.h"

struct sample {
	struct enterprise enterprise;
	struct audit audit;
	struct breach breaches[4];
	struct demand demands[3];
	struct interim_measure interim_measures[2];
	struct evidence evidence[3];
	struct observation observations[4];
	struct assessment assessments[4];
	struct deadline deadlines[8];
	struct letter letters[3];
	struct order orders[2];
	struct remark remarks[1];
	struct contact contacts[2];
	struct requirement requirements[4];
	struct measure_point measure_points[1];
	struct series_point figures[24];
	struct series_note changes[1];
	struct own_series series[1];
	struct case_facts facts;
	struct letter letter;           /* the one to write */
};

/* The case as it is when a letter of that kind is written, and the letter. */
void sample_rich(struct sample *sample, int kind, int language);
void sample_bare(struct sample *sample, int kind, int language);

#endif
