/* statute - provisions as they are cited on a day. */
#include "letter/statute.h"

#include <string.h>
#include <strings.h>

#include "base/day.h"
#include "base/fault.h"

const struct statute statutes[] = {
#define STATUTE(name, from, nb, nn, en) { #name, from, { nb, nn, en } },
#include "letter/statutes.def"
#undef STATUTE
};
const int statute_count = sizeof statutes / sizeof statutes[0];

const char *statute_cite(const struct statute *rows, int count, const char *name, int32_t on,
	enum language language)
{
	const struct statute *found = NULL;
	int32_t newest = DAY_NONE, from;

	for (int i = 0; i < count; i++) {
		if (strcmp(rows[i].name, name) != 0 || !day_parse(rows[i].from, &from))
			continue;
		if (found == NULL)              /* on a day before them all, the first */
			found = &rows[i];
		if (from <= on && from > newest) {
			newest = from;
			found = &rows[i];
		}
	}
	must(found != NULL);
	return found->citation[language];
}

static const char *const acts[][LANGUAGES] = {
#define ACT(nb, nn, en) { nb, nn, en },
#include "letter/acts.def"
#undef ACT
};

const char *act_in(const char *text, enum language language, struct arena *arena)
{
	for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
		for (int known = LANGUAGE_NB; known <= LANGUAGE_NN; known++) {
			size_t length = strlen(acts[i][known]);

			if (strncasecmp(text, acts[i][known], length) == 0
			    && (text[length] == '\0' || text[length] == ' ' || text[length] == ','))
				return arena_format(arena, "%s%s", acts[i][language], text + length);
		}
	return text;
}
