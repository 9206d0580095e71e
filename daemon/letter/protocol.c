/* protocol - a draw in nb, nn and en. */
#include "letter/protocol.h"

#include <math.h>

#include "base/buffer.h"
#include "letter/words.h"

struct sentences {
	const char *of, *of_unnamed;            /* what is numbered, and to how many */
	const char *ways[DRAW_WAYS];
	const char *plan, *too_small, *numbers;
	const char *provided[DRAW_WAYS];        /* what the plan presumes of a draw that is not random */
};

static const struct sentences sentences[LANGUAGES] = {
	[LANGUAGE_NB] = {
		.of = "$: de $ journalene er nummerert fra den eldste.",
		.of_unnamed = "De $ journalene er nummerert fra den eldste.",
		.ways = {
			" $ av dem er trukket tilfeldig. Trekkingen kan gjentas: frø $, tallrekken SplitMix64, Floyds "
			"trekking uten tilbakelegging.",
			" $ av dem er trukket med lik avstand. Trekkingen kan gjentas: frø $, tallrekken SplitMix64 gir "
			"startpunktet.",
			" De $ nyeste er valgt.",
		},
		.plan = " Er høyst $ av dem ikke i samsvar, kan det sies med $ sikkerhet at minst $ av alle er i "
			"samsvar (hypergeometrisk fordeling).",
		.too_small = " Utvalget er for lite til å si med $ sikkerhet at minst $ av alle er i samsvar.",
		.numbers = " Numrene er $.",
		.provided = { "", " Dette forutsetter at rekkefølgen på journalene ikke henger sammen med om de er i "
			"samsvar.", " Dette forutsetter at de nyeste er som journalene ellers." },
	},
	[LANGUAGE_NN] = {
		.of = "$: dei $ journalane er nummererte frå den eldste.",
		.of_unnamed = "Dei $ journalane er nummererte frå den eldste.",
		.ways = {
			" $ av dei er trekte tilfeldig. Trekkinga kan gjentakast: frø $, talrekkja SplitMix64, Floyds "
			"trekking utan tilbakelegging.",
			" $ av dei er trekte med lik avstand. Trekkinga kan gjentakast: frø $, talrekkja SplitMix64 gir "
			"startpunktet.",
			" Dei $ nyaste er valde.",
		},
		.plan = " Er høgst $ av dei ikkje i samsvar, kan det seiast med $ tryggleik at minst $ av alle er i "
			"samsvar (hypergeometrisk fordeling).",
		.too_small = " Utvalet er for lite til å seie med $ tryggleik at minst $ av alle er i samsvar.",
		.numbers = " Numra er $.",
		.provided = { "", " Dette føreset at rekkjefølgja på journalane ikkje heng saman med om dei er i "
			"samsvar.", " Dette føreset at dei nyaste er som journalane elles." },
	},
	[LANGUAGE_EN] = {
		.of = "$: the $ records are numbered from the oldest.",
		.of_unnamed = "The $ records are numbered from the oldest.",
		.ways = {
			" $ were drawn at random. The draw can be repeated: seed $, the numbers of SplitMix64, Floyd's "
			"draw without putting back.",
			" $ were drawn at equal distances. The draw can be repeated: seed $, SplitMix64 gives the start.",
			" The $ newest were chosen.",
		},
		.plan = " If at most $ of them do not comply, it may be said with $ confidence that at least $ of all "
			"comply (hypergeometric distribution).",
		.too_small = " The sample is too small to say with $ confidence that at least $ of all comply.",
		.numbers = " The numbers are $.",
		.provided = { "", " This presumes that the order of the records has nothing to do with whether they "
			"comply.", " This presumes that the newest are as the others." },
	},
};

static const char *numbers_list(const int64_t *numbers, int64_t count, struct arena *arena)
{
	struct buffer text;
	const char *list;

	buffer_init(&text);
	for (int64_t i = 0; i < count; i++)
		buffer_format(&text, "%s%lld", i > 0 ? ", " : "", (long long)numbers[i]);
	list = arena_text(arena, text.data);
	buffer_release(&text);
	return list;
}

#define FILL(sentence, ...) words_fill(sentence, (const char *const[]){ __VA_ARGS__ }, arena)

static const char *plan_sentence(const struct draw *draw, enum language language, struct arena *arena)
{
	const struct sentences *say = &sentences[language];
	const char *target, *confidence;

	if (isnan(draw->target))
		return "";
	target = words_percent(draw->target, language, arena);
	confidence = words_percent(draw->confidence, language, arena);
	if (draw->allowed_failures == INTEGER_NONE)
		return FILL(say->too_small, confidence, target);
	return arena_format(arena, "%s%s", FILL(say->plan, words_number(draw->allowed_failures, arena), confidence,
		target), say->provided[draw->way]);
}

const char *protocol_text(const struct draw *draw, const int64_t *numbers, enum language language,
	struct arena *arena)
{
	const struct sentences *say = &sentences[language];
	const char *population = words_number(draw->population, arena);
	/* the seed is to be typed in again: without spaces */
	const char *seed = arena_format(arena, "%lld", (long long)draw->seed);

	return arena_format(arena, "%s%s%s%s",
		draw->about == NULL ? FILL(say->of_unnamed, population) : FILL(say->of, draw->about, population),
		FILL(say->ways[draw->way], words_number(draw->sample, arena), seed),
		plan_sentence(draw, language, arena), FILL(say->numbers, numbers_list(numbers, draw->sample, arena)));
}
