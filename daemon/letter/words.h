/* words.h - dates, numbers and lists as words of the letter's language. */
#ifndef LETTER_WORDS_H
#define LETTER_WORDS_H

#include "base/arena.h"
#include "proto/noun.h"
#include "proto/refusal.h"

#define NBSP "\xc2\xa0"         /* a space no line breaks at */

const char *words_date(int32_t day, enum language language, struct arena *arena);       /* "12. mars 2026" */
/* "3. mars 2026", "3.–5. mars 2026", "30. mars–2. april 2026"; `to` may be DAY_NONE. */
const char *words_period(int32_t from, int32_t to, enum language language, struct arena *arena);
/* "a, b og c" */
const char *words_list(const char *const *item, int count, enum language language, struct arena *arena);
const char *words_percent(double share, enum language language, struct arena *arena);   /* "90 %", "92,5 %" */
const char *words_number(int64_t number, struct arena *arena);          /* "100 000", with no-break spaces */
/* With a full stop unless it ends in a mark already; NULL of NULL or blank. */
const char *words_sentence(const char *text, struct arena *arena);

const char *words_deadline(int kind, enum language language);           /* what is to be done by then */
const char *words_evidence(int kind, enum language language);           /* "praksis" */
const char *words_step(int contact, enum language language);            /* "telefonsamtale"; CONTACT_KINDS: a reminder */
const char *words_duty(int duty, enum language language);               /* what management failed to do */
const char *words_method(int method, enum language language);           /* "systemrevisjon" */
const char *words_sampling(int sampling, enum language language);
const char *words_period_unit(int period, enum language language);      /* "måned" */
const char *words_guard(const char *code, enum language language);      /* what an override did without */

/* The text, each $ in it filled in with the next of the words. */
const char *words_fill(const char *text, const char *const words[], struct arena *arena);

/* What a breach is called in this audit: "lovbrudd" or "avvik", in its four forms. */
enum word_form { WORD_ONE, WORD_THE, WORD_MANY, WORD_THE_MANY, WORD_CAPITAL, WORD_FORMS };
const char *words_breach(int method, enum word_form form, enum language language);

#endif
