/* survey_table.h - every part of a survey with the answers that stand: what a table of them is read into and written from. */
#ifndef OP_SURVEY_TABLE_H
#define OP_SURVEY_TABLE_H

#include "op/operation.h"
#include "proto/noun.h"

#define SURVEY_TABLE_MOST (16L << 20)   /* bytes of answers at once, and twice as many of a table */

/* A part of the survey: the answers that stand, and those that came. */
struct answered {
	const char *audit, *case_number, *enterprise, *name;
	struct answer_set standing, given;
	int rows;                       /* that are its own; 0: none came */
};

struct survey_table {
	struct survey survey;
	struct answered *parts;
	int part_count;
};

struct survey_table_places { int survey, answers; };
/* Of `limit` parts after a case number; NULL and INTEGER_NONE: of all. */
struct survey_table_places survey_table_ask(struct request *request, const char *survey, const char *after, int64_t limit);
/* 0, REFUSAL_not_found, or REFUSAL_too_large: more than SURVEY_TABLE_MOST.  What is told lives in the arena. */
int survey_table_take(struct batch *batch, const struct survey_table_places *places, struct arena *arena,
	struct survey_table *ret_table);

#endif
