/* problem.h - what a caller is told when something is refused: a problem document (RFC 9457). */
#ifndef HTTP_PROBLEM_H
#define HTTP_PROBLEM_H

#include "op/operation.h"

struct problem {
	int refusal;                    /* enum refusal, or a fault (< 0): told as `internal` and nothing more */
	enum language language;
	const char *detail;             /* English for a programmer, or NULL for the refusal's own text */
	const char *instance;           /* the request's id */
	const struct mistakes *mistakes;        /* or NULL */
	const struct judgement *judgement;      /* or NULL */
};

int problem_status(int refusal);
void problem_write(const struct problem *problem, struct buffer *buffer);

#endif
