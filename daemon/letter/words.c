/* words - dates, numbers and lists as words of the letter's language. */
#include "letter/words.h"

#include <math.h>
#include <string.h>

static const char *const months[LANGUAGES][12] = {
	[LANGUAGE_NB] = { "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
		"oktober", "november", "desember" },
	[LANGUAGE_NN] = { "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
		"oktober", "november", "desember" },
	[LANGUAGE_EN] = { "January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December" },
};

const char *words_date(int32_t day, enum language language, struct arena *arena)
{
	int year, month, date;

	day_split(day, &year, &month, &date);
	return arena_format(arena, language == LANGUAGE_EN ? "%d %s %d" : "%d. %s %d", date,
		months[language][month - 1], year);
}

const char *words_period(int32_t from, int32_t to, enum language language, struct arena *arena)
{
	const char *dot = language == LANGUAGE_EN ? "" : ".";
	int year, month, date, last_year, last_month, last_date;

	if (to == DAY_NONE || to == from)
		return words_date(from, language, arena);
	day_split(from, &year, &month, &date);
	day_split(to, &last_year, &last_month, &last_date);
	if (year != last_year)
		return arena_format(arena, "%s–%s", words_date(from, language, arena),
			words_date(to, language, arena));
	if (month != last_month)
		return arena_format(arena, "%d%s %s–%s", date, dot, months[language][month - 1],
			words_date(to, language, arena));
	return arena_format(arena, "%d%s–%s", date, dot, words_date(to, language, arena));
}

const char *words_list(const char *const *item, int count, enum language language, struct arena *arena)
{
	const char *last = language == LANGUAGE_EN ? " and " : " og ";
	const char *list = count > 0 ? item[0] : "";

	for (int i = 1; i < count; i++)
		list = arena_format(arena, "%s%s%s", list, i == count - 1 ? last : ", ", item[i]);
	return list;
}

const char *words_percent(double share, enum language language, struct arena *arena)
{
	double tenths = share < 1 && share > 0.999 ? 999 : round(share * 1000);        /* all is all */
	const char *space = language == LANGUAGE_EN ? "" : NBSP;

	if (fmod(tenths, 10) == 0)
		return arena_format(arena, "%.0f%s%%", tenths / 10, space);
	return arena_format(arena, "%.0f%s%.0f%s%%", floor(tenths / 10), language == LANGUAGE_EN ? "." : ",",
		fmod(tenths, 10), space);
}

const char *words_number(int64_t number, struct arena *arena)
{
	const char *text = "";

	if (number < 10000)
		return arena_format(arena, "%lld", (long long)number);
	for (; number >= 1000; number /= 1000)
		text = arena_format(arena, NBSP "%03lld%s", (long long)(number % 1000), text);
	return arena_format(arena, "%lld%s", (long long)number, text);
}

const char *words_sentence(const char *text, struct arena *arena)
{
	size_t length = text == NULL ? 0 : strlen(text);

	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	if (length == 0)
		return NULL;
	text = arena_text_n(arena, text, length);
	return strchr(".!?:", text[length - 1]) != NULL ? text : arena_format(arena, "%s.", text);
}

const char *words_fill(const char *text, const char *const words[], struct arena *arena)
{
	const char *filled = "";

	while (*text != '\0') {
		int plain = (int)strcspn(text, "$");
		bool hole = text[plain] == '$';

		filled = arena_format(arena, "%s%.*s%s", filled, plain, text, hole ? *words++ : "");
		text += plain + hole;
	}
	return filled;
}
