/* log_words - the words of the log, from log_words.def. */
#include "proto/log_words.h"

#include <string.h>

struct log_word { const char *word, *in[LANGUAGES]; };

static const struct log_word events[] = {
#define EVENT(word, nb, nn, en) { #word, { nb, nn, en } },
#define SUBJECT(word, nb, nn, en)
#include "proto/log_words.def"
#undef EVENT
#undef SUBJECT
	{ NULL, { NULL } },
};
static const struct log_word subjects[] = {
#define EVENT(word, nb, nn, en)
#define SUBJECT(word, nb, nn, en) { #word, { nb, nn, en } },
#include "proto/log_words.def"
#undef SUBJECT
	{ NULL, { NULL } },
};

static const char *find(const struct log_word *list, const char *word, enum language language)
{
	for (; list->word != NULL; list++)
		if (strcmp(list->word, word) == 0)
			return list->in[language];
	return word;
}

const char *log_event(const char *event, enum language language)
{
	return find(events, event, language);
}

const char *log_subject(const char *subject_kind, enum language language)
{
	return find(subjects, subject_kind, language);
}
