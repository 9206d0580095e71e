/*
 * document.h - letters on paper: made by the clerk after their dispatch, kept for good, served as they
 * are.  Operations of the clock, asked by work/; whoever makes them may take a moment.
 */
#ifndef OP_DOCUMENT_H
#define OP_DOCUMENT_H

#include "op/operation.h"

/* A read of all tenants; request.own is then a struct documents_wanted. */
struct documents_wanted {
	struct document_wanted { char authority[ID_SIZE], id[ID_SIZE]; } *item;
	int count;
};
extern const struct operation op_document_find;

/*
 * path[0] is the letter, path[1] its authority.  A refusal: another has made it, or is at it.  What
 * cannot be made is written down with its reason and tried again a day later.  request.own is then a
 * struct document_made.
 */
struct document_made { const char *case_number, *reason; };     /* reason NULL: it is made */
extern const struct operation op_document_make;

#endif
