/* chart_words.h - what a chart says: the names of its lines and shapes, its title, and its figures as sentences. */
#ifndef LETTER_CHART_WORDS_H
#define LETTER_CHART_WORDS_H

#include "base/arena.h"
#include "core/chart.h"
#include "proto/refusal.h"

struct chart_words chart_words(enum chart_kind kind, enum language language);

/* "Serieplan: kode – tekst. Virksomheten"; enterprise may be NULL. */
const char *chart_title(const struct chart *chart, const char *measure_point, const char *enterprise,
	enum language language, struct arena *arena);
/* Everything the picture shows, in words: the period, the middle, the newest figure, the signals. */
const char *chart_description(const struct chart *chart, enum language language, struct arena *arena);

#endif
