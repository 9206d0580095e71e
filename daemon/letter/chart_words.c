/* chart_words - run charts, p-charts and review rounds in nb, nn and en. */
#include "letter/chart_words.h"

#include <math.h>

#include "letter/words.h"

struct phrases {
	const char *kinds[3];           /* the chart's name, by enum chart_kind */
	const char *middles[3], *is[3]; /* its middle line, as a name and as a sentence */
	const char *target, *limits, *run, *signal, *outside, *passes, *fails, *not_counted, *percent, *decimal;
	/* sentences with holes for words_fill */
	const char *nothing, *figures, *rounds, *newest, *phases, *goal;
	const char *outside_some, *outside_none, *run_signal, *crossings_signal, *no_signal, *too_few;
	const char *fails_some, *fails_none, *counted_hold, *counts_none, *shareless, *change;
};

static const struct phrases phrases[LANGUAGES] = {
	[LANGUAGE_NB] = {
		.kinds = { "Seriediagram", "P-diagram", "Målinger" },
		.middles = { "median", "gjennomsnitt", NULL },
		.is = { " Median: $.", " Gjennomsnitt: $.", NULL }, .target = "mål", .limits = "kontrollgrenser (3 sigma)",
		.run = "uvanlig lang serie", .signal = "stiplet median: signal", .outside = "utenfor kontrollgrensene", .passes = "holder",
		.fails = "holder ikke", .not_counted = "teller ikke med", .percent = NBSP "%", .decimal = ",",
		.nothing = "Ingen tall er registrert.", .figures = "Tallene gjelder $ (i alt $).",
		.rounds = "Målingene gjelder $ (i alt $).", .newest = " Siste: $ ($ av $).",
		.phases = " Tallene er delt i $ faser; det som følger, gjelder den siste.",
		.goal = " Mål: $.", .outside_some = " Punkter utenfor kontrollgrensene: $.",
		.outside_none = " Ingen punkter ligger utenfor kontrollgrensene.",
		.run_signal = " Signal: $ punkter på rad på samme side av medianen; tilfeldig variasjon gir sjelden flere enn $.",
		.crossings_signal = " Signal: kryssinger av medianen: $; tilfeldig variasjon gir sjelden færre enn $.",
		.no_signal = " Ingen signaler om at praksis har endret seg.",
		.too_few = " For få tall til å se etter signaler (minst 10 må ligge over eller under medianen).",
		.fails_some = " Målinger som ikke holder: $.", .fails_none = " Alle målingene holder.",
		.counted_hold = " Alle målingene som teller med, holder.", .counts_none = " Ingen av målingene teller med.",
		.shareless = " Nevneren er 0 i alle periodene: det er ingen andel å vise.",
		.change = " $: $.",
	},
	[LANGUAGE_NN] = {
		.kinds = { "Seriediagram", "P-diagram", "Målingar" },
		.middles = { "median", "gjennomsnitt", NULL },
		.is = { " Median: $.", " Gjennomsnitt: $.", NULL }, .target = "mål", .limits = "kontrollgrenser (3 sigma)",
		.run = "uvanleg lang serie", .signal = "stipla median: signal", .outside = "utanfor kontrollgrensene", .passes = "held",
		.fails = "held ikkje", .not_counted = "tel ikkje med", .percent = NBSP "%", .decimal = ",",
		.nothing = "Ingen tal er registrerte.", .figures = "Tala gjeld $ (i alt $).",
		.rounds = "Målingane gjeld $ (i alt $).", .newest = " Siste: $ ($ av $).",
		.phases = " Tala er delte i $ fasar; det som følgjer, gjeld den siste.",
		.goal = " Mål: $.", .outside_some = " Punkt utanfor kontrollgrensene: $.",
		.outside_none = " Ingen punkt ligg utanfor kontrollgrensene.",
		.run_signal = " Signal: $ punkt på rad på same side av medianen; tilfeldig variasjon gir sjeldan fleire enn $.",
		.crossings_signal = " Signal: kryssingar av medianen: $; tilfeldig variasjon gir sjeldan færre enn $.",
		.no_signal = " Ingen signal om at praksis har endra seg.",
		.too_few = " For få tal til å sjå etter signal (minst 10 må liggje over eller under medianen).",
		.fails_some = " Målingar som ikkje held: $.", .fails_none = " Alle målingane held.",
		.counted_hold = " Alle målingane som tel med, held.", .counts_none = " Ingen av målingane tel med.",
		.shareless = " Nemnaren er 0 i alle periodane: det er ingen andel å vise.",
		.change = " $: $.",
	},
	[LANGUAGE_EN] = {
		.kinds = { "Run chart", "P-chart", "Review rounds" },
		.middles = { "median", "mean", NULL },
		.is = { " Median: $.", " Mean: $.", NULL }, .target = "target", .limits = "control limits (3 sigma)",
		.run = "unusually long run", .signal = "dashed median: signal", .outside = "beyond the control limits", .passes = "passes",
		.fails = "fails", .not_counted = "does not count", .percent = "%", .decimal = ".",
		.nothing = "No figures are registered.", .figures = "The figures are of $ ($ in all).",
		.rounds = "The rounds are of $ ($ in all).", .newest = " Newest: $ ($ of $).",
		.phases = " The figures fall into $ phases; what follows is of the last.",
		.goal = " Target: $.", .outside_some = " Points beyond the control limits: $.",
		.outside_none = " No point lies beyond the control limits.",
		.run_signal = " Signal: $ points in a row on the same side of the median; chance seldom gives more than $.",
		.crossings_signal = " Signal: crossings of the median: $; chance seldom gives fewer than $.",
		.no_signal = " No signal that practice has changed.",
		.too_few = " Too few figures to look for signals (at least 10 off the median).",
		.fails_some = " Rounds that fail: $.", .fails_none = " All rounds pass.",
		.counted_hold = " All rounds that count pass.", .counts_none = " None of the rounds counts.",
		.shareless = " The denominator is 0 in all periods: there is no share to show.",
		.change = " $: $.",
	},
};

