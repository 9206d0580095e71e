/* letter_dates.h - the dates that a letter states: what it asks for, of which breach, by when. */
#ifndef OP_LETTER_DATES_H
#define OP_LETTER_DATES_H

#include "op/casework.h"

/* The policy's dates, those proposed or running, or those of its order, by the letter's kind and breaches. */
void letter_state_dates(struct casework *work, struct letter *letter);

#endif
