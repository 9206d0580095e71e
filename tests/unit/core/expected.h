/* expected.h - the law as the tables beside say it, written by somebody who has not read core. */
#ifndef EXPECTED_H
#define EXPECTED_H

#include "core/law.h"
#include "unit.h"

#define LISTED 16
struct expected {
	enum machine machine;
	int from, to;                   /* state, or -1: creation */
	const char *event;              /* as written: "notify", or "audit_send_final" of another machine */
	int number;                     /* the event's own, or -1 when another machine's brings it about */
	unsigned actors;                /* enum actor, as the lowest role is written */
	int guards[LISTED], guard_count;
	const char *effects[LISTED];
	int effect_count;
	const char *when;
};

/* Rows of a machine; what stands beside a row's event is added to it by expected_beside. */
int expected_rows(enum machine machine, struct expected *ret_rows, int most);
void expected_beside(struct expected *row);
struct lines { char (*line)[1024]; int count; };
struct lines expected_lines(const char *file);          /* without comments */
int words_split(char *text, const char *parts, char **ret_words, int most);

int guard_named(const char *code);
bool has_number(const int *numbers, int count, int number);

#endif
