/* warning - the texts of what does not fit together in an imported record. */
#include "proto/warning.h"

static const struct {
	const char *code;
	const char *text[LANGUAGES];
} warnings[WARNINGS] = {
#define WARNING(code, nb, nn, en) [WARNING_##code] = { #code, { nb, nn, en } },
#include "proto/warnings.def"
#undef WARNING
};

const char *warning_code(enum warning warning)
{
	return warnings[warning].code;
}

const char *warning_text(enum warning warning, enum language language)
{
	return warnings[warning].text[language];
}
