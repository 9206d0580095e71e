/*
 * document.h - letters on paper: made by the clerk after their dispatch, kept for good, served as they
 * are.  Operations of the clock, asked by work/; whoever makes them may take a moment.
 */
#ifndef OP_DOCUMENT_H
#define OP_DOCUMENT_H

#include "op/due.h"

/* Reads of all tenants, page by page. */
extern const struct operation op_document_find, op_case_file_find;

/*
 * path[0] is the letter or the case file, path[1] its authority.  A refusal: another has made it, or is
 * at it.  request.own is then a struct document_made.  A case file that cannot be made is written down
 * with its reason; a letter is told of by document_fail.
 */
struct document_made { const char *case_number, *reason; };     /* reason NULL: it is made */
extern const struct operation op_document_make, op_case_file_make;
/* request.body is the reason (a text): it stands by the letter and in its case's log.  It is tried again a day later. */
extern const struct operation op_document_fail;

/* How such a command's load begins. */
void documents_enter(struct request *request);
/* And how it ends: the file in the answer's body, or (reason not NULL) none; and what else the statement wants, if it does. */
void documents_put(struct request *request, enum statement statement, const char *sha256, const char *reason,
	struct with more);

#endif