struct chart_words chart_words(enum chart_kind kind, enum language language)
{
	const struct phrases *say = &phrases[language];

	return (struct chart_words){ .middle = say->middles[kind], .target = say->target, .limits = say->limits,
		.run = say->run, .signal = say->signal, .outside = say->outside, .passes = say->passes, .fails = say->fails,
		.not_counted = say->not_counted, .percent = say->percent, .decimal = say->decimal };
}

const char *chart_title(const struct chart *chart, const char *measure_point, const char *enterprise,
	enum language language, struct arena *arena)
{
	return arena_format(arena, "%s: %s%s%s", phrases[language].kinds[chart->kind], measure_point,
		enterprise == NULL ? "" : " – ", enterprise == NULL ? "" : enterprise);
}

struct telling { enum language language; struct arena *arena; const char *text; };

/* The sentence after what is told already. */
#define TELL(telling, sentence, ...) \
	((telling)->text = arena_format((telling)->arena, "%s%s", (telling)->text, words_fill(sentence, \
		(const char *const[]){ __VA_ARGS__ }, (telling)->arena)))

static const char *number(const struct telling *telling, int64_t value)
{
	return words_number(value, telling->arena);
}

static const char *percent(const struct telling *telling, double share)
{
	return words_percent(share, telling->language, telling->arena);
}

static void tell_signals(struct telling *telling, const struct series_phase *phase)
{
	const struct phrases *say = &phrases[telling->language];

	if (!phase->enough) {
		TELL(telling, say->too_few, NULL);
		return;
	}
	if (phase->run_signal)
		TELL(telling, say->run_signal, number(telling, phase->longest_run),
			number(telling, phase->longest_run_limit));
	if (phase->crossings_signal)
		TELL(telling, say->crossings_signal, number(telling, phase->crossings),
			number(telling, phase->crossings_limit));
	if (!phase->run_signal && !phase->crossings_signal)
		TELL(telling, say->no_signal, NULL);
}

static void tell_middle(struct telling *telling, const struct chart *chart)
{
	const struct phrases *say = &phrases[telling->language];
	const struct series_phase *phase = &chart->phases[chart->phase_count - 1];

	if (chart->phase_count > 1)
		TELL(telling, say->phases, number(telling, chart->phase_count));
	if (phase->shares == 0)
		return;
	TELL(telling, say->is[chart->kind], percent(telling, chart->kind == CHART_P ? phase->mean : phase->median));
	if (chart->kind == CHART_RUN)
		tell_signals(telling, phase);
	else if (phase->outside == 0)
		TELL(telling, say->outside_none, NULL);
	else
		TELL(telling, say->outside_some, number(telling, phase->outside));
}

static void tell_rounds(struct telling *telling, const struct chart *chart)
{
	const struct phrases *say = &phrases[telling->language];
	int counted = 0, fails = 0;

	for (int i = 0; i < chart->count; i++) {
		counted += chart->rounds[i].counts;
		fails += chart->rounds[i].counts && !chart->rounds[i].passes;
	}
	if (fails > 0)
		TELL(telling, say->fails_some, number(telling, fails));
	else    /* of those from before the breach nothing is said */
		TELL(telling, counted == 0 ? say->counts_none : counted < chart->count ? say->counted_hold
			: say->fails_none, NULL);
}

static void tell_newest(struct telling *telling, const struct chart *chart)
{
	int at = chart->count - 1;

	while (at >= 0 && !series_has_share(&chart->points[at]))
		at--;
	if (at < 0) {
		TELL(telling, phrases[telling->language].shareless, NULL);
		return;
	}
	TELL(telling, phrases[telling->language].newest, percent(telling, series_share(&chart->points[at])),
		number(telling, chart->points[at].numerator), number(telling, chart->points[at].denominator));
}

const char *chart_description(const struct chart *chart, enum language language, struct arena *arena)
{
	const struct phrases *say = &phrases[language];
	struct telling telling = { language, arena, "" };

	if (chart->count == 0)
		return say->nothing;
	TELL(&telling, chart->kind == CHART_ROUNDS ? say->rounds : say->figures,
		words_period(chart->points[0].from, chart->points[chart->count - 1].to, language, arena),
		number(&telling, chart->count));
	tell_newest(&telling, chart);
	if (chart->kind == CHART_ROUNDS)
		tell_rounds(&telling, chart);
	else
		tell_middle(&telling, chart);
	if (!isnan(chart->target))
		TELL(&telling, say->goal, percent(&telling, chart->target));
	for (int i = 0; i < chart->note_count; i++)
		TELL(&telling, say->change, words_date(chart->notes[i].on, language, arena), chart->notes[i].text);
	return telling.text;
}
