/* words.h - the words of the contract as a person reads them, in bokmål, nynorsk and English. */
#ifndef PROTO_WORDS_H
#define PROTO_WORDS_H

#include "proto/field.h"
#include "proto/refusal.h"

/* A member's name as a label: "follow_up_lead" is "leder oppfølgingen".  Unknown ones as they are, _ as space. */
const char *word_label(const char *member, enum language language, struct arena *arena);

/* A word of a closed list: audit_state, follow_up is "oppfølging". */
const char *word_term(const struct terms *terms, const char *word, enum language language, struct arena *arena);

/* Whether the Norwegian words are there: for the test that holds words.def to the tables. */
bool word_label_known(const char *member);
bool word_term_known(const struct terms *terms, const char *word);

#endif
