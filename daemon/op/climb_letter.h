/* climb_letter.h - the letters of rungs: one for all the deadlines of a case that climb the same today. */
#ifndef OP_CLIMB_LETTER_H
#define OP_CLIMB_LETTER_H

#include "op/casework.h"

struct climb_letter {
	struct letter *letter;
	bool whole;                     /* a deadline in it is about all that stands in the case */
	bool automatic;                 /* the policy lets it go without a person's signature */
	bool sent;
	const char *reason;             /* the code of what kept an automatic one back, or NULL */
};

/* Asks for the deadline's date in it; new_date DAY_NONE: it is only about the deadline. */
void climb_letter_add(struct casework *work, struct climb_letter *climbing, int kind, const struct deadline *deadline,
	int32_t new_date);
/* Completes it from the case, drafts it, and sends it where the policy and the law let the clock. */
void climb_letter_end(struct casework *work, struct climb_letter *climbing);

/* What a reminder's text will say is unanswered: overdue now, or what it was climbed for, and running still. */
void letter_name_reminded(struct casework *work, struct letter *letter);

#endif
