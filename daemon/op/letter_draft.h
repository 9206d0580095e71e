/* letter_draft.h - makes a letter complete from its case: breaches, dates, language, subject and body. */
#ifndef OP_LETTER_DRAFT_H
#define OP_LETTER_DRAFT_H

#include "op/casework.h"

/*
 * Fills what the draft was not given; then subject and body, from the newest approved wording of its
 * kind, else from the built-in one.  What is more than a letter can hold is a mistake of the request.
 */
void letter_complete(struct casework *work, struct letter *letter);

/* Sees whether the draft can be printed as it stands: letter->unprintable. */
void letter_look(struct casework *work, struct letter *letter);

/* Of a letter somebody asks for: adds what is wrong with it to the mistakes, and completes it. */
void letter_prepare(struct casework *work, void *object);

#endif
