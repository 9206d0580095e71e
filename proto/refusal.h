/* refusal.h - every way the contract says no: stable code, HTTP status, what a person reads. */
#ifndef PROTO_REFUSAL_H
#define PROTO_REFUSAL_H

enum language { LANGUAGE_NB, LANGUAGE_NN, LANGUAGE_EN, LANGUAGES };

enum refusal {
	REFUSAL_NONE,
#define REFUSAL(code, status, nb, nn, en) REFUSAL_##code,
#include "proto/refusals.def"
#undef REFUSAL
	REFUSALS
};

enum guard {
	GUARD_NONE,
#define GUARD(code, source, nb, nn, en) GUARD_##code,
#include "proto/guards.def"
#undef GUARD
	GUARDS
};

const char *refusal_code(enum refusal refusal);
int refusal_status(enum refusal refusal);
const char *refusal_text(enum refusal refusal, enum language language);

const char *guard_code(enum guard guard);
enum guard guard_find(const char *code);         /* or GUARD_NONE */
const char *guard_source(enum guard guard);     /* "G §4.2": the guide, law or our own default */
const char *guard_text(enum guard guard, enum language language);

enum language language_of(const char *accept_language);         /* RFC 9110 12.5.4; default nb */

#endif
