/* words - the labels and terms of words.def, looked up. */
#include "proto/words.h"

#include <string.h>

static const struct { const char *member, *text[2]; } labels[] = {
#define LABEL(member, nb, nn) { #member, { nb, nn } },
#define TERM(list, word, nb, nn)
#define PHRASE(name, nb, nn, en)
#include "proto/words.def"
#undef LABEL
#undef TERM
#undef PHRASE
};

static const struct { const char *list, *word, *text[2]; } terms_known[] = {
#define LABEL(member, nb, nn)
#define TERM(list, word, nb, nn) { #list, #word, { nb, nn } },
#define PHRASE(name, nb, nn, en)
#include "proto/words.def"
#undef LABEL
#undef TERM
#undef PHRASE
};

static const char *spaced(const char *name, struct arena *arena)
{
	char *text = arena_text(arena, name);

	for (char *at = text; *at != '\0'; at++)
		if (*at == '_')
			*at = ' ';
	return text;
}

static const char *const *label_find(const char *member)
{
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (strcmp(labels[i].member, member) == 0)
			return labels[i].text;
	return NULL;
}

static const char *const *term_words(const struct terms *terms, const char *word)
{
	for (size_t i = 0; i < sizeof terms_known / sizeof terms_known[0]; i++)
		if (strcmp(terms_known[i].list, terms->name) == 0 && strcmp(terms_known[i].word, word) == 0)
			return terms_known[i].text;
	return NULL;
}

const char *word_label(const char *member, enum language language, struct arena *arena)
{
	const char *const *text = language == LANGUAGE_EN ? NULL : label_find(member);

	return text == NULL ? spaced(member, arena) : text[language];
}

const char *word_term(const struct terms *terms, const char *word, enum language language,
	struct arena *arena)
{
	const char *const *text = language == LANGUAGE_EN ? NULL : term_words(terms, word);

	return text == NULL ? spaced(word, arena) : text[language];
}

bool word_label_known(const char *member)
{
	return label_find(member) != NULL;
}

bool word_term_known(const struct terms *terms, const char *word)
{
	return term_words(terms, word) != NULL;
}
