/* nouns.h - the nouns that make up a case: where the rows of each stand in the casework, what brings and stores them. */
#ifndef OP_NOUNS_H
#define OP_NOUNS_H

#include <stddef.h>

#include "proto/field.h"
#include "store/batch.h"

struct casework;

enum noun {
	NOUN_AUDIT, NOUN_BREACH, NOUN_DEMAND, NOUN_INTERIM_MEASURE, NOUN_EVIDENCE, NOUN_OBSERVATION,
	NOUN_RE_REVIEW, NOUN_ASSESSMENT, NOUN_LETTER, NOUN_ORDER, NOUN_DEADLINE, NOUN_REMARK, NOUN_CONTACT, NOUN_INCOMING,
	NOUN_REMINDER, NOUN_ANSWER_SET, NOUN_SELECTION,
	NOUNS
};

extern const struct noun_row {
	const char *name;
	const struct message *message;
	enum statement load, put;       /* all of it in the case; one */
	size_t array, count;            /* offsets in struct casework */
	int spare;                      /* rows that one command may add */
} nouns[NOUNS];

/* Where the casework keeps the noun's array and its count. */
void **noun_array(struct casework *work, enum noun noun);
int *noun_count(struct casework *work, enum noun noun);

const char *noun_id(enum noun noun, const void *object);
int64_t *noun_version(enum noun noun, void *object);    /* NULL where it has none */

#endif
