/* letter_draws.h - how records were drawn, told in a letter: the protocols of the draws it names become a passage. */
#ifndef OP_LETTER_DRAWS_H
#define OP_LETTER_DRAWS_H

#include "op/casework.h"

/* Puts the question for the draws that the body of a letter names. */
void letter_draws_want(struct request *request, const void *body);
/* `records` of the letter's fields, in its language; adds what is wrong to the mistakes. */
void letter_draws_tell(struct casework *work, struct letter *letter);

#endif
