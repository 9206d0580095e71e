/* printing.h - a letter of a case on paper: what stands around its words. */
#ifndef LETTER_PRINTING_H
#define LETTER_PRINTING_H

#include "letter/paper.h"

struct printing_approval { const char *name; int32_t on; };

struct printing {
	enum language language;
	const struct logo *logo;        /* NULL: none */
	const char *sender, *recipient, *case_number, *author;  /* author NULL: nobody in person */
	const char *their_reference;    /* NULL: none is known */
	const char *subject, *body;
	int32_t date;
	int64_t made_at;                /* when it was dispatched */
	const struct printing_approval *approvals;
	int approval_count;             /* 0: sent by the clock, on the approval of its wording */
};

struct paper printing_paper(const struct printing *printing, struct arena *arena);

#endif
