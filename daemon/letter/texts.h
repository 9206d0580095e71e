/* texts.h - the built-in templates: daemon/letter/texts/NAME.LANGUAGE.txt, a letter's first line its subject. */
#ifndef LETTER_TEXTS_H
#define LETTER_TEXTS_H

#include "proto/refusal.h"

struct letter_source { const char *name, *language, *text; };

const struct letter_source *letter_sources(int *ret_count);
const char *letter_source(const char *name, enum language language);   /* or NULL */
/* A template_part: the text part_NAME of the language that context points at. */
const char *letter_part(const void *context, const char *name);

#endif
