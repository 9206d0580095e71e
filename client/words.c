/* words - the phrases of words.def, and their holes filled. */
#include "client/words.h"

#include <stdarg.h>
#include <string.h>

#include "base/fault.h"

static const char *const phrases[PHRASES][LANGUAGES] = {
#define LABEL(member, nb, nn)
#define TERM(list, word, nb, nn)
#define PHRASE(name, nb, nn, en) [PHRASE_##name] = { nb, nn, en },
#include "proto/words.def"
#undef LABEL
#undef TERM
#undef PHRASE
};

const char *phrase(enum phrase name, enum language language)
{
	return phrases[name][language];
}

const char *phrase_fill(struct arena *arena, enum phrase name, enum language language, ...)
{
	const char *pattern = phrases[name][language], *text = "", *next;
	va_list args;

	va_start(args, language);
	for (const char *gap; (gap = strstr(pattern, "{}")) != NULL; pattern = gap + 2) {
		next = va_arg(args, const char *);
		must(next != NULL);
		text = arena_format(arena, "%s%.*s%s", text, (int)(gap - pattern), pattern, next);
	}
	va_end(args);
	return arena_format(arena, "%s%s", text, pattern);
}
