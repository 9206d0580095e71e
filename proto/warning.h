/* warning.h - what is said of an imported record that comes in all the same. */
#ifndef PROTO_WARNING_H
#define PROTO_WARNING_H

#include "proto/refusal.h"

enum warning {
#define WARNING(code, nb, nn, en) WARNING_##code,
#include "proto/warnings.def"
#undef WARNING
	WARNINGS
};

const char *warning_code(enum warning warning);
const char *warning_text(enum warning warning, enum language language);

#endif
