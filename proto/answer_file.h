/* answer_file.h - a table of answers to a survey, a row an answer, read as it comes. */
#ifndef PROTO_ANSWER_FILE_H
#define PROTO_ANSWER_FILE_H

#include "base/arena.h"
#include "base/csv.h"

/*
 * The first row names the columns, in any order, in English or Norwegian; `comment`, `reason`, `enterprise`
 * and `text` may be missing, and the last two, which only help whoever fills it in, are not read:
 *	case_number (saksnummer) ; received_on (mottatt) ; question (spørsmål) ; answer (svar) ;
 *	comment (kommentar) ; reason (begrunnelse) ; enterprise (virksomhet) ; text (tekst)
 * A row without an answer is a question that was not answered.  The rows of a case stand together.
 */
#define ANSWER_ROWS 100000
struct answer_row {
	int64_t line;
	const char *case_number, *question, *answer, *comment, *reason; /* the last two: NULL where empty */
	int32_t received_on;
};

struct answer_file {
	struct csv csv;                 /* with what is wrong, and in which line */
	struct answer_row *rows;        /* those with an answer */
	int count;

	/* the reader's own */
	struct arena *arena;
	int column[8], columns;
};

void answer_file_begin(struct answer_file *file, struct arena *arena);
bool answer_file_feed(struct answer_file *file, const char *data, size_t length);      /* false: see csv.wrong */
bool answer_file_end(struct answer_file *file);

#endif
