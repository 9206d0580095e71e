/* refusal - the texts of every no, and which language to say it in. */
#include "proto/refusal.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *code;
	int status;
	const char *text[LANGUAGES];
} refusals[REFUSALS] = {
#define REFUSAL(code, status, nb, nn, en) [REFUSAL_##code] = { #code, status, { nb, nn, en } },
#include "proto/refusals.def"
#undef REFUSAL
};

static const struct {
	const char *code, *source;
	const char *text[LANGUAGES];
} guards[GUARDS] = {
#define GUARD(code, source, nb, nn, en) [GUARD_##code] = { #code, source, { nb, nn, en } },
#include "proto/guards.def"
#undef GUARD
};

const char *refusal_code(enum refusal refusal)
{
	return refusals[refusal].code;
}

int refusal_status(enum refusal refusal)
{
	return refusals[refusal].status;
}

const char *refusal_text(enum refusal refusal, enum language language)
{
	return refusals[refusal].text[language];
}

const char *guard_code(enum guard guard)
{
	return guards[guard].code;
}

enum guard guard_find(const char *code)
{
	for (int i = GUARD_NONE + 1; i < GUARDS; i++)
		if (strcmp(guards[i].code, code) == 0)
			return (enum guard)i;
	return GUARD_NONE;
}

const char *guard_source(enum guard guard)
{
	return guards[guard].source;
}

const char *guard_text(enum guard guard, enum language language)
{
	return guards[guard].text[language];
}

/* "nn", "nn-NO": the primary subtag decides; "no" is what browsers say for bokmål. */
static int language_named(const char *tag, size_t length)
{
	static const struct { const char *tag; enum language language; } known[] = {
		{ "nb", LANGUAGE_NB }, { "no", LANGUAGE_NB }, { "*", LANGUAGE_NB },
		{ "nn", LANGUAGE_NN }, { "en", LANGUAGE_EN },
	};
	size_t primary = 0;

	while (primary < length && tag[primary] != '-')
		primary++;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].tag) == primary && strncasecmp(known[i].tag, tag, primary) == 0)
			return (int)known[i].language;
	return -1;
}

/* ";q=0.8" in thousandths; without one 1000, and what is no weight counts for nothing. */
static int weight_read(const char *text)
{
	int weight, unit = 100;

	text += strspn(text, " \t");
	if (*text != ';')
		return 1000;
	text += 1 + strspn(text + 1, " \t");
	if ((text[0] != 'q' && text[0] != 'Q') || text[1] != '='
		|| (text[2] != '0' && text[2] != '1'))
		return 0;
	weight = (text[2] - '0') * 1000;
	if (text[3] == '.')
		for (text += 4; *text >= '0' && *text <= '9' && unit > 0; text++, unit /= 10)
			weight += (*text - '0') * unit;
	return weight > 1000 ? 1000 : weight;
}

enum language language_of(const char *accept_language)
{
	enum language best = LANGUAGE_NB;
	int best_weight = 0;

	for (const char *at = accept_language; at != NULL && *at != '\0'; ) {
		size_t length;
		int language, weight;

		at += strspn(at, " \t,");
		length = strcspn(at, " \t,;");
		language = language_named(at, length);
		weight = weight_read(at + length);
		if (length > 0 && language >= 0 && weight > best_weight) {
			best = (enum language)language;
			best_weight = weight;
		}
		at += length + strcspn(at + length, ",");
	}
	return best;
}
