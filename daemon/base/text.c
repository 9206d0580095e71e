/* text - UTF-8: whether it is, how long it is, and when two names are the same name. */
#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* Bytes of the code point at `at`, of which `left` remain; 0 if it is not UTF-8. */
static size_t point_length(const unsigned char *at, size_t left)
{
	unsigned char low = 0x80, high = 0xbf;  /* of the second byte: where the strictness lies */
	size_t length;

	if (at[0] >= 0x01 && at[0] < 0x80)
		return 1;
	if (at[0] >= 0xc2 && at[0] <= 0xdf)
		length = 2;
	else if (at[0] >= 0xe0 && at[0] <= 0xef)
		length = 3;
	else if (at[0] >= 0xf0 && at[0] <= 0xf4)
		length = 4;
	else
		return 0;

	if (at[0] == 0xe0)
		low = 0xa0;             /* below: overlong */
	else if (at[0] == 0xed)
		high = 0x9f;            /* above: surrogates */
	else if (at[0] == 0xf0)
		low = 0x90;             /* below: overlong */
	else if (at[0] == 0xf4)
		high = 0x8f;            /* above: U+10FFFF */
	if (left < length || at[1] < low || at[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

bool text_valid(const char *text, size_t length, size_t *ret_offset)
{
	size_t i = 0, step;

	while (i < length) {
		step = point_length((const unsigned char *)text + i, length - i);
		if (step == 0) {
			if (ret_offset != NULL)
				*ret_offset = i;
			return false;
		}
		i += step;
	}
	return true;
}

size_t text_length(const char *text)
{
	size_t length = 0;

	for (; *text != '\0'; text++)
		length += ((unsigned char)*text & 0xc0) != 0x80;
	return length;
}

/* The code point at *at, which moves on; the text is valid. */
static uint32_t point_take(const char **at)
{
	const unsigned char *b = (const unsigned char *)*at;

	if (b[0] < 0x80)
		return *at += 1, b[0];
	if (b[0] < 0xe0)
		return *at += 2, (uint32_t)(b[0] & 0x1f) << 6 | (b[1] & 0x3f);
	if (b[0] < 0xf0)
		return *at += 3, (uint32_t)(b[0] & 0x0f) << 12 | (uint32_t)(b[1] & 0x3f) << 6
			| (b[2] & 0x3f);
	return *at += 4, (uint32_t)(b[0] & 0x07) << 18 | (uint32_t)(b[1] & 0x3f) << 12
		| (uint32_t)(b[2] & 0x3f) << 6 | (b[3] & 0x3f);
}

/* Never more bytes than it was read from: no lower case letter here is longer than its capital. */
static char *point_put(char *to, uint32_t point)
{
	if (point < 0x80) {
		*to++ = (char)point;
	} else if (point < 0x800) {
		*to++ = (char)(0xc0 | point >> 6);
		*to++ = (char)(0x80 | (point & 0x3f));
	} else if (point < 0x10000) {
		*to++ = (char)(0xe0 | point >> 12);
		*to++ = (char)(0x80 | (point >> 6 & 0x3f));
		*to++ = (char)(0x80 | (point & 0x3f));
	} else {
		*to++ = (char)(0xf0 | point >> 18);
		*to++ = (char)(0x80 | (point >> 12 & 0x3f));
		*to++ = (char)(0x80 | (point >> 6 & 0x3f));
		*to++ = (char)(0x80 | (point & 0x3f));
	}
	return to;
}

/* Unicode's White_Space and the byte order mark, which is as invisible. */
static bool point_is_space(uint32_t point)
{
	return (point >= 0x09 && point <= 0x0d) || point == 0x20 || point == 0x85 || point == 0xa0
		|| point == 0x1680 || (point >= 0x2000 && point <= 0x200b) || point == 0x2028
		|| point == 0x2029 || point == 0x202f || point == 0x205f || point == 0x3000
		|| point == 0xfeff;
}

bool text_trimmed(const char *text)
{
	const char *at = text;
	bool first = true, space = false;

	while (*at != '\0') {
		space = point_is_space(point_take(&at));
		if (first && space)
			return false;
		first = false;
	}
	return !space;
}

/* Latin-1 and Latin Extended-A (so Sámi too) by the layout of their blocks; the rest as is. */
static uint32_t point_lower(uint32_t point)
{
	if ((point >= 'A' && point <= 'Z') || (point >= 0xc0 && point <= 0xde && point != 0xd7))
		return point + 32;
	if (point == 0x130)
		return 'i';
	if (point == 0x178)
		return 0xff;
	if (point == 0x1e9e)
		return 0xdf;
	if ((point >= 0x100 && point <= 0x137) || (point >= 0x14a && point <= 0x177))
		return point | 1;
	if ((point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17e))
		return point + (point & 1);
	return point;
}

/* Some systems write å as a and a ring: the letters of Latin-1 and Sámi that fall apart so. */
static uint32_t point_compose(uint32_t letter, uint32_t mark)
{
	static const struct { uint16_t mark; char letters[8]; uint16_t composed[8]; } marks[] = {
		{ 0x300, "aeiou",   { 0xe0, 0xe8, 0xec, 0xf2, 0xf9 } },
		{ 0x301, "aeiouyn", { 0xe1, 0xe9, 0xed, 0xf3, 0xfa, 0xfd, 0x144 } },
		{ 0x302, "aeiou",   { 0xe2, 0xea, 0xee, 0xf4, 0xfb } },
		{ 0x303, "aon",     { 0xe3, 0xf5, 0xf1 } },
		{ 0x308, "aeiouy",  { 0xe4, 0xeb, 0xef, 0xf6, 0xfc, 0xff } },
		{ 0x30a, "a",       { 0xe5 } },
		{ 0x30c, "csz",     { 0x10d, 0x161, 0x17e } },
		{ 0x327, "c",       { 0xe7 } },
	};

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		for (int j = 0; marks[i].mark == mark && marks[i].letters[j] != '\0'; j++)
			if ((uint32_t)marks[i].letters[j] == letter)
				return marks[i].composed[j];
	return 0;
}

enum name_part { PART_LETTER, PART_GAP, PART_NOTHING };

/* Full stop, apostrophes, slash and soft hyphen stand inside words (A/S); the rest parts them. */
static enum name_part point_part(uint32_t point)
{
	if (point == '.' || point == '\'' || point == '/' || point == 0xad || point == 0xb4
	    || point == 0x2018 || point == 0x2019)
		return PART_NOTHING;
	if (point < 0x80)
		return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z')
			? PART_LETTER : PART_GAP;
	if (point < 0xc0 || point == 0xd7 || point == 0xf7 || point_is_space(point)
	    || (point >= 0x2010 && point <= 0x206f))
		return PART_GAP;
	return PART_LETTER;
}

char *text_name_key(struct arena *arena, const char *name)
{
	char *key = arena_take(arena, strlen(name) + 1);
	char *to = key, *last = NULL;   /* last: the letter just put, which a mark may change */
	bool gap = false;

	while (*name != '\0') {
		uint32_t point = point_lower(point_take(&name)), composed;
		enum name_part part = point_part(point);
		const char *letter = last;

		if (part == PART_GAP) {
			gap = to > key;
			last = NULL;
		} else if (part == PART_LETTER && last != NULL
		           && (composed = point_compose(point_take(&letter), point)) != 0) {
			to = point_put(last, composed);
		} else if (part == PART_LETTER) {
			if (gap)
				*to++ = ' ';
			gap = false;
			last = to;
			to = point_put(to, point);
		}
	}
	*to = '\0';
	return key;
}
