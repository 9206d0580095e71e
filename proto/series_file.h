/* series_file.h - a table of an enterprise's own figures, or of single records, read as it comes. */
#ifndef PROTO_SERIES_FILE_H
#define PROTO_SERIES_FILE_H

#include "base/arena.h"
#include "base/csv.h"
#include "proto/noun.h"
#include "proto/query.h"

/*
 * The first row names the columns, in any order, in English or Norwegian.  Either figures:
 *	period_from (fra) ; period_to (til) ; numerator (teller) ; denominator (nevner)
 * or records, one a row, which are counted by the week or month of their day:
 *	date (dato) ; compliant (oppfylt): 1 or 0, ja or nei, true or false
 * Days are YYYY-MM-DD or DD.MM.YYYY.  However many rows: memory is that of the periods, `most` of them.
 */
struct series_file {
	struct csv csv;                 /* with what is wrong, and in which line */

	/* the reader's own */
	struct arena *arena;
	enum series_unit every;         /* of records */
	int most;
	bool records;
	int column[CSV_CELLS], columns; /* what stands where */
	struct series_figure *figures;
	int64_t *lines;                 /* of the figures, where each was first named */
	int count, line_count, last;
};

void series_file_begin(struct series_file *file, enum series_unit every, int most, struct arena *arena);
bool series_file_feed(struct series_file *file, const char *data, size_t length);      /* false: see csv.wrong */
bool series_file_end(struct series_file *file);

#endif
