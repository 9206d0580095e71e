/* words.h - what the client itself says, in bokmål, nynorsk and English; and the words of the contract. */
#ifndef CLIENT_WORDS_H
#define CLIENT_WORDS_H

#include "proto/words.h"

enum phrase {
#define LABEL(member, nb, nn)
#define TERM(list, word, nb, nn)
#define PHRASE(name, nb, nn, en) PHRASE_##name,
#include "proto/words.def"
#undef LABEL
#undef TERM
#undef PHRASE
	PHRASES
};
const char *phrase(enum phrase phrase, enum language language);
/* With each {} filled in; the texts end with NULL. */
const char *phrase_fill(struct arena *arena, enum phrase phrase, enum language language, ...)
	__attribute__((sentinel));

#endif
