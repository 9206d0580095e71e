/* check - what a text must be beyond its length. */
#include "proto/check.h"

#include <string.h>

#include "base/day.h"
#include "base/orgno.h"
#include "base/person.h"
#include "base/text.h"
#include "proto/refusal.h"

/* C0 but newline and tab, DEL, and C1, which is C2 80 to C2 9F in UTF-8. */
static bool has_control(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
			return true;
		if (c == 0xc2 && i + 1 < length && (unsigned char)text[i + 1] < 0xa0)
			return true;
	}
	return false;
}

int check_text(const struct field *field, const char *text, size_t length)
{
	size_t offset, points;

	if (has_control(text, length))
		return REFUSAL_control_character;
	points = text_length(text);
	if (field->min > 0 && text[strspn(text, " \t\n\xc2\xa0")] == '\0')
		return REFUSAL_missing;
	if ((int64_t)points < field->min)
		return REFUSAL_too_short;
	if ((int64_t)points > field->max)
		return REFUSAL_too_long;
	if ((field->use & USE_FREE_TEXT) && person_number_find(text, &offset))
		return REFUSAL_personal_number;
	return field->check == NULL ? 0 : field->check(text);
}

static bool all_of(const char *text, const char *set, size_t length)
{
	return strlen(text) == length && strspn(text, set) == length;
}

int check_org_number(const char *text)
{
	return orgno_valid(text) ? 0 : REFUSAL_invalid_org_number;
}

int check_municipality_number(const char *text)
{
	return all_of(text, "0123456789", 4) ? 0 : REFUSAL_invalid_municipality_number;
}

/* What is no character of a name: a control character or a space, in ASCII and outside it. */
static bool is_nothing(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	return *at <= ' ' || *at == 0x7f || (*at == 0xc2 && at[1] <= 0xa0) || (*at == 0xe2 && (at[1] == 0x80 || at[1] == 0x81))
		|| (*at == 0xe3 && at[1] == 0x80 && at[2] == 0x80);
}

/*
 * One @ with something on both sides, a dot in the domain, nothing that could break a header.  A domain may
 * have other letters than ASCII's, but not what stands before the @: few servers take that.
 */
int check_email(const char *text)
{
	const char *at = strchr(text, '@'), *dot;

	if (at == NULL || at == text || strchr(at + 1, '@') != NULL || strpbrk(text, "<>,;:\"()[]\\") != NULL)
		return REFUSAL_invalid_email;
	for (const char *c = text; *c != '\0'; c++)
		if (is_nothing(c) || (c < at && (unsigned char)*c > '~'))
			return REFUSAL_invalid_email;
	dot = strrchr(at, '.');
	if (dot == NULL || dot == at + 1 || dot[1] == '\0' || strstr(at, "..") != NULL)
		return REFUSAL_invalid_email;
	return 0;
}

int check_sha256(const char *text)
{
	return all_of(text, "0123456789abcdef", 64) ? 0 : REFUSAL_invalid_sha256;
}

/* Whatever more is said of it, it begins with the act and the section. */
int check_exempt(const char *text)
{
	static const char *const acts[] = { "offentleglova § ", "offentleglova §§ ", "offl. § ", "offl. §§ " };

	for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
		if (strncmp(text, acts[i], strlen(acts[i])) == 0 && text[strlen(acts[i])] >= '1' && text[strlen(acts[i])] <= '9')
			return 0;
	return REFUSAL_not_a_section;
}

int check_case_number(const char *text)
{
	size_t year = strspn(text, "0123456789"), serial = text[year] == '/' ? strspn(text + year + 1, "0123456789") : 0;

	return year == 4 && serial > 0 && serial < 10 && text[year + 1 + serial] == '\0' ? 0 : REFUSAL_wrong_type;
}

int check_clock(const char *text)
{
	if (strlen(text) != 5 || strspn(text, "0123456789") != 2 || text[2] != ':' || strspn(text + 3, "0123456789") != 2)
		return REFUSAL_not_a_time;
	return strncmp(text, "24", 2) < 0 && text[3] < '6' ? 0 : REFUSAL_not_a_time;
}

void check_period(int32_t from, int32_t to, const char *pointer_to, struct mistakes *mistakes)
{
	if (from != DAY_NONE && to != DAY_NONE && to < from)
		mistakes_add(mistakes, pointer_to, REFUSAL_ends_before_start, NULL);
}

const char *refusal_detail(const struct field *field, int refusal, struct arena *arena)
{
	const char *words = "";

	switch (refusal) {
	case REFUSAL_unknown_term:
		for (int i = 0; i < field->terms->count; i++)
			words = arena_format(arena, "%s%s%s", words, i == 0 ? "one of " : ", ",
				field->terms->word[i]);
		return words;
	case REFUSAL_too_long:
		return arena_format(arena, "at most %lld characters", (long long)field->max);
	case REFUSAL_too_short:
		return arena_format(arena, "at least %lld characters", (long long)field->min);
	case REFUSAL_too_many_items:
		return arena_format(arena, "at most %lld items", (long long)field->max);
	case REFUSAL_too_few_items:
		return arena_format(arena, "at least %lld items", (long long)field->min);
	case REFUSAL_out_of_range:
		if (field->type == FIELD_INTEGER)
			return arena_format(arena, "from %lld to %lld", (long long)field->min,
				(long long)field->max);
		return field->type == FIELD_SHARE ? "from 0 to 1" : NULL;
	default:
		return NULL;
	}
}
